"""What a folder brought and nobody could take: Kiên finds it, has it read again, or drops it."""

import html
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from server.database import db
from server.exchange import aside, dropped, receiving
from server.org.models import PersonChange
from tests.cast import Cast
from tests.office.admin.desk import actor, kien, why
from tests.office.exchange.far_end import Lead
from tests.office.exchange.letters import answered, arrivals, attachment, envelope, papers, posted
from tests.office.exchange.test_folders import laid
from tests.office.front.clicking import Desk
from workflows import Refused

HERE = "/people/aside"


@pytest.fixture
def folder(one_cast: Cast, lead: Lead, tmp_path: Path) -> Path:
    lead(H56=f"folder:{tmp_path}")
    return tmp_path


@pytest.fixture
def refused(folder: Path, monkeypatch: pytest.MonkeyPatch) -> aside.SetAside:
    """The province's letter, while something here was not right."""

    def no(*_said: Any) -> None:
        raise Refused("file_too_large", "file")

    with monkeypatch.context() as wrong:
        wrong.setattr(receiving, "open_envelope", no)
        laid(folder, envelope(), "thu-cua-tinh.xml")
        dropped.look()
    (one,) = aside.set_aside(kien())
    return one


def test_kien_reads_what_lies_there_since_when_and_why(refused: aside.SetAside, folder) -> None:
    assert (refused.name, refused.folder) == ("thu-cua-tinh.xml", folder)
    assert refused.at and refused.size == len(envelope()) and "50 MB" in refused.why


def test_it_waits_on_kiens_desk_until_he_has_seen_to_it(one_cast, refused: aside.SetAside) -> None:
    """From a folder nobody hears a no, and who does not look would never know."""
    desk = html.unescape(one_cast.kien.browser().get("/").text)
    assert "để riêng chờ xem (1)" in desk and f'href="{HERE}"' in desk
    assert "để riêng chờ xem" not in html.unescape(one_cast.lan.browser().get("/").text)
    aside.drop(kien(), refused.key, reason="Thử nghiệm.")
    assert "để riêng chờ xem" not in html.unescape(one_cast.kien.browser().get("/").text)


def test_read_again_it_is_at_lans_and_gone_from_there(refused: aside.SetAside) -> None:
    """Its sender was told no; he is told now that it came."""
    assert answered() == ["02"]
    aside.read_again(kien(), refused.key)
    assert aside.set_aside(kien()) == [] and not list(refused.place.parent.iterdir())
    assert len(papers()) == 1 and answered() == ["02", "01"]
    arrival = arrivals()[-1]
    assert arrival.incoming_id == papers()[0].id and arrival.envelope_sha256
    assert "Đọc lại phong bì thu-cua-tinh.xml" in said_of_it()


def said_of_it() -> list[str]:
    return list(db.session.scalars(select(PersonChange.words)))


def test_what_still_will_not_do_stays_with_its_new_reason(folder: Path) -> None:
    laid(folder, b"<html/>", "la.xml")
    dropped.look()
    (one,) = aside.set_aside(kien())
    one.place.write_bytes(envelope(recipients=[]))
    assert why(aside.read_again, kien(), one.key) == "gateway_field_missing"
    (one,) = aside.set_aside(kien())
    assert "thiếu To/OrganId" in one.why


def test_the_same_that_comes_again_is_tried_again_and_its_sender_told_again(
    folder: Path,
) -> None:
    wrong = envelope(attachments=[attachment(b"MZ\x90\x00" + b"x" * 400, "cai-dat.exe")])
    for name in ("a.xml", "b.xml"):
        laid(folder, wrong, name)
        dropped.look()
    assert len(aside.set_aside(kien())) == 2
    assert len(arrivals()) == 1 and len(posted(status_code="02")) == 1


def test_dropped_it_leaves_the_disk_and_the_log_says_which_bytes(refused: aside.SetAside) -> None:
    assert why(aside.drop, kien(), refused.key, reason=" ") == "has_reason"
    aside.drop(kien(), refused.key, reason="Tỉnh đã gửi lại")
    assert aside.set_aside(kien()) == [] and not refused.place.exists()
    assert "Bỏ phong bì thu-cua-tinh.xml: Tỉnh đã gửi lại" in said_of_it()
    assert why(aside.drop, kien(), refused.key, reason="?") == "no_such_row"


def test_only_an_administrator_sees_or_acts(refused: aside.SetAside) -> None:
    lan = actor("vanthu.huyen")
    assert why(aside.set_aside, lan) == "not_allowed"
    assert why(aside.read_again, lan, refused.key) == "not_allowed"
    assert why(aside.drop, lan, refused.key, reason="?") == "not_allowed"


def test_by_clicking_with_words_and_pages(
    refused: aside.SetAside, folder: Path, one_cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = Desk(one_cast.kien)
    monkeypatch.setattr("server.admin.neighbours.aside_pages.PAGE", 1)
    laid(folder, b"<html/>", "trang.xml")
    dropped.look()
    first = html.unescape(desk.opens(HERE))
    assert "trang.xml" in first and "thu-cua-tinh" not in first and "?page=2" in first
    assert "thu-cua-tinh.xml" in desk.opens(f"{HERE}?page=2")
    assert "thu-cua-tinh.xml" in desk.opens(f"{HERE}?q=cua-tinh")
    assert "trang.xml" not in desk.opens(f"{HERE}?q=khong-co")
    assert desk.sends(f"{HERE}/{refused.key}/drop", reason="").status_code == 422
    assert "Đọc lại" in desk.opens(f"{HERE}/{refused.key}")
    assert desk.sends(f"{HERE}/{refused.key}").status_code == 302
    assert len(papers()) == 1
    (other,) = aside.set_aside(kien())
    no = desk.sends(f"{HERE}/{other.key}")
    said = html.unescape(no.text)
    assert no.status_code == 422 and "Chưa làm được: Đọc lại" in said
    assert "đã nhập" not in said, "nothing was typed"
    assert desk.sends(f"{HERE}/{other.key}/drop", reason="Không phải phong bì").status_code == 302
    assert aside.set_aside(kien()) == []


def test_a_program_of_kiens_does_the_same(
    refused: aside.SetAside, folder: Path, one_cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("server.exchange.aside_door.PAGE", 1)
    asks, room = one_cast.kien.asks, "/gateway/aside"
    laid(folder, b"<html/>", "trang.xml")
    dropped.look()
    first = one_cast.kien.sees(room)
    assert [it["name"] for it in first["items"]] == ["trang.xml"]
    second = one_cast.kien.sees(f"{room}?cursor={first['next_cursor']}")
    (theirs,) = second["items"]
    assert (theirs["name"], theirs["size"]) == ("thu-cua-tinh.xml", len(envelope()))
    assert second["next_cursor"] is None and "words" not in theirs
    assert [it["key"] for it in one_cast.kien.sees(f"{room}?q=cua-tinh")["items"]] == [refused.key]
    again = f"{room}/{refused.key}/actions/read_again"
    taken = asks("POST", again, key="k")
    assert (taken.status_code, asks("POST", again, key="k").data) == (202, taken.data)
    assert len(papers()) == 1
    here = f"{room}/{first['items'][0]['key']}/actions"
    no = asks("POST", f"{here}/read_again")
    assert no.status_code == 422 and no.json["code"].startswith("gateway_")
    assert asks("POST", f"{here}/drop", json={"reason": " "}).json["code"] == "has_reason"
    left = asks("POST", f"{here}/drop", json={"reason": "Không phải phong bì"})
    assert left.json == {"items": [], "next_cursor": None}
