"""What a folder has and nobody takes: it keeps no other letter waiting, and Kiên reads of it."""

import errno
import html
import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from server.exchange import dropped, gateway, left_lying, lines
from server.files import Body
from tests.cast import Cast
from tests.office.exchange.far_end import Lead
from tests.office.exchange.letters import arrivals, envelope, papers, posted
from tests.office.exchange.test_folders import laid
from workflows import Refused


@pytest.fixture(autouse=True)
def begun() -> Iterator[None]:
    """A carrier that has just begun has put nothing off."""
    left_lying._pauses.clear()
    yield
    left_lying._pauses.clear()


@pytest.fixture
def folder(lead: Lead, tmp_path: Path) -> Path:
    lead(H56=f"folder:{tmp_path}")
    return tmp_path


def first_page(cast: Cast) -> str:
    """What the administrator reads as he comes in."""
    return html.unescape(cast.kien.browser().get("/").text)


def shut(name: str) -> Callable[[Path], Any]:
    """This file alone cannot be read: it is another account's."""
    opened = dropped.envelope_at

    def envelope_at(file: Path) -> Any:
        if file.name == name:
            raise PermissionError(errno.EACCES, "Permission denied")
        return opened(file)

    return envelope_at


def test_a_file_that_cannot_be_read_lets_the_others_pass_and_is_taken_once_it_can(
    one_cast: Cast, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = laid(folder, envelope(), "a.xml", age=9)
    other = laid(folder, envelope(document_id="thu-hai"), "b.xml")
    with monkeypatch.context() as closed:
        closed.setattr(dropped, "envelope_at", shut("a.xml"))
        dropped.look()
        assert one.exists() and not other.exists() and len(papers()) == 1
    dropped.look()
    assert one.exists(), "it is not tried each second"
    left_lying._pauses[one] = (left_lying.FIRST, time.monotonic())
    dropped.look()
    assert not one.exists() and len(papers()) == 2


def test_a_fault_of_ours_at_one_letter_is_no_fault_of_the_next(
    one_cast: Cast, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Twenty of them at the head do not fill up each look either."""
    bad = [laid(folder, b"bad", f"{n:02}.xml", age=60) for n in range(dropped.AT_ONCE)]
    good, take = laid(folder, envelope(), "tot.xml"), gateway.take

    def fails(body: Body, by: gateway.Caller) -> gateway.Taken:
        if bytes(body) == b"bad":
            raise KeyError("x_column")
        return take(body, by)

    monkeypatch.setattr(gateway, "take", fails)
    dropped.look()
    dropped.look()
    assert not good.exists() and all(one.exists() for one in bad)


def test_a_copy_that_stands_still_half_way_is_no_letter_that_was_refused(
    one_cast: Cast, folder: Path
) -> None:
    """A line of the network holds it up for some seconds; then the rest comes."""
    half = laid(folder, envelope()[:-300], age=20)
    dropped.look()
    assert half.exists() and posted() == []
    half.write_bytes(envelope())
    os.utime(half, (half.stat().st_mtime - 5,) * 2)
    dropped.look()
    assert not half.exists() and len(papers()) == 1
    cut = laid(folder, envelope(document_id="dut")[:-300], "dut.xml", age=70)
    dropped.look()
    assert not cut.exists() and len(dropped.refused(folder)) == 1


def test_two_who_look_at_one_moment_take_it_once(
    one_cast: Cast, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`congso worker` on two machines: the slower finds no file any more."""
    file = laid(folder, envelope())
    seen = dropped._still(folder / "den")
    dropped.look()
    monkeypatch.setattr(dropped, "_still", lambda _folder: seen)
    dropped.look()
    assert not file.exists() and len(arrivals()) == 1 and not left_lying._pauses


def test_one_folder_that_is_away_keeps_no_other_waiting_and_kien_reads_so(
    one_cast: Cast, lead: Lead, tmp_path: Path
) -> None:
    """A drive of the network that is not mounted is not made: what lay there would go nowhere."""
    away, here = tmp_path / "truc", tmp_path / "so"
    here.mkdir()
    lead(H56=f"folder:{away}", H57=f"folder:{here}")
    laid(here, envelope())
    dropped.look()
    assert len(papers()) == 1
    with pytest.raises(Refused, match="line_down") as no:
        lines.Folder(away).hand(envelope())
    assert "không thấy thư mục" in no.value.said["why"]
    assert not away.exists()
    assert f"Thư mục liên thông {away}: không thấy thư mục" in first_page(one_cast)
    away.mkdir()
    dropped.look()
    assert (away / "den").is_dir() and "Thư mục liên thông" not in first_page(one_cast)


def test_a_folder_that_cannot_be_emptied_is_left_alone_and_told(
    one_cast: Cast, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is taken and cannot be removed would be taken, and answered, each second."""
    laid(folder, envelope())
    monkeypatch.setattr(left_lying.os, "access", lambda *_how: False)
    dropped.look()
    assert papers() == [] and "không đọc hoặc không ghi được" in first_page(one_cast)


@pytest.mark.parametrize(
    ("wrong", "words"),
    [(errno.ENOSPC, "đã đầy"), (errno.EACCES, "không ghi được"), (errno.EROFS, "không ghi được")],
)
def test_lan_reads_in_her_own_language_why_it_was_not_laid_down(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, wrong: int, words: str
) -> None:
    def fails(*_how: object) -> None:
        raise OSError(wrong, os.strerror(wrong))

    monkeypatch.setattr(lines, "lay_down", fails)
    with pytest.raises(Refused, match="line_down") as no:
        lines.Folder(tmp_path).hand(envelope())
    assert words in no.value.said["why"] and os.strerror(wrong) not in no.value.said["why"]


@pytest.mark.parametrize("name", ["thu.edxml.zip", "thu", "thu.edxml"])
def test_what_lies_there_for_long_is_told_whatever_its_name_is(
    one_cast: Cast, folder: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    laid(folder, envelope(), name)
    assert "mười phút" not in first_page(one_cast)
    monkeypatch.setattr(left_lying, "TOO_LONG", -1.0)
    assert "1 tệp nằm quá mười phút" in first_page(one_cast)
    laid(folder, envelope(), ".nhap.edxml")
    assert "1 tệp nằm" in first_page(one_cast)
