"""What Minh is told of his meetings (RP-09), and of the work that goes without paper (RP-13)."""

import pytest
from sqlalchemy import delete, update

from server.clock import now, today
from server.database import transaction
from server.desks.models import Reader
from server.documents.outgoing.models import OutgoingDocument
from server.documents.tasks.models import Task
from server.meetings.models import AgendaItem, Meeting
from server.registers import beside
from tests.cast import Cast
from tests.office.meetings.closed import closed
from tests.office.outcome import id_of
from tests.office.outgoing import desk
from tests.office.papers import registered
from tests.office.reports.test_kept import made
from tests.office.reports.test_of_rows import FIGURE, lines, taken


@pytest.fixture
def met(one_cast: Cast) -> Cast:
    """One session that is over, a paper of it came that morning; of two conclusions one is done."""
    meeting_id = id_of(closed(one_cast))
    for state in ("DONE", "IN_PROGRESS"):
        said = {"title": "Hoàn chỉnh dự toán", "lead": one_cast.tckh.account}
        task = one_cast.minh.asks("POST", "/tasks", json=said).json
        with transaction() as session:
            source = {"source": f"meetings/{meeting_id}", "state": state}
            session.execute(update(Task).filter_by(id=task["id"]).values(**source))
    with transaction() as session:
        session.execute(update(Meeting).values(urgent="", starts_at=now()))  # of this month
        came = {"released": {"outgoing/1": now().isoformat()}, "minutes": 10}
        session.execute(update(AgendaItem).filter_by(n=1).values(**came))
        adopted = {"adopted": True, "minutes": 25}
        session.execute(update(AgendaItem).filter_by(n=2).values(**adopted))
    return one_cast


def test_minh_reads_who_came_what_was_late_and_what_became_of_it(met: Cast):
    for by, name in (("kind", "Phiên họp Ủy ban nhân dân"), ("month", f"{today():%m/%Y}")):
        told = met.minh.sees(f"/reports/meetings?by={by}")
        (row,) = told["rows"]
        assert row == {"name": name, "cells": told["sums"]}
        assert row["cells"] == [5, 4, 0, 1, 1, 1, 1, 23, 2, 1]
        assert told["rate"] == "80,0 %"
    page = met.tuan.browser().get("/reports?of=meetings").text
    figures = FIGURE.findall(page)
    assert {lines(met.tuan, href) for href, _n in figures} == {1} and len(figures) == 18
    assert taken(met.minh, "/reports/meetings")[-1][3:] == [
        "5",
        "4",
        "0",
        "1",
        "1",
        "1",
        "23",
        "2",
        "1",
    ]
    saved = met.minh.sees("/meetings/1")["saved_minutes"]
    assert saved == 23, "as the meeting's own page says"
    for hand in (met.lan, met.hoa):
        assert hand.browser().get("/reports/meetings").status_code == 403
    assert met.anh.sees("/reports/meetings")["rows"] == []


def test_a_meeting_is_opened_from_its_line_only_by_who_may(met: Cast):
    assert 'href="/meetings/1"' in met.minh.browser().get("/reports/meetings").text
    page = met.son.browser().get("/reports/meetings?kind=giao_ban").text
    assert "Không có dòng nào" in page
    with transaction() as session:
        session.execute(delete(Reader).filter_by(paper_kind="meetings", seat="r:AUDITOR"))
    page = met.son.browser().get("/reports/meetings?kind=phien_hop_ubnd").text
    assert "Phiên họp thường kỳ" in page and 'href="/meetings/' not in page


@pytest.fixture
def worked(one_cast: Cast) -> Cast:
    """One came on paper and lies there; of two that went one has no signature, one a stamp."""
    registered(one_cast)
    bare, signed = (desk.as_dispatched(one_cast) for _n in range(2))
    with transaction() as session:
        session.get_one(OutgoingDocument, id_of(signed)).signed_at = now()
        beside.enter("POST", session.get_one(OutgoingDocument, id_of(bare)), recipients="Xã")
    return one_cast


def test_each_share_has_both_its_numbers_and_the_list_of_exceptions(worked: Cast):
    told = worked.minh.sees("/reports/online")
    shares = {row["name"]: row["cells"] for row in told["rows"]}
    assert shares == {
        "Văn bản đến nhận điện tử": [1, 0, 1, "0,0 %"],
        "Văn bản đến chuyển xử lý trên hệ thống": [1, 0, 1, "0,0 %"],
        "Văn bản đi ký số": [2, 1, 1, "50,0 %"],
        "Văn bản đi gửi điện tử": [2, 1, 1, "50,0 %"],
    }
    page = worked.minh.browser().get("/reports?of=online").text
    assert "<tfoot>" not in page
    for href, n in FIGURE.findall(page):
        assert lines(worked.minh, href) == int(n)
    assert worked.hoa.sees("/reports/online")["rows"][0]["cells"] == [0, 0, 0, "–"]


def test_it_is_kept_without_a_sum_of_different_things(worked: Cast):
    path = made(worked.minh, "online-measure")
    page = worked.lan.browser().get(path).text
    assert "50,0 %" in page and "<tfoot>" not in page
