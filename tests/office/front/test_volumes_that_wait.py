"""A volume that is closed while a line of it is shut away is printed once that is decided."""

import pytest
from sqlalchemy import select

from server import jobs
from server.database import db
from server.home import book_jobs
from server.home.volume_jobs import KIND
from tests.cast import Cast
from tests.office.front.test_book_files import text_of
from tests.office.front.test_volumes import closed, file_of, signs
from tests.office.incoming.shredder import WHY
from tests.office.incoming.test_copying import ON_PAPER, brought, scanned
from tests.office.outcome import id_of, says
from tests.office.papers import ok


def test_what_is_closed_while_a_line_is_shut_away_is_printed_whole_once_it_is_released(
    one_cast: Cast,
) -> None:
    path = brought(one_cast, scanned())
    ok(one_cast.lan.does(path, "copy", ON_PAPER))
    ok(one_cast.hoa.does(path, "refuse_assignment", {"reason": "Không thuộc phòng"}))
    said = one_cast.lan.sees(path)["subject"]
    ok(one_cast.lan.does(path, "quarantine", WHY))
    both = [closed(one_cast.lan, book) for book in ("in", "out")]
    for volume in both:
        seen = one_cast.lan.sees(volume)
        assert (seen["stage"], seen["held_back"], seen["sha256"]) == ("binding", True, "")
        page = one_cast.lan.browser().get(f"/registers/volumes/{id_of(volume)}").text
        assert says("volume_is_held_back", page) and "tự cập nhật" not in page
        assert "chưa in: có dòng nghi" in page and "đang in" not in page
    ok(one_cast.minh.does(path, "release_entered", {"reason": "Dấu nội bộ"}))
    for waiting in db.session.scalars(select(jobs.Job.id).filter_by(kind=KIND, state=jobs.QUEUED)):
        jobs.work(waiting)
    db.session.rollback()
    for volume in both:
        assert said in " ".join(text_of(file_of(one_cast.lan, volume)))
        ok(signs(one_cast.minh, volume, "sign"))


def test_a_line_shut_away_while_its_volume_is_printed_keeps_the_file_out(
    one_cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = brought(one_cast, scanned())
    ok(one_cast.hoa.does(path, "refuse_assignment", {"reason": "Không thuộc phòng"}))
    real = book_jobs.lines_of

    def meanwhile(*asked):
        ok(one_cast.lan.does(path, "quarantine", WHY))
        return real(*asked)

    monkeypatch.setattr(book_jobs, "lines_of", meanwhile)
    assert one_cast.lan.sees(closed(one_cast.lan, "in"))["sha256"] == ""
