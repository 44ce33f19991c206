"""Minh's own signature and the district's own seal are drawn on its papers (Annex I, II.7d)."""

import io
from typing import Any

import pikepdf
import pytest
from werkzeug.test import TestResponse

from server.files import store
from tests.cast import Browser, Cast, Hand
from tests.office import papers
from tests.office.admin.desk import last_change
from tests.office.front.desks import statements
from tests.office.ledger.findings import found
from tests.office.outcome import refused, says
from tests.office.papers import ok
from tests.uploads.test_marks import BLACK, BLUE, RED, ring, scribble

OWN, SEAL = (780, 520), (600, 600)
DRAWN, DRAWN_SEAL = (390, 260), (300, 300)


def opened(hand: Hand) -> tuple[Browser, str]:
    browser = hand.browser()
    page = browser.get("/account/marks").text
    return browser, page.split('name="csrf_token" value="', 1)[1].split('"')[0]


def gives(hand: Hand, kind: str, data: bytes, name: str = "hinh.png") -> TestResponse:
    browser, token = opened(hand)
    form: dict[str, Any] = {"csrf_token": token, "file": (io.BytesIO(data), name)}
    return browser.post(f"/account/marks/{kind}", data=form, content_type="multipart/form-data")


def drops(hand: Hand, kind: str) -> TestResponse:
    browser, token = opened(hand)
    return browser.post(f"/account/marks/{kind}/drop", data={"csrf_token": token})


def pictures(cast: Cast, path: str) -> list[tuple[int, int]]:
    """The sizes of the pictures that hang on the signed file's fields, in dots."""
    sha256 = cast.minh.sees(path)["files"][0]["sha256"]
    with pikepdf.open(io.BytesIO(store().fetch(sha256))) as pdf:
        shown = [
            one
            for field in pdf.Root.AcroForm.Fields
            if "/AP" in field
            for one in _images(field.AP.N)
        ]
    return sorted(shown)


def _images(form: Any) -> list[tuple[int, int]]:
    inside = form.get("/Resources", {}).get("/XObject", {})
    return [
        size
        for one in inside.values()
        for size in (
            [(int(one.Width), int(one.Height))] if one.Subtype == "/Image" else _images(one)
        )
    ]


def sealed(cast: Cast) -> str:
    path = papers.ready(cast)
    ok(cast.minh.does(path, "sign", {"pin": cast.pin}))
    for name, body in (("number", {}), ("register", {}), ("seal", {"pin": cast.pin})):
        ok(cast.lan.does(path, name, body))
    return path


def test_what_they_gave_is_drawn_from_then_on_and_no_more_once_taken_back(one_cast: Cast) -> None:
    before = sealed(one_cast)
    assert pictures(one_cast, before) == [DRAWN_SEAL, DRAWN]
    assert gives(one_cast.minh, "person", scribble(BLUE, paper=True), "ky.jpg").status_code == 302
    assert (last_change().act, last_change().words) == ("mark_picture_set", "Đặt hình chữ ký")
    assert gives(one_cast.lan, "seal", ring(RED)).status_code == 302
    assert pictures(one_cast, sealed(one_cast)) == [SEAL, OWN]
    assert pictures(one_cast, before) == [DRAWN_SEAL, DRAWN], "what is signed stays"
    assert found() == []
    assert drops(one_cast.minh, "person").status_code == 302
    assert pictures(one_cast, sealed(one_cast)) == [DRAWN, SEAL]


def test_a_picture_that_will_not_do_is_refused_beside_the_file(one_cast: Cast) -> None:
    got = gives(one_cast.minh, "person", scribble(BLACK, paper=True), "ky.jpg")
    assert got.status_code == 422 and says("mark_not_blue", got.text)
    none = gives(one_cast.minh, "person", b"", "")
    assert none.status_code == 422 and says("file_missing", none.text)
    assert "Chưa gửi hình" in one_cast.minh.browser().get("/account/marks").text


@pytest.mark.parametrize("who", ["minh", "hoa", "nam", "son"])
def test_the_seals_picture_is_the_clerks_matter(one_cast: Cast, who: str) -> None:
    hand = getattr(one_cast, who)
    assert gives(hand, "seal", ring(RED)).status_code == 403
    browser = hand.browser()
    assert "Dấu của cơ quan" not in browser.get("/account/marks").text
    assert browser.get("/account/marks/seal.png").status_code == 403
    assert browser.get("/account/marks/person.png").mimetype == "image/png"


def test_a_citizen_has_none(one_cast: Cast) -> None:
    assert one_cast.yen.browser().get("/account/marks").status_code == 403
    assert "Hình chữ ký" not in one_cast.yen.browser().get("/account").text


def sends(hand: Hand, whose: str, data: bytes, **how: Any) -> TestResponse:
    """A program hands a picture in."""
    name = "hinh.png" if data.startswith(b"\x89PNG") else "hinh.jpg"
    form = {"file": (io.BytesIO(data), name)}
    return hand.asks("POST", f"/marks/{whose}", data=form, **how)


def test_a_program_does_what_the_page_does(one_cast: Cast) -> None:
    lan = one_cast.lan
    before = lan.asks("GET", "/marks/seal.png")
    assert [(one["whose"], one["given"]) for one in lan.sees("/marks")["items"]] == [
        ("person", False), ("seal", False),
    ]  # fmt: skip
    thing = ok(sends(lan, "seal", ring(RED), key="one"))
    assert thing["given"] and ok(sends(lan, "seal", ring(RED), key="one")) == thing
    drawn = lan.asks("GET", "/marks/seal.png")
    assert (drawn.mimetype, drawn.headers["ETag"]) == ("image/png", f'"{thing["sha256"]}"')
    assert drawn.data == store().fetch(thing["sha256"]) != before.data
    ok(sends(one_cast.minh, "person", scribble(BLUE, paper=True)))
    assert pictures(one_cast, sealed(one_cast)) == [SEAL, OWN]
    dropped = ok(lan.asks("POST", "/marks/seal/actions/drop"))
    assert dropped == {"whose": "seal", "given": False, "sha256": ""}
    assert lan.asks("GET", "/marks/seal.png").data == before.data


def test_a_program_hears_why_a_picture_will_not_do_and_whose_the_seal_is(one_cast: Cast) -> None:
    refused(sends(one_cast.minh, "person", scribble(BLACK, paper=True)), "mark_not_blue")
    refused(one_cast.minh.asks("POST", "/marks/person", json={}), "multipart_expected")
    assert [one["whose"] for one in one_cast.minh.sees("/marks")["items"]] == ["person"]
    for got in (
        sends(one_cast.minh, "seal", ring(RED)),
        one_cast.minh.asks("POST", "/marks/seal", json={}),
        one_cast.minh.asks("GET", "/marks/seal.png"),
        one_cast.minh.asks("POST", "/marks/seal/actions/drop"),
        one_cast.yen.asks("GET", "/marks"),
    ):
        refused(got, "not_allowed")


def test_a_key_that_is_looked_at_asks_for_no_picture(one_cast: Cast) -> None:
    """It is asked for where somebody signs: not by a list of keys, nor by the page of a paper."""
    path = papers.ready(one_cast)
    browser, told = one_cast.minh.browser(), one_cast.kien.browser()
    with statements() as made:
        assert "Ký số" in browser.get(path).text
        assert told.get("/people/keys").status_code == 200
    assert not [one for one in made if "mark_pictures" in one]
    with statements() as made:
        ok(one_cast.minh.does(path, "sign", {"pin": one_cast.pin}))
    assert [one for one in made if "mark_pictures" in one]
