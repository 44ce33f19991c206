"""A file that cannot be taken never lies there without a word: Lan sees why and decides."""

import os
from pathlib import Path

import pytest
from flask import Flask

from server.database import transaction
from server.papers import letters
from server.scanbox import folder, looking, settling
from server.scanbox.looking import owner, root
from server.scanbox.models import Scan
from tests.cast import Cast
from tests.office.front.desks import statements
from tests.office.papers import scan
from tests.office.scanbox.conftest import ScanBox
from workflows import Refused

BROKEN = scan()[:300]


def test_a_broken_file_stays_and_says_why_until_it_is_whole(box: ScanBox) -> None:
    box.lay("a.pdf", BROKEN)
    box.work()
    assert box.told == [("a.pdf", "FAILED", "file_broken")] and box.papers == []
    box.work()
    assert box.told == [("a.pdf", "FAILED", "file_broken")]
    box.lay("a.pdf", scan("Công văn nguyên vẹn"))
    box.work()
    assert box.told == [("a.pdf", "TAKEN", "")] and len(box.papers) == 1


def test_the_same_file_twice_is_asked_about_and_taken_when_lan_says_so(
    one_box: ScanBox, one_app: Flask
) -> None:
    twice = scan()
    one_box.lay("a.pdf", twice)
    one_box.work()
    one_box.lay("b.pdf", twice)
    one_box.work()
    assert one_box.told[-1] == ("b.pdf", "FAILED", "scan_known") and len(one_box.papers) == 1
    settling.again(Cast(one_app).lan.actor, one_box.scans[-1].id)
    one_box.work()
    assert one_box.told[-1] == ("b.pdf", "TAKEN", "") and len(one_box.papers) == 2


def test_dismissed_with_a_reason_it_leaves_the_box_and_is_kept(box: ScanBox, app: Flask) -> None:
    lan = Cast(app).lan.actor
    box.lay("a.pdf", BROKEN)
    box.work()
    with pytest.raises(Refused, match="has_reason"):
        settling.dismiss(lan, box.scans[0].id, reason="  ")
    settling.dismiss(lan, box.scans[0].id, reason="Trang quét thử")
    box.work()
    (row,) = box.scans
    assert (row.stage, row.words, row.person_id) == ("DISMISSED", "Trang quét thử", lan.person_id)
    (kept,) = (box.path / folder.ASIDE).iterdir()
    assert kept.read_bytes() == BROKEN and folder.look(box.path.parent, "huyen") == []


def test_what_is_settled_is_not_settled_again(one_box: ScanBox, one_app: Flask) -> None:
    one_box.lay("a.pdf", scan())
    one_box.work()
    for act in (settling.again, lambda who, n: settling.dismiss(who, n, reason="x")):
        with pytest.raises(Refused, match="scan_settled"):
            act(Cast(one_app).lan.actor, one_box.scans[0].id)


def test_another_agency_s_scan_does_not_exist(one_box: ScanBox, one_app: Flask) -> None:
    one_box.lay("a.pdf", BROKEN)
    one_box.work()
    cast = Cast(one_app)
    with pytest.raises(Refused, match="not_found"):
        settling.again(cast.dao.actor, one_box.scans[0].id)
    assert settling.listed(cast.dao.actor) == ([], [])
    with pytest.raises(Refused, match="not_allowed"):
        settling.listed(cast.minh.actor)


def test_each_agency_has_its_own_folder(one_box: ScanBox, one_app: Flask) -> None:
    (root() / "hoangphu" / "a.pdf").write_bytes(scan())
    one_box.work()
    assert [paper.agency.code for paper in one_box.papers] == ["hoangphu"]
    assert len(settling.listed(Cast(one_app).dao.actor)[1]) == 1


def test_whose_boxes_there_are_is_one_question_however_many_agencies(one_box: ScanBox) -> None:
    assert one_box.scans == []
    with statements() as said:
        assert owner("huyen") is not None
    assert len(said) == 1


@pytest.mark.parametrize("where", [".", "phong-la"])
def test_a_file_in_nobody_s_folder_is_shown_and_not_guessed(one_box: ScanBox, where: str) -> None:
    (root() / where).mkdir(exist_ok=True)
    (root() / where / "a.pdf").write_bytes(scan())
    one_box.work()
    assert one_box.told == [("a.pdf", "FAILED", "scan_no_owner")] and one_box.papers == []


def test_a_link_is_not_followed(one_box: ScanBox, tmp_path: Path) -> None:
    (tmp_path / "secret").write_bytes(scan())
    (one_box.path / "a.pdf").symlink_to(tmp_path / "secret")
    one_box.work()
    assert one_box.told == [("a.pdf", "FAILED", "scan_not_a_file")]
    assert (tmp_path / "secret").exists()


