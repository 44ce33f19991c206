"""Kiên enters another system and its keys, changes them, and ours (DOMAIN §8)."""

import re
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from server.admin.neighbours import services as neighbours
from server.admin.neighbours.services import Wanted
from server.audit.models import LedgerEvent
from server.database import db
from server.exchange.lines import next_key, own_key
from server.exchange.models import Neighbour
from server.exchange.signed import live_neighbours
from signing import fingerprint, make_request_key
from tests.office.admin.desk import actor, kien, why
from tests.office.front.clicking import Desk
from tests.office.outcome import refused
from tests.office.papers import ok

PROVINCE = Wanted(name="Trục tỉnh", organs=" h56 ,h57.*,H56", signed_only=False)


@pytest.fixture
def app(one_app: Flask) -> Flask:
    return one_app


def key(folder: Path, name: str) -> str:
    return make_request_key(folder / f"{name}.key")


def read_out(known: str) -> str:
    """As one says it over the telephone: sixteen times four digits."""
    return " ".join(re.findall("....", known))


def test_organ_ids_are_kept_as_envelopes_name_them(app: Flask, tmp_path: Path) -> None:
    row = neighbours.enter(kien(), PROVINCE, key(tmp_path, "a"))
    assert row.organs == "H56,H57.*"
    assert [one.name for one in live_neighbours()] == ["Trục tỉnh"]


def test_only_an_administrator_does(app: Flask, tmp_path: Path) -> None:
    lan, public = actor("vanthu.huyen"), key(tmp_path, "a")
    row = neighbours.enter(kien(), PROVINCE, public)
    own = live_neighbours()[0].keys[0].id
    for act, *said in (
        (neighbours.enter, PROVINCE), (neighbours.change, row.id, PROVINCE),
        (neighbours.end, row.id), (neighbours.add_key, row.id, public),
        (neighbours.end_key, row.id, own), (neighbours.make_next,), (neighbours.take_next,),
    ):  # fmt: skip
        assert why(act, lan, *said) == "not_allowed"


def test_what_cannot_be_is_refused_where_it_was_typed(app: Flask, tmp_path: Path) -> None:
    a, b, c = (key(tmp_path, name) for name in "abc")
    row = neighbours.enter(kien(), PROVINCE, a)
    assert why(neighbours.enter, kien(), PROVINCE) == "neighbour_name_taken"
    assert why(neighbours.enter, kien(), Wanted(name="B", organs=" , ")) == "invalid"
    lonely = Wanted(name="B", organs="H58", signed_only=True)
    assert why(neighbours.enter, kien(), lonely) == "no_key_to_sign"
    assert why(neighbours.add_key, kien(), row.id, a) == "key_registered"
    assert why(neighbours.add_key, kien(), row.id, "?") == "no_public_key"
    neighbours.add_key(kien(), row.id, b)
    assert why(neighbours.add_key, kien(), row.id, c) == "two_keys_already"
    assert why(neighbours.change, kien(), row.id, PROVINCE) == "nothing_changes"


def test_a_key_that_ended_never_comes_back_nor_does_the_last_go_where_all_is_signed(
    app: Flask, tmp_path: Path
) -> None:
    row = neighbours.enter(
        kien(), Wanted(name="Trục", organs="H56", signed_only=True), key(tmp_path, "a")
    )
    neighbours.add_key(kien(), row.id, key(tmp_path, "b"))
    one, two = (it.id for it in neighbours.live_keys(neighbours.found(row.id)))
    neighbours.end_key(kien(), row.id, one)
    assert why(neighbours.end_key, kien(), row.id, one) == "no_such_row"
    assert why(neighbours.end_key, kien(), row.id, two) == "no_key_to_sign"
    assert why(neighbours.add_key, kien(), row.id, key(tmp_path, "a")) == "key_registered"


def test_a_system_that_ended_takes_its_keys_along(app: Flask, tmp_path: Path) -> None:
    row = neighbours.enter(kien(), PROVINCE, key(tmp_path, "a"))
    neighbours.end(kien(), row.id)
    assert live_neighbours() == []
    assert all(one.ended_at for one in db.session.get_one(Neighbour, row.id).keys)
    assert why(neighbours.found, row.id) == "no_such_row"
    assert neighbours.enter(kien(), PROVINCE).id != row.id


def test_the_log_says_which_key_by_its_digest(app: Flask, tmp_path: Path) -> None:
    public = key(tmp_path, "a")
    neighbours.enter(kien(), PROVINCE, public)
    said = list(db.session.scalars(select(LedgerEvent.content)))
    (added,) = [one for one in said if "neighbour_key_added" in one]
    assert fingerprint(public) in added


def test_our_own_key_is_changed_in_two_steps(app: Flask) -> None:
    ((first, _),) = neighbours.own_keys()
    assert why(neighbours.take_next, kien()) == "no_next_key"
    neighbours.make_next(kien())
    assert why(neighbours.make_next, kien()) == "next_key_waits"
    (now_, _), (later, _) = neighbours.own_keys()
    assert (now_, later != first) == (first, True)
    neighbours.take_next(kien())
    assert [known for known, _ in neighbours.own_keys()] == [later]
    assert own_key().stat().st_mode & 0o777 == 0o600 and not next_key().exists()


