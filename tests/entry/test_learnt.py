"""What is kept from office to office is how to ask, never an answer; and what a sound file is."""

from pathlib import Path
from typing import Any

import pytest
from flask import Flask, url_for
from jinja2 import DictLoader
from sqlalchemy import create_engine, text
from sqlalchemy.orm import Session
from werkzeug.routing import BaseConverter

from server.jobs import Job
from tests import learnt


def test_two_offices_share_their_statements_and_not_their_papers(tmp_path: Path) -> None:
    engines = [create_engine(f"sqlite:///{tmp_path / name}") for name in ("huyen", "xa")]
    for count, engine in enumerate(engines):
        learnt.remember_statements(engine)
        Job.metadata.create_all(engine, tables=[Job.__table__])
        with Session(engine) as session:
            session.execute(text(f"CREATE TABLE seen AS SELECT {count} AS n"))
            assert session.query(Job).count() == 0
            assert session.scalar(text("SELECT n FROM seen")) == count
        engine.dispose()
    assert engines[0]._compiled_cache is engines[1]._compiled_cache
    assert engines[0].dialect is engines[1].dialect


def _office(pages: dict[str, str], **defaults: str) -> Flask:
    app = Flask("office")
    app.jinja_env.loader = DictLoader(pages)
    learnt.remember_pages(app)
    app.add_url_rule("/<kind>/<int:n>", endpoint="paper", defaults=defaults or None)
    return app


def test_a_page_that_says_something_else_is_compiled_anew() -> None:
    for words in ("Văn bản đến", "Văn bản đi"):
        app = _office({"page.html": f"{words}: {{{{ n }}}}"})
        assert app.jinja_env.get_template("page.html").render(n=7) == f"{words}: 7"


def test_a_rule_builds_its_own_address_from_its_own_defaults() -> None:
    learnt.remember_routes()
    plain, given = _office({}), _office({}, kind="incoming")
    with plain.test_request_context():
        assert url_for("paper", kind="outgoing", n=3) == "/outgoing/3"
    with given.test_request_context():
        assert url_for("paper", n=3, page=2) == "/incoming/3?page=2"


def test_a_rule_reads_its_address_with_its_own_converters() -> None:
    """`int` of two houses: one reads digits, the other hexadecimal."""
    learnt.remember_routes()
    plain, other = Flask("plain"), Flask("other")
    other.url_map.converters["int"] = _Hex
    for app in (plain, other):
        app.add_url_rule("/so/<int:n>", endpoint="paper")
    assert plain.url_map.bind("").match("/so/10") == ("paper", {"n": 10})
    assert other.url_map.bind("").match("/so/10") == ("paper", {"n": 16})


class _Hex(BaseConverter):
    def to_python(self, value: str) -> int:
        return int(value, 16)


def test_a_sound_file_is_shown_to_a_child_once_and_all_else_each_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    shown: list[tuple[bytes, str, str]] = []

    def child(_pool: Any, data: bytes, name: str, task: str) -> dict[str, Any]:
        shown.append((data, name, task))
        return {"refused": "file_broken"} if data == b"torn" else {"inspected": {"text": [task]}}

    monkeypatch.setattr(learnt, "looks", child)
    monkeypatch.setattr(learnt, "_files", {})
    letter, other = (b"letter", "a.pdf"), (b"letter", "a.docx")
    ways = (letter, letter, other, (b"torn", "a.pdf"), (b"torn", "a.pdf"))
    found = [learnt._looked_at(None, *one) for one in ways]  # type: ignore[arg-type]
    found[0]["inspected"]["text"].append("written on")
    assert learnt._looked_at(None, *letter) == found[1] == {"inspected": {"text": ["examine"]}}  # type: ignore[arg-type]
    learnt._looked_at(None, *letter, task="clear")  # type: ignore[arg-type]
    torn = (b"torn", "a.pdf", "examine")
    assert shown == [(*letter, "examine"), (*other, "examine"), torn, torn, (*letter, "clear")]
