"""What the scanner writes becomes papers on Lan's desk: none is lost, none comes twice."""

import os
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from server.files import store
from server.papers import intake, letters
from server.papers.services import files_of
from server.scanbox import folder, settling, taking
from tests.cast import Cast
from tests.office.incoming.shredder import rows_with
from tests.office.papers import scan
from tests.office.scanbox.conftest import ScanBox
from tests.uploads.sheets import written


class Killed(BaseException):
    """kill −9: nothing that stands after this moment is done."""


def test_a_scan_becomes_a_paper_that_waits_to_be_registered(box: ScanBox, app: Flask) -> None:
    lan = Cast(app).lan
    box.lay("scan0001.pdf", scan("Công văn"))
    box.work()
    (paper,) = box.papers
    assert (paper.state, paper.agency.code) == ("ARRIVED", "huyen")
    assert [file.name for file in files_of("incoming", paper.id)] == ["scan0001.pdf"]
    assert lan.sees(f"/incoming/{paper.id}")["state"] == "ARRIVED"
    assert box.told == [("scan0001.pdf", "TAKEN", "")]
    assert folder.look(box.path.parent, "huyen") == [] and list(folder.held_in(box.path)) == []


def test_a_file_that_is_still_being_written_is_left_alone(one_box: ScanBox) -> None:
    whole = scan("Công văn dài")
    for part in (200, 400, len(whole)):
        one_box.lay("scan.pdf", whole[:part])
        one_box.look()
        assert one_box.scans == []
    one_box.work()
    assert [paper.state for paper in one_box.papers] == ["ARRIVED"]


def test_a_draft_of_a_copy_and_the_machine_s_clutter_are_no_scans(one_box: ScanBox) -> None:
    for name in (".~lock", "x.pdf.part", "x.tmp", "Thumbs.db", "~x.pdf"):
        one_box.lay(name, b"x")
    (one_box.path / "folder").mkdir()
    one_box.work()
    assert one_box.scans == []


def test_what_a_scanner_lays_into_folders_of_its_own_is_taken_in_too(box: ScanBox) -> None:
    (box.path / "27-11" / "lan").mkdir(parents=True)
    box.lay("27-11/scan1.pdf", scan("Một"))
    box.lay("27-11/lan/scan2.pdf", scan("Hai"))
    box.lay("27-11/lan/hong.pdf", b"%PDF-1.4 ")
    box.work()
    told = {name: stage for name, stage, _ in box.told}
    assert told == {
        "27-11/scan1.pdf": "TAKEN", "27-11/lan/scan2.pdf": "TAKEN", "27-11/lan/hong.pdf": "FAILED",
    }  # fmt: skip
    assert [files_of("incoming", one.id)[0].name for one in box.papers] == [
        "scan1.pdf", "scan2.pdf",
    ]  # fmt: skip


STEPS: dict[str, tuple[Any, str]] = {
    "read": (folder, "read"),
    "kept": (letters, "take_in"),
    "held": (folder, "hold"),
    "entered": (taking.arriving, "enter"),
    "committed": (taking, "_enter"),
}


@pytest.mark.parametrize("step", STEPS)
def test_killed_after_any_step_it_is_taken_in_once(
    box: ScanBox, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = scan(f"Công văn {step}")
    box.lay("a.pdf", data)
    with monkeypatch.context() as patch:
        patch.setattr(*STEPS[step], _killed_after(getattr(*STEPS[step])))
        with pytest.raises(Killed):
            box.work()
    box.work()
    box.work()
    (paper,) = box.papers
    assert store().fetch(paper.file_sha256) == data
    assert box.told == [("a.pdf", "TAKEN", "")]
    assert folder.look(box.path.parent, "huyen") == [] and list(folder.held_in(box.path)) == []


def _killed_after(call: Callable[..., Any]) -> Callable[..., Any]:
    def killed(*args: Any, **kw: Any) -> Any:
        call(*args, **kw)
        raise Killed

    return killed


def test_killed_between_two_of_many_none_is_lost_and_none_comes_twice(
    one_box: ScanBox, monkeypatch: pytest.MonkeyPatch
) -> None:
    for n in range(12):
        one_box.lay(f"s{n:02}.pdf", scan(f"Công văn số {n}"))
    taken, whole = iter(range(100)), intake.take_in

    def killed_at_the_seventh(name: str, data: bytes) -> Any:
        if next(taken) == 6:
            raise Killed
        return whole(name, data)

    monkeypatch.setattr(letters, "take_in", killed_at_the_seventh)
    with pytest.raises(Killed):
        one_box.work()
    assert len(one_box.papers) == 6
    one_box.work()
    assert len({paper.file_sha256 for paper in one_box.papers}) == len(one_box.papers) == 12


def test_two_consumers_at_one_box_make_one_paper_of_a_file(
    box: ScanBox, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second reads the file before the first has entered it, and comes too late."""
    box.lay("a.pdf", scan())
    box.look()
    box.look()
    (row,) = box.scans
    scan_id, enter = row.id, taking._enter

    def overtaken(*args: Any) -> None:
        monkeypatch.setattr(taking, "_enter", enter)
        taking.take(scan_id)
        enter(*args)

    monkeypatch.setattr(taking, "_enter", overtaken)
    taking.take(scan_id)
    assert len(box.papers) == 1 and box.told == [("a.pdf", "TAKEN", "")]


def test_a_name_used_again_while_its_file_is_taken_in_is_a_second_paper(
    one_box: ScanBox, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A scanner that counts from 1 each morning overwrites nothing of what it wrote before."""
    one_box.lay("scan1.pdf", scan("Công văn một"))
    hold = folder.hold

    def then_the_next(*args: Any) -> Any:
        held = hold(*args)
        one_box.lay("scan1.pdf", scan("Công văn hai"))
        return held

    with monkeypatch.context() as patch:
        patch.setattr(folder, "hold", then_the_next)
        one_box.work()
    one_box.work()
    assert len({paper.file_sha256 for paper in one_box.papers}) == 2


def test_what_grew_at_the_last_moment_is_read_again(
    one_box: ScanBox, one_app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    place, longer = one_box.lay("a.pdf", scan("Công văn")), scan("Công văn, trang hai")
    whole = intake.take_in

    def while_it_grows(name: str, data: bytes) -> Any:
        place.write_bytes(longer)
        return whole(name, data)

    with monkeypatch.context() as patch:
        patch.setattr(letters, "take_in", while_it_grows)
        one_box.work()
    assert one_box.told == [("a.pdf", "FAILED", "scan_growing")]
    settling.again(Cast(one_app).lan.actor, one_box.scans[0].id)
    one_box.work()
    assert store().fetch(one_box.papers[0].file_sha256) == longer


def test_the_papers_come_in_the_order_in_which_they_were_scanned(one_box: ScanBox) -> None:
    for n, name in enumerate(("c.pdf", "a.pdf", "b.pdf")):
        os.utime(one_box.lay(name, scan(name)), ns=(n, n))
    one_box.work()
    assert [name for name, _, _ in one_box.told] == ["c.pdf", "a.pdf", "b.pdf"]


def test_a_mark_of_secrecy_puts_a_scan_in_quarantine(one_box: ScanBox) -> None:
    """The name of the file, which its row in the box bears too, goes into the safe with it."""
    one_box.lay("Xuyenchi.pdf", written([(60, 760, "TUYỆT MẬT")]))
    one_box.work()
    assert [paper.state for paper in one_box.papers] == ["QUARANTINED"]
    assert rows_with("Xuyenchi") == []
