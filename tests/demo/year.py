"""The demo's year that its tests look through, and what they ask of a paper in it."""

from datetime import date, datetime

from server.demo.calendar import ZONE, office_time
from server.demo.cast import POSITIONS
from server.demo.papers import IncomingPaper, OutgoingPaper
from workflows.law import NOWHERE, Role, Workflow

TODAY = date(2026, 11, 24)
HOURS = office_time(TODAY)
MIDNIGHT = datetime(2026, 11, 24, tzinfo=ZONE)
ROLES = {position.code: position.roles for position in POSITIONS}
ABBREVIATION = {
    "Quyết định": "QĐ",
    "Kế hoạch": "KH",
    "Báo cáo": "BC",
    "Tờ trình": "TTr",
    "Thông báo": "TB",
    "Giấy mời": "GM",
    "Giấy giới thiệu": "GGT",
    "Chỉ thị": "CT",
    "Công điện": "CĐ",
    "Hướng dẫn": "HD",
    "Phương án": "PA",
}


def year_of(papers: tuple[OutgoingPaper, ...]) -> list[OutgoingPaper]:
    """The generated papers, without the real ones of 2022 and 2023."""
    return [paper for paper in papers if paper.issued_on is None or paper.issued_on.year > 2023]


def colour(paper: IncomingPaper) -> str:
    """DOMAIN §11.4, in the morning of today."""
    due, done = paper.due_at, paper.done_at
    if due is None:
        return "grey"
    if done:
        return "blue" if done <= due else "purple"
    if due < MIDNIGHT:
        return "red"
    return "yellow" if HOURS.distance(TODAY, due.date()) <= 2 else "green"


def is_open(paper: IncomingPaper) -> bool:
    return paper.state in {"DIRECTED", "ASSIGNED", "IN_PROGRESS", "AWAITING_CLOSE"}


def walk(law: Workflow, paper: IncomingPaper | OutgoingPaper) -> str:
    """Follow the history through the law's table; every step must exist for somebody's role."""
    state = NOWHERE
    for step in paper.history:
        roles = ROLES[step.account] if step.account else {Role.SYSTEM}
        state = law.permit(state, step.name, set(roles)).target
    return state
