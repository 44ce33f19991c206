"""Hoa notes something while her tablet has no network, and the tablet dies: the note does not."""

import contextlib
import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Error, Page, expect, sync_playwright

from server.database import db
from server.door.sessions import COOKIE
from tests import chromium
from tests.cast import Cast
from tests.look import test_lost_line
from tests.look.cable import Cable
from tests.look.conftest import PATIENCE
from tests.office.meetings.gathering import opened
from tests.office.papers import SENT

cable = test_lost_line.cable
PAPER = SENT[1:]
TYPED, ELSEWHERE = "Hỏi kỹ khoản dự phòng", "Đọc lại bảng ba"
PLAN = {"agenda": [{"title": "Dự toán năm 2027", "documents": [PAPER]}]}
FIELD, SAYS = "#room-note-text", "#room-note [role=status]"


@contextmanager
def tablet(disk: Path, cable: Cable, session: str) -> Iterator[Page]:
    """Her browser, with what it left on the tablet's disk the last time."""
    address = f"http://127.0.0.1:{cable.port}"
    with sync_playwright() as play:
        context = play.chromium.launch_persistent_context(
            str(disk), executable_path=chromium.found(), args=chromium.FLAGS, base_url=address
        )
        context.set_default_timeout(PATIENCE)
        context.add_cookies([{"name": COOKIE, "value": session, "url": address}])
        yield context.pages[0]
        with contextlib.suppress(Error):  # who died is not to be closed
            context.close()


def _dies(disk: Path) -> None:
    """The battery is empty: nothing is written any more."""
    for place in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            if f"--user-data-dir={disk}".encode() in (place / "cmdline").read_bytes():
                os.kill(int(place.name), signal.SIGKILL)


def _is_nowhere_in_words(disk: Path) -> None:
    for file in disk.rglob("*"):
        held = file.read_bytes() if file.is_file() else b""
        for coding in ("utf-8", "utf-16-le"):
            assert TYPED.encode(coding) not in held, file


@pytest.mark.sent
def test_a_note_outlasts_the_tablet_and_takes_nothing_from_another_device(
    tmp_path: Path, cable: Cable, one_cast: Cast
) -> None:
    path, said = opened(one_cast, **PLAN), {"document": "", "page": 0}
    session = one_cast.hoa.browser().get_cookie(COOKIE).value
    with tablet(tmp_path, cable, session) as page:
        page.goto(path)
        expect(page.locator("[data-kept-list]")).to_contain_text("Đã lưu 1 tài liệu")
        cable.cut()
        page.reload()  # the key is in no page now, only in the worker that answers for the house
        page.locator(FIELD).fill(TYPED)
        expect(page.locator(SAYS)).to_contain_text("nằm trên máy này, đã mã hóa")
        page.reload()
        expect(page.locator(FIELD)).to_have_value(TYPED)
        _dies(tmp_path)
    _is_nowhere_in_words(tmp_path)
    assert one_cast.hoa.sees(f"{path}/notes")["items"] == []
    one_cast.hoa.asks("POST", f"{path}/notes", json=said | {"text": ELSEWHERE})
    cable.mend()
    with tablet(tmp_path, cable, session) as page:
        page.goto(path)
        expect(page.locator("#toast")).to_contain_text("giữ cả hai")
        db.session.rollback()
        (note,) = one_cast.hoa.sees(f"{path}/notes")["items"]
        assert note["text"].startswith(ELSEWHERE) and note["text"].endswith(TYPED)
        expect(page.locator(FIELD)).to_have_value(note["text"])
        kept = [url for url, _ in page.evaluate(test_lost_line.KEPT)]
        assert kept and not any("/waiting/" in url for url in kept)
