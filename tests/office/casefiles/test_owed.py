"""Thu reads what the units owe her archive: due soon, over their day, kept back (RP-12)."""

import datetime as dt
import io
import re

import docx
import pytest
from openpyxl import load_workbook

from server import jobs
from server.clock import today
from server.database import db, transaction
from server.documents.casefiles.models import CaseFile
from tests.cast import Cast, Hand
from tests.office.casefiles.keeping import closed, id_of
from tests.office.front.clicking import Desk
from tests.office.front.test_book_files import text_of
from tests.office.outcome import refused
from tests.office.papers import ok
from workflows.filing import months_on

pytestmark = pytest.mark.sent


def ended(path: str, day: dt.date, **more: object) -> None:
    """Nam's work ended that day; nobody has handed its file over since."""
    with transaction() as session:
        case = session.get_one(CaseFile, id_of(path))
        case.ended_on = day
        for name, value in more.items():
            setattr(case, name, value)


def told(hand: Hand, asked: str = "") -> tuple[list[str], list[str]]:
    """The figures of the unit, and the codes of the files listed."""
    page = hand.browser().get(f"/casefiles/owed{asked}")
    assert page.status_code == 200
    figures = re.findall(r"<td>(?:<a[^>]*>)?(\d+)", page.text)
    return figures, re.findall(r"<li><p><b>([^<]*)</b>", page.text)


def test_a_file_is_told_thirty_days_before_its_day_and_from_then_on(one_cast: Cast) -> None:
    path, year_ago = closed(one_cast), months_on(today(), -12)
    for days, figures in ((31, []), (30, ["0", "1", "0"]), (0, ["0", "1", "0"])):
        ended(path, year_ago + dt.timedelta(days))
        assert told(one_cast.thu) == (figures, ["01.VHTT"] if figures else [])
    ended(path, year_ago - dt.timedelta(1))
    assert told(one_cast.thu) == (["1", "0", "0"], ["01.VHTT"])
    assert told(one_cast.thu, "?part=late")[1] == ["01.VHTT"]
    assert told(one_cast.thu, "?part=soon")[1] == told(one_cast.thu, "?unit=tckh")[1] == []


def test_who_may_not_read_it_yet_is_led_to_asking(one_cast: Cast) -> None:
    path = closed(one_cast)
    ended(path, months_on(today(), -13))
    asks, opens = (
        one.browser().get("/casefiles/owed").text for one in (one_cast.thu, one_cast.minh)
    )
    assert f'href="{path}"' in opens and f'href="{path}"' not in asks
    assert "/casefiles/access/new?code=01.VHTT" in asks
    assert 'href="/casefiles/owed"' in one_cast.thu.browser().get("/casefiles/deliveries").text


def test_what_is_kept_back_is_told_with_its_day_and_is_late_after_it(one_cast: Cast) -> None:
    path = closed(one_cast)
    ended(path, months_on(today(), -12))
    until = months_on(today(), 12)
    said = {"until": f"{until}", "consent": "12/UBND-VHTT", "reason": "Còn dùng để thanh tra"}
    ok(one_cast.minh.does(path, "keep_back", said))
    assert told(one_cast.thu) == (["0", "0", "1"], ["01.VHTT"])
    assert (
        f"được giữ lại đến {until:%d/%m/%Y}" in one_cast.thu.browser().get("/casefiles/owed").text
    )
    ended(path, months_on(today(), -30), kept_until=today() - dt.timedelta(1))
    assert told(one_cast.thu)[0] == ["1", "0", "0"]


def test_what_was_handed_over_or_is_kept_briefly_is_owed_by_nobody(one_cast: Cast) -> None:
    path = closed(one_cast)
    ended(path, months_on(today(), -13), years=4)
    assert told(one_cast.thu) == ([], [])
    ended(path, months_on(today(), -13), years=10)
    ok(one_cast.nam.does(path, "transfer"))
    assert told(one_cast.thu) == ([], [])


def test_a_program_reads_the_same(one_cast: Cast) -> None:
    ended(closed(one_cast), months_on(today(), -13))
    said = one_cast.thu.sees("/casefiles/owed?part=late&unit=vhtt")
    assert said["units"] == [{"unit": "vhtt", "late": 1, "soon": 0, "kept": 0}]
    (file,) = said["items"]
    assert (file["code"], file["unit"]) == ("01.VHTT", "vhtt")
    assert file["due_on"] == f"{months_on(today(), -1)}"
    assert one_cast.thu.sees("/casefiles/owed?part=soon")["items"] == []
    assert one_cast.thu.sees("/casefiles/owed?unit=khongco")["items"] == []
    refused(one_cast.nam.asks("GET", "/casefiles/owed"), "wrong_role")


def test_she_takes_the_list_along_as_it_is_narrowed(one_cast: Cast) -> None:
    """As a workbook, a document and a sheet; each says as of when (§13)."""
    ended(closed(one_cast), months_on(today(), -13))
    desk = Desk(one_cast.thu)

    def taken(form: str, part: str) -> tuple[int, bytes]:
        job = desk.sends(f"/casefiles/owed/{form}?part={part}", page="/casefiles/owed").location
        jobs.work(int(job.rsplit("/", 1)[1]))
        db.session.rollback()
        lines = one_cast.thu.sees(job)["result"]["lines"]
        return lines, desk.client.get(f"{job}/file", buffered=True).data

    sheet = [row for row in load_workbook(io.BytesIO(taken("xlsx", "late")[1])).active.values]
    words = docx.Document(io.BytesIO(taken("docx", "late")[1]))
    assert sheet[5][0] == words.tables[0].rows[1].cells[0].text == "01.VHTT"
    assert "Tính đến" in sheet[0][0] and "Tính đến" in words.paragraphs[1].text
    (page,) = text_of(taken("pdf", "late")[1])
    due = f"{months_on(today(), -1):%d/%m/%Y}"
    for whole in ("Năm", "01.VHTT", due, f" {today().year} "):
        assert whole in page, "a narrow column cut the year and the code in two"
    assert "chỉ phần đã lọc" in page and "chỉ phần đã lọc" in sheet[0][0]
    assert "đã lọc" not in text_of(taken("pdf", "")[1])[0]
    assert taken("xlsx", "soon")[0] == 0


def test_it_is_the_archivists_and_the_leaders(one_cast: Cast) -> None:
    for hand in (one_cast.nam, one_cast.hoa, one_cast.kien):
        assert hand.browser().get("/casefiles/owed").status_code == 403
    ended(closed(one_cast), months_on(today(), -13))
    assert told(one_cast.anh) == ([], []), "another agency's"
