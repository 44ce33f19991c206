"""`bench inbox`, `bench search`: an office with a million papers, on either database."""

import random
import time
from collections.abc import Callable, Sequence

import click
from flask import Flask, current_app
from sqlalchemy import func, select, text

from server import schema
from server.app import create_app
from server.bench.figures import Figure, in_turn
from server.bench.world import BUSY, office_with_work
from server.database import db
from server.demo import loader_bulk
from server.demo.acting import acting
from server.documents.incoming.models import IncomingDocument
from server.door.services import create_token
from server.org.actor import Actor
from server.search.queries import found
from server.words import fold

MILLION, FEW = 1_000_000, 10_000
SEEKERS = ("vanthu.huyen", "chutich.huyen", "chuyenvien.huyen", "cv-tckh.huyen")
"""Who reads all of it, and who reads a thirteenth."""
SMALL = "bench_small"


def inbox(times: int = 20, rounds: int = 11, documents: int = MILLION, few: int = FEW) -> Figure:
    """The busy official's first page, whole request, against the same at ten thousand (≤ 1.2)."""
    heaped(documents)
    ours = asker(current_app._get_current_object())  # type: ignore[attr-defined]
    floor = asker(_small_office(few))
    large, small = in_turn(lambda: wall_ms(ours, times), lambda: wall_ms(floor, times), rounds)
    more = {"documents": documents, "of": few}
    return Figure("inbox", round(large, 3), round(small, 3), "ms", "≤ 1.2", more)


def search(times: int = 50, rounds: int = 2, documents: int = MILLION) -> Figure:
    """Three words of a paper, with marks and without, whole and letter by letter as they are typed,
    by what each official may read (≤ 50 ms)."""
    heaped(documents)
    asked = _questions(times)
    seekers = [acting(account) for account in SEEKERS] * rounds
    words = _told(sorted(_took(seeker, said) for seeker in seekers for said in asked))
    spelled = _spelled([*asked[:SPELLED], *ABBREVIATED])
    once = seekers[: len(SEEKERS)]
    letters = _told(sorted(_took(seeker, said) for seeker in once for said in spelled))
    more = words | {f"letters_{name}": one for name, one in letters.items()}
    p95 = max(words["p95_ms"], letters["p95_ms"])
    return Figure("search", p95, 50.0, "ms", "p95 ≤ 50 ms", more | {"documents": documents})


SPELLED = 12
ABBREVIATED = ("CĐS xã", "UBND huyện", "cchc")
"""What is looked for by what it means besides."""


def _spelled(asked: Sequence[str]) -> list[str]:
    """What a search box holds after each letter, from the second on."""
    return [said[:n] for said in asked for n in range(2, len(said) + 1)]


def _told(took: Sequence[float]) -> dict[str, float]:
    """Of what is in order."""
    at = {"p95_ms": len(took) * 95 // 100, "p50_ms": len(took) // 2, "max_ms": len(took) - 1}
    return {name: round(took[n], 2) for name, n in at.items()}


def _took(seeker: Actor, words: str) -> float:
    return wall_ms(lambda: found(seeker, {"q": words}, None), 1)


def heaped(documents: int) -> None:
    """As many papers as that, most of them done with; how far it is goes to stderr."""
    office_with_work()
    lacking = documents - (db.session.scalar(select(func.count(IncomingDocument.id))) or 0)
    if lacking > 0:

        def tell(done: int) -> None:
            click.echo(f"\r… {done} / {lacking}", nl=done == lacking, err=True)

        loader_bulk.load_bulk(lacking, tell=tell)
    db.session.rollback()  # else SQLite would answer the first page as of before its token


def _questions(times: int) -> list[str]:
    """Words that stand side by side in some paper, every other time as hurried people type."""
    chance = random.Random(7)  # noqa: S311
    top = db.session.scalar(select(func.max(IncomingDocument.id))) or 1
    asked: list[str] = []
    while len(asked) < times:
        words = _subject(chance.randint(1, top)).split()
        if len(words) >= 3:
            place = chance.randrange(len(words) - 2)
            three = " ".join(words[place : place + 3])
            asked.append(fold(three) if len(asked) % 2 else three)
    return asked


def _subject(paper_id: int) -> str:
    one = select(IncomingDocument.subject).where(IncomingDocument.id >= paper_id)
    return db.session.scalar(one.order_by(IncomingDocument.id).limit(1)) or ""


def _small_office(documents: int) -> Flask:
    """Another office beside this one, on the same database server or in the same folder."""
    settings = current_app.config["SETTINGS"]
    url = ""
    if settings.database.startswith("postgresql"):
        with db.engine.begin() as connection:
            connection.execute(text(f"CREATE SCHEMA IF NOT EXISTS {SMALL}"))
        mark = "&" if "?" in settings.database else "?"
        url = f"{settings.database}{mark}options=-csearch_path%3D{SMALL}%20-cjit%3Doff"
    home = settings.home / SMALL
    app = create_app(settings.model_copy(update={"home": home, "database_url": url}))
    with app.app_context():
        schema.bring_up(db.engine)
        heaped(documents)
    return app


def asker(app: Flask, account: str = BUSY, page: str = "/") -> Callable[[], None]:
    """An official, signed in, asking for a page; once already, for each process compiles it."""
    with app.app_context():
        said = {"Authorization": f"Bearer {create_token(account)}"}
    browser = app.test_client()

    def ask() -> None:
        assert browser.get(page, headers=said).status_code == 200, page

    db.session.rollback()  # else SQLite would answer as of before the token
    ask()
    return ask


def wall_ms(call: Callable[[], object], times: int) -> float:
    """Milliseconds of one call as somebody waits for it: the database may be another process."""
    began = time.perf_counter()
    for _ in range(times):
        call()
    return (time.perf_counter() - began) * 1000 / times
