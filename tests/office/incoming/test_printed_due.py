"""The day that a letter wants its answer by: read from it, confirmed, and before Minh (§4.5)."""

import datetime as dt

import pytest

from server.clock import today
from server.documents.incoming import arriving
from server.documents.incoming.models import IncomingDocument
from server.documents.incoming.usual import usual_due
from server.papers.intake import Taken
from tests.cast import Cast
from tests.office.incoming import desk
from tests.office.incoming.test_confirming import confirms
from tests.office.outcome import change, id_of
from tests.office.papers import ok

AHEAD = today() + dt.timedelta(days=20)


@pytest.fixture
def cast(one_cast: Cast) -> Cast:
    return one_cast


def scanned(cast: Cast, wish: str) -> IncomingDocument:
    """A scan that says when it was written, and by when it wants to be answered."""
    day = today()
    text = (
        "ỦY BAN NHÂN DÂN\nTỈNH THANH HÓA\nSố: 1250/UBND-VX\n"
        f"Thanh Hóa, ngày {day:%d} tháng {day.month:02} năm {day.year}\nV/v báo cáo\n"
        f"Đề nghị báo cáo {wish}.\n"
    )
    file = Taken("scan.pdf", "application/pdf", "0" * 64, 9, 1, text, False, False)
    paper = arriving.read_in(cast.lan.actor.agency_id, {}, [file])
    assert paper.proposals["printed_due"]["end"] > 0
    return paper


@pytest.fixture
def read(cast: Cast) -> str:
    return str(scanned(cast, f"trước ngày {AHEAD:%d/%m/%Y}").printed_due)


def test_it_is_read_from_the_page(read: str):
    assert read == str(AHEAD)


def test_of_a_day_without_its_year_lan_is_told_that_it_was_reckoned(cast: Cast):
    seen = scanned(cast, f"trước ngày {AHEAD:%d/%m}")
    assert seen.printed_due == AHEAD
    path = desk.arrived(cast, printed_due=AHEAD)
    change(IncomingDocument, {"id": id_of(path)}, proposals=seen.proposals)
    assert "văn bản không ghi năm" in cast.lan.browser().get(f"{path}/confirm").text


def test_lanconfirms_it_and_minh_has_it_before_him(cast: Cast):
    path = desk.arrived(cast)
    shown = f"{AHEAD:%d/%m/%Y}"
    assert confirms(cast, path, printed_due=shown).status_code == 302
    assert cast.lan.sees(path)["printed_due"] == str(AHEAD)
    due = usual_due(desk.paper_of(path))
    assert due and AHEAD - dt.timedelta(days=9) < due.date() <= AHEAD
    assert f"Hạn ghi trong văn bản</dt><dd>{shown}" in cast.minh.browser().get(path).text


def test_what_was_read_wrongly_she_empties(cast: Cast):
    path = desk.arrived(cast, printed_due=AHEAD)
    page = cast.lan.browser().get(f"{path}/confirm").text
    assert f'value="{AHEAD:%d/%m/%Y}"' in page
    confirms(cast, path, printed_due="")
    assert cast.lan.sees(path)["printed_due"] is None


def test_a_program_that_leaves_it_out_leaves_it_as_it_is(cast: Cast):
    path = desk.arrived(cast, printed_due=AHEAD)
    assert ok(cast.lan.does(path, "register"))["printed_due"] == str(AHEAD)