def test_the_same_by_clicking(app: Flask, cast, tmp_path: Path) -> None:
    desk = Desk(cast.kien)
    public = key(tmp_path, "a")
    typed = {"name": "Trục tỉnh", "organs": "H56", "signed_only": "1", "public": "khóa nào đó"}
    no = desk.sends("/people/neighbours/new", **typed)
    assert no.status_code == 422 and "khóa nào đó" in no.text and "Ed25519" in no.text
    done = desk.sends("/people/neighbours/new", **(typed | {"public": public}))
    assert done.status_code == 302
    row = live_neighbours()[0]
    page = desk.opens("/people/neighbours?q=truc")
    assert "Trục tỉnh" in page and "chỉ khi có ký" in page
    assert 'placeholder="Tên hoặc mã định danh"' in page
    assert "Trục tỉnh" not in desk.opens("/people/neighbours?q=khong")
    here = f"/people/neighbours/{row.id}"
    page = desk.opens(here)
    assert "Đăng ký khóa" in page and f"{here}/keys/new" in page
    assert f"so qua điện thoại: {read_out(fingerprint(public))}." in page
    more = desk.sends(f"{here}/keys/new", public=key(tmp_path, "b"))
    assert more.status_code == 302
    first = neighbours.live_keys(neighbours.found(row.id))[0]
    assert f"{here}/keys/new" not in desk.opens(here)
    asked = desk.opens(f"{here}/keys/{first.id}/end")
    assert f"{read_out(first.fingerprint)} chưa dùng lần nào" in asked
    assert ">Thôi dùng khóa này</button>" in asked
    assert desk.sends(f"{here}/keys/{first.id}/end").status_code == 302
    assert desk.sends(here, name="Trục mới", organs="H56", signed_only="1").status_code == 302
    assert ">Thôi nhận từ hệ thống này</button>" in desk.opens(f"{here}/end")
    assert desk.sends(f"{here}/end").status_code == 302
    assert cast.kien.browser().get(here).status_code == 404


def test_our_key_by_clicking(app: Flask, cast) -> None:
    desk = Desk(cast.kien)
    ((first, public),) = neighbours.own_keys()
    page = desk.opens("/people/neighbours/own")
    assert f"<code>{read_out(first)}</code>" in page and public.splitlines()[1] in page
    assert desk.sends("/people/neighbours/own", turn="take").status_code == 409
    for turn in ("make", "take"):
        assert desk.sends("/people/neighbours/own", turn=turn).status_code == 302
    assert read_out(first) not in desk.opens("/people/neighbours/own")


def test_a_program_of_kiens_does_the_same(app: Flask, cast, tmp_path: Path) -> None:
    room = "/gateway/neighbours"
    asks = cast.kien.asks
    said = {"name": "Trục tỉnh", "organs": ["H56", "H57.*"]}
    made = ok(asks("POST", room, json=said | {"public": key(tmp_path, "a")}, key="m"))
    assert ok(asks("POST", room, json=said | {"public": key(tmp_path, "a")}, key="m")) == made
    assert (made["organs"], made["signed_only"], made["ended_at"]) == (
        ["H56", "H57.*"],
        False,
        None,
    )
    (first,) = made["keys"]
    assert fingerprint(first["public"]) == first["fingerprint"] and first["used_at"] is None
    one = f"{room}/{made['id']}"
    both = ok(asks("POST", f"{one}/actions/add_key", json={"public": key(tmp_path, "b")}))
    assert len(both["keys"]) == 2
    left = ok(asks("POST", f"{one}/actions/end_key", json={"key": first["id"]}))
    assert [it["id"] for it in left["keys"]] == [both["keys"][1]["id"]]
    ok(asks("POST", f"{one}/actions/change", json=said | {"signed_only": True}))
    refused(asks("POST", f"{one}/actions/end_key", json={"key": left["keys"][0]["id"]}),
            "no_key_to_sign")  # fmt: skip
    seen = cast.kien.sees(one)
    assert seen["signed_only"] and seen["history"][0]["text"] == "Sửa hệ thống liên thông Trục tỉnh"
    assert [it["id"] for it in cast.kien.sees(f"{room}?q=truc")["items"]] == [made["id"]]
    assert cast.kien.sees(f"{room}?q=khong")["items"] == []
    over = ok(asks("POST", f"{one}/actions/end"))
    assert over["ended_at"] and over["keys"] == []
    assert asks("GET", one).status_code == 404 and cast.kien.sees(room)["items"] == []


def test_a_program_changes_our_key_in_two_steps(app: Flask, cast) -> None:
    (first,) = cast.kien.sees("/gateway/keys")["items"]
    refused(cast.kien.asks("POST", "/gateway/keys", json={"turn": "take"}), "no_next_key")
    made = ok(cast.kien.asks("POST", "/gateway/keys", json={"turn": "make"}))["items"]
    assert [(it["fingerprint"], it["signs"]) for it in made][0] == (first["fingerprint"], True)
    assert made[1]["signs"] is False
    taken = ok(cast.kien.asks("POST", "/gateway/keys", json={"turn": "take"}))["items"]
    assert taken == [made[1] | {"signs": True}]
