"""A Luật, a Nghị định, a đơn is registered, found and counted as what it is (IN-T07)."""

import io

import pytest
from lxml import html
from sqlalchemy import select

from server.clock import today
from server.database import db
from server.documents.casefiles.models import CaseFile
from server.documents.incoming import directing
from server.papers.services import Ref
from tests.cast import Cast
from tests.office.casefiles.keeping import opened
from tests.office.incoming import desk
from tests.office.incoming.test_extracting import TAKEN, _words
from tests.office.outcome import id_of, line_of, show_to
from tests.office.papers import DRAFT, ok
from tests.uploads.sheets import written
from workflows.kinds import ARRIVING, KINDS

CIRCULAR = {"number": "05", "notation": "2025/TT-BNV", "issuer": "Bộ Nội vụ"}
CIRCULAR |= {"doc_type": "Thông tư", "subject": "Quy định về công tác văn thư"}
ONLY_ARRIVE = [kind.name for kind in ARRIVING[len(KINDS) :]]


@pytest.fixture
def cast(one_app) -> Cast:
    return Cast(one_app)


def _offered(page: str, name: str) -> list[str]:
    """What a box of the page has to choose from."""
    (box,) = html.fromstring(page).xpath(f"//select[@name='{name}']")
    return [one.get("value", one.text) for one in box.iter("option")]


@pytest.mark.parametrize("name", ONLY_ARRIVE)
def test_each_is_received_and_registered_by_a_program(cast: Cast, name: str) -> None:
    got = cast.lan.asks("POST", "/incoming", data=_sent(doc_type=name))
    path = f"/incoming/{got.json['id']}"
    assert ok(cast.lan.does(path, "register"))["arrival_no"] == 1
    assert (cast.lan.sees(path)["doc_type"], line_of(path).doc_type) == (name, name)
    (row,) = cast.lan.sees(f"/registers/in/{today().year}")["items"]
    assert row["doc_type"] == name


def _sent(**more: str) -> dict:
    return {
        **CIRCULAR, "issued_on": today().isoformat(), **more,
        "file": (io.BytesIO(written([(60, 700, "THÔNG TƯ")])), "tt.pdf"),
    }  # fmt: skip


def test_on_the_page_she_chooses_it_and_the_book_shows_it(cast: Cast) -> None:
    path, browser = desk.arrived(cast, **CIRCULAR | {"doc_type": ""}), cast.lan.browser()
    page = browser.get(f"{path}/confirm").text
    assert _offered(page, "doc_type") == ["", *(kind.name for kind in ARRIVING)]
    key = page.split('name="csrf_token"', 1)[1].split('value="', 1)[1].split('"', 1)[0]
    form = CIRCULAR | {"issued_on": f"{today():%d/%m/%Y}", "csrf_token": key, "urgency": "NORMAL"}
    assert browser.post(f"{path}/confirm", data=form).status_code == 302
    assert line_of(path).doc_type == "Thông tư"
    assert (
        "Thông tư Quy định về công tác văn thư" in browser.get(f"/registers/in/{today().year}").text
    )


def test_its_type_is_proposed_from_the_scan(cast: Cast) -> None:
    scan = {"file": _sent()["file"]}
    made = cast.lan.asks("POST", "/incoming", data=scan).json
    assert (made["doc_type"], made["arrival_no"]) == ("Thông tư", None)


def test_a_line_that_says_a_false_type_is_corrected(cast: Cast) -> None:
    path = desk.registered(cast, **CIRCULAR | {"doc_type": "Công văn"})
    ok(cast.lan.does(path, "correct_line", {"doc_type": "Thông tư", "reason": "Ghi nhầm."}))
    assert line_of(path).doc_type == "Thông tư"


def test_what_is_no_type_at_all_is_refused_at_its_field(cast: Cast) -> None:
    no = cast.lan.asks("POST", "/incoming", data=_sent(doc_type="Thư tay"))
    assert (no.status_code, no.json["errors"][0]["field"]) == (422, "doc_type")


def test_nobody_drafts_one_here(cast: Cast) -> None:
    for name in ONLY_ARRIVE:
        no = cast.nam.asks("POST", "/outgoing", json=DRAFT | {"doc_type": name})
        assert (no.status_code, no.json["errors"][0]["field"]) == (422, "doc_type")
    page = cast.nam.browser().get("/outgoing/new").text
    assert set(ONLY_ARRIVE).isdisjoint(_offered(page, "doc_type"))


def test_searches_and_lists_find_it_by_its_type_and_count_it(cast: Cast) -> None:
    path = desk.registered(cast, **CIRCULAR)
    desk.registered(cast, subject="V/v công tác văn thư")
    for asked in ("q=văn thư&doc_type=Thông tư", "q=loại:TT văn thư", "q=loại:thông tư văn thư"):
        found = cast.lan.sees(f"/search?{asked}")
        assert [one["id"] for one in found["items"]] == [id_of(path)], asked
    counts = cast.lan.sees("/search?q=văn thư")["facets"]["doc_type"]
    assert {one["value"]: one["count"] for one in counts} == {"Thông tư": 1, "Công văn": 1}
    assert [one["id"] for one in cast.lan.sees("/incoming?doc_type=Thông tư")["items"]] == [
        id_of(path)
    ]


def test_the_boxes_of_the_pages_offer_it_where_it_can_be(cast: Cast) -> None:
    path, browser = desk.registered(cast, **CIRCULAR), cast.lan.browser()
    desk.registered(cast, subject="V/v khác")
    for where in ("/incoming?doc_type=Thông tư", "/search?q=văn thư&doc_type=Thông tư"):
        page = browser.get(where).text
        assert set(ONLY_ARRIVE) <= set(_offered(page, "doc_type"))
        assert f'href="{path}"' in page and "V/v khác" not in page
    assert set(ONLY_ARRIVE).isdisjoint(_offered(browser.get("/outgoing").text, "doc_type"))


def test_a_file_takes_it_by_its_type(cast: Cast) -> None:
    opened(cast.nam, takes_kinds=["incoming"], takes_types=["Thông tư"])
    (case,) = db.session.scalars(select(CaseFile))
    assert case.takes.takes("incoming", "Thông tư", "")
    assert not case.takes.takes("incoming", "Công văn", "")
    page = cast.nam.browser().get("/casefiles/new").text
    assert set(ONLY_ARRIVE) <= set(_offered(page, "takes_types"))


@pytest.mark.parametrize(
    ("name", "title"), [("Nghị định", "NGHỊ ĐỊNH"), ("Văn bản khác", "Quy định về công tác")]
)
def test_an_extract_of_it_has_its_own_head(cast: Cast, name: str, title: str) -> None:
    path = desk.presented(cast, **CIRCULAR | {"doc_type": name})
    directing.direct(cast.minh.actor, Ref(id_of(path)), order=desk.order())
    ok(cast.lan.does(path, "extract_electronically", TAKEN | {"pin": cast.pin}))
    words = _words(cast.lan.browser().get(f"{path}/copies/1").data)
    assert title in words and "KHÁC" not in words


@pytest.mark.parametrize(("name", "said"), [("Văn bản khác", "văn bản"), ("Thông tư", "Thông tư")])
def test_a_reply_calls_what_has_no_type_a_document(cast: Cast, name: str, said: str) -> None:
    path = desk.presented(cast, **CIRCULAR | {"doc_type": name})
    show_to(path, cast.nam)
    page = cast.nam.browser().get(f"/outgoing/new?replies_to={id_of(path)}").text
    assert f"Thực hiện {said} số 05/2025/TT-BNV" in page
