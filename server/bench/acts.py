"""`bench transition`: register + direct + assign, committed, against bare commits (aim ≥ 0.2)."""

import itertools
import time
from pathlib import Path

import click
from flask import current_app

from server.bench.figures import Figure, in_turn, per_second, rounded
from server.bench.replay import Written, copy_of_the_office, heard, say_again
from server.bench.world import arrived, office_with_work
from server.clock import now
from server.database import db
from server.demo.acting import acting
from server.documents.incoming import arriving, directing, handling
from server.documents.incoming.directing import Order
from server.papers.services import Ref
from workflows.deadlines import end_of

_numbers = itertools.count(time.time_ns() // 1_000 % 10**10)
"""New ones in each run, within the eleven letters of the register (IN-06)."""


def transition(times: int = 30, rounds: int = 5) -> Figure:
    """Acts a second through the services; the floor commits the very same rows barely."""
    if db.engine.dialect.name != "sqlite":
        raise click.ClickException("bench transition đo trên SQLite (synchronous=FULL)")
    office_with_work()
    _walk(_received(2))
    copy = Path(current_app.config["SETTINGS"].home) / "bench-floor.db"
    acts: list[list[Written]] = []

    def ours() -> float:
        papers = _received(times)
        copy_of_the_office(copy)
        with heard() as said:
            figure = per_second(lambda: _walk(papers))
        acts[:] = said
        return figure

    ours_per_s, floor = in_turn(ours, lambda: per_second(lambda: say_again(copy, acts)), rounds)
    for left in copy.parent.glob(f"{copy.name}*"):
        left.unlink()
    rows = sum(len(given) if many else 1 for act in acts for _, given, many in act)
    more = {"rows_per_act": round(rows / len(acts), 1)}
    return Figure("transition", rounded(ours_per_s), rounded(floor), "bước/s", "≥ 0.2", more)


def _received(count: int) -> list[int]:
    clerk = acting("vanthu.huyen")
    return [arrived(clerk, str(next(_numbers))) for _ in range(count)]


def _walk(ids: list[int]) -> int:
    """Register, present, direct and assign each paper; how many acts that were."""
    lan, minh, hoa = (acting(f"{who}.huyen") for who in ("vanthu", "chutich", "truongphong"))
    due = end_of(now().date().replace(year=now().year + 1))
    order = Order(text="Giao chủ trì.", lead=["vhtt"], due_at=due)
    for paper_id in ids:
        ref = Ref(paper_id)
        arriving.register(lan, ref, fields={})
        directing.present(lan, ref)
        directing.direct(minh, ref, order=order)
        handling.assign(hoa, ref, person="chuyenvien.huyen", due_at=due)
    return 4 * len(ids)
