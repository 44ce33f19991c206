"""In the first working morning after a month its figures are closed, though nobody asked (§13)."""

import datetime as dt

import pytest
from sqlalchemy import select

from server.database import db
from server.desks.models import Mention
from server.ledger.checking.whole import findings
from server.papers.telling import MONTH_CLOSED
from server.registers.models import Register
from server.reports import closing
from server.reports.models import KeptReport
from tests.cast import Cast
from tests.office.outcome import change
from tests.office.papers import registered
from workflows.periods import Every, last_whole

SUNDAY, MONDAY = dt.date(2026, 11, 1), dt.date(2026, 11, 2)
OCTOBER = last_whole(Every.MONTH, MONDAY)


def morning(monkeypatch: pytest.MonkeyPatch, day: dt.date) -> list[KeptReport]:
    monkeypatch.setattr(closing, "today", lambda: day)
    closing.close_all()
    db.session.rollback()
    return list(db.session.scalars(select(KeptReport).order_by(KeptReport.id)))


def lans_book(cast: Cast, year: int = 2026) -> None:
    """The book of incoming documents of that year, with one line of today."""
    registered(cast)
    change(Register, {"agency_id": cast.lan.actor.agency_id}, year=year)


def test_on_the_first_working_morning_the_month_is_kept_once_for_each_agency_with_a_book(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
):
    lans_book(cast)
    assert morning(monkeypatch, SUNDAY) == [], "nobody works"
    rows = morning(monkeypatch, MONDAY)
    own = cast.lan.actor.agency_id
    assert [(one.agency_id, one.of, one.by) for one in rows] == [
        (own, "incoming", "unit"), (own, "outgoing", "unit"),
    ]  # fmt: skip
    assert {(one.first, one.last) for one in rows} == {OCTOBER}
    assert {one.maker for one in rows} == {cast.minh.actor.name}, "his to sign"
    for day in (MONDAY, MONDAY + dt.timedelta(1), MONDAY + dt.timedelta(20)):
        assert len(morning(monkeypatch, day)) == 2
    assert list(findings()) == []


def test_clerks_and_leaders_hear_of_it_and_open_it(cast: Cast, monkeypatch: pytest.MonkeyPatch):
    lans_book(cast)
    first, _second = morning(monkeypatch, MONDAY)
    mine = select(Mention.person_id).where(
        Mention.what == MONTH_CLOSED, Mention.paper_id == first.id
    )
    told = set(db.session.scalars(mine))
    people = (cast.lan, cast.lien, cast.minh, cast.binh)
    assert told == {one.actor.person_id for one in people}
    for hand in (cast.lan, cast.minh):
        text = hand.browser().get("/notices").text
        for what in ("văn bản đến", "văn bản đi"):
            assert f"được giữ lại: Báo cáo {what}, 01/10/2026 – 31/10/2026" in text
        assert "Số liệu tháng trước đã chốt" in text and f"/reports/kept/{first.id}" in text
        assert hand.browser().get(f"/reports/kept/{first.id}").status_code == 200


def test_what_somebody_kept_of_that_month_closes_it_and_a_book_of_another_year_does_not(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
):
    lans_book(cast, year=2020)
    assert morning(monkeypatch, MONDAY) == []
    change(Register, {"agency_id": cast.lan.actor.agency_id}, year=2026)
    closing._close(cast.lan.actor.agency_id, "incoming", OCTOBER)
    assert [one.of for one in morning(monkeypatch, MONDAY)] == ["incoming", "outgoing"]
