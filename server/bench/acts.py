"""`bench transition`: register + direct + assign, committed, against bare commits (aim ≥ 0.2)."""

import itertools
import sqlite3
import time
from pathlib import Path
from typing import Any

from flask import current_app
from sqlalchemy import event

from server.bench.figures import Figure, in_turn, per_second
from server.bench.world import actor, arrived, office_with_work
from server.clock import now
from server.database import db
from server.documents.incoming import arriving, directing, handling
from server.documents.incoming.directing import Order
from server.papers.services import Ref
from workflows.deadlines import end_of

_numbers = itertools.count(time.time_ns() // 1_000)


def transition(times: int = 30, rounds: int = 5) -> Figure:
    """Acts a second through the services; the floor commits the same rows barely."""
    office_with_work()
    _walk(_received(2))
    rows = _rows_of_an_act()
    home = current_app.config["SETTINGS"].home
    ours, floor = in_turn(
        lambda: _walked_per_second(times),
        lambda: per_second(lambda: _bare(home, rows, 4 * times)),
        rounds,
    )
    more = {"rows_per_act": rows}
    return Figure("transition", round(ours, 1), round(floor, 1), "bước/s", "≥ 0.2", more)


def _walked_per_second(times: int) -> float:
    """The papers are there before the clock starts."""
    papers = _received(times)
    return per_second(lambda: _walk(papers))


def _received(count: int) -> list[int]:
    clerk = actor("vanthu.huyen")
    return [arrived(clerk, str(next(_numbers))) for _ in range(count)]


def _walk(ids: list[int]) -> int:
    """Register, present, direct and assign each paper; how many acts that were."""
    lan, minh, hoa = (actor(f"{who}.huyen") for who in ("vanthu", "chutich", "truongphong"))
    due = end_of(now().date().replace(year=now().year + 1))
    order = Order(text="Giao chủ trì.", lead=["vhtt"], due_at=due)
    for paper_id in ids:
        ref = Ref(paper_id)
        arriving.register(lan, ref, fields={})
        directing.present(lan, ref)
        directing.direct(minh, ref, order=order)
        handling.assign(hoa, ref, person="chuyenvien.huyen", due_at=due)
    return 4 * len(ids)


def _rows_of_an_act() -> int:
    """How many rows an act writes, counted on the wire."""
    counted: list[int] = []

    def count(_c: Any, cursor: Any, statement: str, *_rest: Any) -> None:
        if statement.lstrip().upper().startswith(("INSERT", "UPDATE", "DELETE")):
            counted.append(max(1, cursor.rowcount))

    ids = _received(5)
    event.listen(db.engine, "after_cursor_execute", count)
    acts = _walk(ids)
    event.remove(db.engine, "after_cursor_execute", count)
    return round(sum(counted) / acts)


def _bare(home: Path, rows: int, acts: int) -> int:
    """As many commits with as many rows each, by the driver alone, as safe (FULL)."""
    base = sqlite3.connect(home / "bench.db", isolation_level=None)
    base.executescript(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
        "CREATE TABLE IF NOT EXISTS rows"
        " (id INTEGER PRIMARY KEY, kind TEXT, paper INTEGER, text TEXT);"
        "CREATE INDEX IF NOT EXISTS ix_rows ON rows (kind, paper);"
    )
    row = ("incoming", 7, "Giao Phòng Văn hóa và Thông tin chủ trì, tham mưu trả lời." * 3)
    for _ in range(acts):
        base.execute("BEGIN IMMEDIATE")
        for _ in range(rows):
            base.execute("INSERT INTO rows (kind, paper, text) VALUES (?, ?, ?)", row)
        base.execute("COMMIT")
    base.close()
    return acts