def test_a_full_disk_loses_nothing_and_is_tried_for_ever(
    one_box: ScanBox, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_args: object) -> None:
        raise OSError(28, "No space left on device")

    place = one_box.lay("a.pdf", scan())
    with monkeypatch.context() as patch:
        patch.setattr(letters, "take_in", full)
        one_box.work()
    (row,) = one_box.scans
    assert (row.stage, row.reason, place.exists()) == ("FAILED", "scan_unreadable", True)
    assert row.due_at is not None
    _due_now(row)
    one_box.work()
    assert one_box.told == [("a.pdf", "TAKEN", "")]


def _due_now(row: Scan) -> None:
    scan_id, seen_at = row.id, row.seen_at
    with transaction() as session:
        session.get(Scan, scan_id).due_at = seen_at


def test_a_file_taken_out_by_hand_is_gone_and_said_so(one_box: ScanBox) -> None:
    place = one_box.lay("a.pdf", scan())
    one_box.look()
    one_box.look()
    place.unlink()
    one_box.work()
    assert one_box.told == [("a.pdf", "GONE", "")]


def test_a_failure_whose_file_was_taken_out_by_hand_waits_for_nobody(one_box: ScanBox) -> None:
    place = one_box.lay("a.pdf", BROKEN)
    one_box.work()
    one_box.look()
    assert one_box.told[0][1] == "FAILED"
    place.unlink()
    one_box.look()
    assert one_box.told[0][1] == "GONE"


def test_a_copy_that_was_broken_off_an_hour_ago_is_shown_and_not_taken(one_box: ScanBox) -> None:
    place = one_box.lay("a.pdf.part", scan())
    an_hour_ago = place.stat().st_mtime - 3601
    os.utime(place, (an_hour_ago, an_hour_ago))
    one_box.work()
    assert one_box.told == [("a.pdf.part", "FAILED", "file_not_what_it_says")]


def test_many_that_failed_keep_no_other_from_being_looked_at(
    one_box: ScanBox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(looking, "MOST", 2)
    for n in range(4):
        one_box.lay(f"{n}.pdf", BROKEN + bytes([n]))
    one_box.lay("5.pdf", scan())
    one_box.work()
    assert [stage for _, stage, _ in one_box.told] == [*["FAILED"] * 4, "TAKEN"]


@pytest.mark.parametrize("closed", ["", "27-11"])
def test_a_folder_that_cannot_be_read_is_shown_and_stops_no_other(
    one_box: ScanBox, monkeypatch: pytest.MonkeyPatch, closed: str
) -> None:
    def entries(place: Path) -> list[os.DirEntry[str]]:
        if place == one_box.path / closed:
            raise PermissionError(13, "Permission denied")
        return read_on(place)

    read_on = folder._entries
    (one_box.path / closed).mkdir(exist_ok=True)
    (root() / "hoangphu" / "b.pdf").write_bytes(scan())
    with monkeypatch.context() as patch:
        patch.setattr(folder, "_entries", entries)
        one_box.work()
        told = [(closed or ".", "FAILED", "scan_unreadable"), ("b.pdf", "TAKEN", "")]
        assert sorted(one_box.told) == sorted(told)
    (row,) = [one for one in one_box.scans if one.stage == "FAILED"]
    _due_now(row)
    one_box.work()
    assert sorted({stage for _, stage, _ in one_box.told}) == ["GONE", "TAKEN"]


def test_a_name_in_no_alphabet_is_taken_all_the_same(one_box: ScanBox) -> None:
    (Path(os.fsdecode(os.fsencode(one_box.path) + b"/v\xe3n.pdf"))).write_bytes(scan())
    one_box.work()
    one_box.work()
    assert one_box.told == [("vãn.pdf", "TAKEN", "")]


def test_lan_s_page_shows_the_reason_and_the_two_answers(box: ScanBox, app: Flask) -> None:
    box.lay("anh-quet.pdf", BROKEN)
    box.work()
    (row,) = box.scans
    scan_id, lan = row.id, Cast(app).lan.browser()
    page = lan.get("/scans").text
    assert "anh-quet.pdf" in page and "Thử lại" in page and "Bỏ qua" in page
    token = page.split('name="csrf_token" value="', 1)[1].split('"', 1)[0]
    empty = lan.post(f"/scans/{scan_id}/dismiss", data={"csrf_token": token, "reason": ""})
    assert empty.status_code == 422 and "Hãy điền ô này" in empty.text
    done = lan.post(f"/scans/{scan_id}/dismiss", data={"csrf_token": token, "reason": "Quét thử"})
    assert done.status_code == 302 and box.scans[0].stage == "DISMISSED"
    assert "Quét thử" in lan.get("/scans").text
