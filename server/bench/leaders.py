"""`bench board`: what a leader opens in the morning, where a million papers lie (issue: ≤ 1 s)."""

from flask import current_app

from server.bench.figures import Figure
from server.bench.million import MILLION, asker, heaped, wall_ms
from server.clock import today

LEADER = "chutich.huyen"
PAGES = {
    "board": "/board",
    "home": "/",
    "tasks": "/tasks/board",
    "reports": "/reports",
    "reports_of_a_year": "/reports?by=unit&first={year}-01-01&last={year}-12-31",
    "search": "/search?q=chuyển đổi số",
}
"""Each as a whole request: session, rights, badges, figures, the page."""


def board(times: int = 20, documents: int = MILLION) -> Figure:
    """The slowest of so many openings of the board, beside a second; the other pages' beside it."""
    heaped(documents)
    pages = {name: page.format(year=today().year - 1) for name, page in PAGES.items()}
    took = {name: _slowest(page, times) for name, page in pages.items()}
    more = {f"{name}_ms": one for name, one in took.items()} | {"documents": documents}
    return Figure("board", took["board"], 1000.0, "ms", "≤ 1 s", more)


def _slowest(page: str, times: int) -> float:
    ask = asker(current_app._get_current_object(), LEADER, page)  # type: ignore[attr-defined]
    return round(max(wall_ms(ask, 1) for _ in range(times)), 1)
