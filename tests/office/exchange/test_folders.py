"""Envelopes that go by a folder, out and in; and where a line may lead (DOMAIN §8.5)."""

import os
from pathlib import Path
from typing import Any

import pytest

from server.config import Settings
from server.exchange import dropped, gateway, lines
from server.exchange.carrier import carry
from server.exchange.envelope import StatusMessage
from server.exchange.reading import read
from tests.cast import Cast
from tests.office.exchange.far_end import Lead
from tests.office.exchange.letters import (
    DISTRICT,
    LETTER,
    answered,
    arrivals,
    arrived_from_the_province,
    attachment,
    envelope,
    papers,
    posted,
)
from workflows import Refused


def test_a_letter_lies_whole_in_the_folder_and_once(
    one_cast: Cast, lead: Lead, tmp_path: Path
) -> None:
    arrived_from_the_province(one_cast)
    lead(H56=f"folder:{tmp_path}")
    carry()
    (laid,) = (tmp_path / "di").iterdir()
    lines.Folder(tmp_path).hand(laid.read_bytes())
    assert [one.name for one in (tmp_path / "di").iterdir()] == [laid.name]
    said = read(laid.read_bytes())
    assert isinstance(said, StatusMessage) and said.code == "01"


def test_a_folder_that_cannot_be_written_is_a_line_that_is_down(tmp_path: Path) -> None:
    (tmp_path / "di").write_text("no folder")
    with pytest.raises(Refused, match="line_down"):
        lines.Folder(tmp_path).hand(b"<edXML/>")


def laid(folder: Path, body: bytes, name: str = "thu.edxml", age: float = 5) -> Path:
    """Another program lays an envelope into the folder."""
    place = folder / "den" / name
    place.parent.mkdir(exist_ok=True)
    place.write_bytes(body)
    at = place.stat().st_mtime - age
    os.utime(place, (at, at))
    return place


def test_what_others_lay_down_is_at_lans_once_and_gone_from_the_folder(
    one_cast: Cast, lead: Lead, tmp_path: Path
) -> None:
    lead(H56=f"folder:{tmp_path}")
    for name in ("mot.edxml", "hai.XML"):
        place = laid(tmp_path, envelope(), name)
        dropped.look()
        assert not place.exists()
    assert [one.agency.organ_id for one in papers()] == [DISTRICT.organ_id]
    assert len(arrivals()) == 1
    assert answered() == ["01"]


@pytest.mark.parametrize(
    ("name", "age"), [("thu.edxml", 0.0), ("thu.edxml.part", 9.0), (".thu.edxml", 9.0)]
)
def test_what_is_still_written_is_left_alone(
    one_cast: Cast, lead: Lead, tmp_path: Path, name: str, age: float
) -> None:
    lead(H56=f"folder:{tmp_path}")
    place = laid(tmp_path, envelope()[:200], name, age)
    dropped.look()
    assert place.exists() and papers() == []


def test_what_cannot_be_read_is_set_aside_with_its_reason_and_the_next_is_taken(
    one_cast: Cast, lead: Lead, tmp_path: Path
) -> None:
    lead(H56=f"folder:{tmp_path}")
    laid(tmp_path, b"<html/>", "a.xml", age=9)
    laid(tmp_path, envelope(), "b.xml")
    dropped.look()
    (kept,) = dropped.refused(tmp_path)
    assert kept.read_bytes() == b"<html/>"
    assert "edXML" in kept.with_name(f"{kept.name}.txt").read_text()
    assert answered() == ["01"], "who has no name hears nothing"
    assert len(papers()) == 1


def test_a_folder_gives_no_answer_so_what_is_refused_is_told_its_sender_as_02(
    one_cast: Cast, lead: Lead, tmp_path: Path
) -> None:
    lead(H56=f"folder:{tmp_path}")
    wrong = envelope(attachments=[attachment(b"MZ\x90\x00" + b"x" * 400, "cai-dat.exe")])
    for name in ("a.xml", "b.xml"):
        laid(tmp_path, wrong, name)
        dropped.look()
    assert papers() == [] and len(arrivals()) == 1
    (letter,) = posted(status_code="02")
    kept = dropped.refused(tmp_path)[0]
    assert letter.words and letter.words in kept.with_name(f"{kept.name}.txt").read_text()
    assert (letter.to_organ, letter.document_id) == ("H56", LETTER.document_id)


def test_when_the_children_are_busy_it_stays_for_the_next_look(
    one_cast: Cast, lead: Lead, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lead(H56=f"folder:{tmp_path}")
    place = laid(tmp_path, envelope())

    def busy(_body: bytes, _by: gateway.Caller) -> Any:
        raise Refused("line_down", why="?")

    with monkeypatch.context() as now_:
        now_.setattr(gateway, "take", busy)
        dropped.look()
    assert place.exists()
    dropped.look()
    assert not place.exists()


@pytest.mark.parametrize(
    "address", ["http:/tinh.gov.vn", "ftp://x@y", "folder:den", "https://the@", "http://a b@c"]
)
def test_a_line_that_leads_nowhere_is_refused_at_the_start(address: str) -> None:
    with pytest.raises(ValueError, match="không hiểu đường nối"):
        Settings(gateways={"H56": address})


@pytest.mark.parametrize(
    "address", ["https://the@tinh.gov.vn/congso", "https://tinh.gov.vn", "folder:/srv/truc"]
)
def test_a_line_may_lead_to_a_server_or_to_a_folder(address: str) -> None:
    assert Settings(gateways={"H56": address, "H57*": address}).gateways["H56"] == address
