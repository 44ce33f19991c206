"""What was said and done about a matter lies in its file: opinions, results, minutes (CF-04)."""

import html
import io
import json
import zipfile

import pytest

from server.archive import checking
from server.documents.casefiles import recorded
from server.files import store
from server.ledger.checking.whole import findings
from server.papers.services import files_of
from tests.cast import Cast, Hand
from tests.office import papers
from tests.office.casefiles.keeping import case_of, filled, opened, pack, put
from tests.office.casefiles.test_exhibits import pages_of, photo
from tests.office.casefiles.test_read_by_request import lent_to
from tests.office.incoming import desk
from tests.office.meetings.closed import locked
from tests.office.meetings.gathering import entered
from tests.office.meetings.test_tasks_given import given, under_way
from tests.office.outcome import history, id_of, refused

pytestmark = pytest.mark.sent
SLIP, OPINIONS = "Phiếu giải quyết văn bản đến", "Phiếu trình, ý kiến"
FOLLOWED = "Phiếu theo dõi nhiệm vụ"
RESULT = "Đã rà soát xong 12 danh mục"


def records(hand: Hand, path: str, *names: str):
    return hand.does(path, "record", {"records": [one.strip("/") for one in names]})


def done_task(cast: Cast, letter: str) -> str:
    """Given because of the letter, done by Nam with a photograph, accepted by Hoa."""
    task = under_way(cast.nam, given(cast.hoa, lead=cast.nam.account, source=letter.strip("/")))
    file = {"file": (io.BytesIO(photo()), "ra-soat.jpg")}
    papers.ok(cast.nam.asks("POST", f"{task}/files", data=file))
    papers.ok(cast.nam.does(task, "report", {"result": RESULT}))
    papers.ok(cast.hoa.does(task, "accept"))
    return task


def read(hand: Hand, line: dict) -> str:
    with hand.asks("GET", f"/{line['file']}") as got:
        return " ".join(pages_of(got.data))


def test_nam_lays_in_what_was_said_of_a_letter_and_its_task_and_they_go_to_the_archive(
    cast: Cast,
):
    nam, letter = cast.nam, desk.in_progress(cast)
    task = done_task(cast, letter)
    papers.ok(nam.does(letter, "propose_close", {"no_reply_reason": "Chỉ để thực hiện"}))
    papers.ok(cast.hoa.does(letter, "close"))
    path = opened(nam)
    put(nam, path, letter, papers.SENT)
    page = html.unescape(nam.browser().get(path).text)
    for name in (letter, papers.SENT, task):
        assert f'value="{name.strip("/")}"' in page, "offered, by what lies in the file"
    papers.ok(records(nam, path, letter, papers.SENT, task))
    refused(records(nam, path, letter), "is_not_in_it_yet")
    lines = {one["doc_type"]: one for one in nam.sees(path)["contents"]}
    slip, opinions, followed = (lines[one] for one in (SLIP, OPINIONS, FOLLOWED))
    assert slip["about"] == letter.strip("/") and followed["about"] == task.strip("/")
    assert "Giao Phòng VH-TT chủ trì" in read(nam, slip) and "Vào sổ" in read(nam, slip)
    assert RESULT in read(nam, followed) and "Hoàn thành" in read(nam, followed)
    assert "Ký" in read(nam, opinions)
    evidence = lines["Tài liệu"]
    assert evidence["subject"] == "Kết quả, minh chứng: ra-soat.jpg"
    with nam.asks("GET", f"/{evidence['file']}") as got:
        assert got.data == photo(), "the same bytes, under one more name"
    assert history(path)[-1].reason.startswith("nhiệm vụ [")
    assert f'href="{task}"' in nam.browser().get(path).text
    papers.ok(nam.does(path, "close"))
    papers.ok(nam.does(path, "transfer"))
    pack()
    place = store().path(nam.sees(path)["package_sha256"])
    assert checking.faults(place) == []
    with zipfile.ZipFile(place) as packed:
        said = json.loads(packed.read("manifest.json"))["documents"]
    laid = [one for one in said if one["document"].startswith("casefiles/")]
    assert [one["logged"] for one in laid] == [True] * 4, "the log names each"
    assert list(findings()) == []


def test_who_reads_the_file_reads_what_lies_in_it_but_is_led_nowhere_else(cast: Cast):
    letter = desk.done(cast)
    path = opened(cast.nam)
    put(cast.nam, path, letter)
    papers.ok(records(cast.nam, path, letter))
    assert cast.cv_tckh.asks("GET", f"{path}/files/1").status_code == 404
    lent_to(cast.cv_tckh, cast.hoa, path)
    with cast.cv_tckh.asks("GET", f"{path}/files/1") as got:
        assert got.status_code == 200


def test_only_what_is_done_and_may_be_read_goes_in(cast: Cast):
    nam, path = cast.nam, filled(cast)
    task = under_way(nam, given(cast.hoa, lead=nam.account))
    refused(records(nam, path, task), "paper_is_settled")
    others = given(cast.minh, lead="tckh")
    for name in (others, "exhibits/1", "tasks/x", "casefiles/1"):
        refused(records(nam, path, name), "unknown_paper")
    refused(records(nam, path, papers.drafted(cast)), "paper_is_settled")
    refused(records(cast.lan, path, task), "not_found")
    papers.ok(nam.does(path, "close"))
    refused(records(nam, path, papers.SENT), "wrong_state")
    assert recorded.laid(case_of(path)) == set()


def test_signed_minutes_go_in_as_they_were_signed_and_what_was_closed_does_not(cast: Cast):
    meeting = locked(cast)
    path = opened(cast.minh)
    papers.ok(records(cast.minh, path, meeting))
    (line,) = cast.minh.sees(path)["contents"]
    assert (line["doc_type"], line["about"]) == ("Biên bản", meeting.strip("/"))
    (signed,) = files_of("meetings", id_of(meeting))
    with cast.minh.asks("GET", f"/{line['file']}") as got:
        assert got.data == store().fetch(signed.sha256)
    unsigned = entered(cast)
    refused(records(cast.minh, path, unsigned), "paper_is_settled")
    closed = entered(cast, room="Phòng họp tầng 2", agenda=[{"title": "Nhân sự", "closed": True}])
    refused(records(cast.minh, path, closed), "tells_closed_matters")


def test_the_history_calls_a_record_by_its_words(cast: Cast):
    """It said "phiếu trình, ý kiến [319]", which nobody in an office can look up."""
    path = opened(cast.nam)
    put(cast.nam, path, papers.SENT)
    papers.ok(records(cast.nam, path, papers.SENT))
    page = html.unescape(cast.nam.browser().get(path).text)
    said = page[page.index('id="history"') :].split("</ol>")[0]
    assert f"{OPINIONS} " in said and f'href="{path}/files/' in said and "[" not in said
