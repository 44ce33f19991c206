"""Whose paper it is: the committee's, or its chair's own (thẩm quyền, DOMAIN §2.2)."""

import html

import pytest
from flask import Flask

from server.documents.outgoing import printing
from tests.cast import Cast
from tests.office.front.clicking import Desk
from tests.office.outcome import last_step
from tests.office.outgoing.desk import paper_of
from tests.office.papers import DRAFT, drafted

OWN = "Văn bản của cá nhân người đứng đầu"
TYPED = DRAFT | {"doc_type": "Quyết định", "signer": "phochutich.huyen", "capacity": "KT"}


@pytest.fixture
def app(one_app: Flask) -> Flask:
    return one_app


def typed(**more: str) -> dict[str, str]:
    """As Nam's page sends it."""
    said = {name: value for name, value in TYPED.items() if isinstance(value, str)}
    return said | {"body": "Điều 1. Giao nhiệm vụ./.", "to": "hoangphu", "urgency": "NORMAL"} | more


def lines(path: str) -> tuple[str, ...]:
    return printing.sheet_of(paper_of(path)).authority


def test_the_editor_asks_it_and_a_deputy_then_signs_for_the_chair_himself(cast: Cast):
    desk = Desk(cast.nam)
    assert OWN in html.unescape(desk.opens("/outgoing/new"))
    sent = desk.sends("/outgoing/new", **typed(personal="1"))
    own = sent.location
    assert lines(own) == ("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")
    assert cast.nam.sees(own)["personal"] is True
    theirs = desk.sends("/outgoing/new", **typed()).location
    assert lines(theirs) == ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")


def test_what_one_changes_there_is_all_that_the_history_names(cast: Cast):
    """A page sends every field again; that it is the chair's own stays, or goes with its tick."""
    desk = Desk(cast.nam)
    path = desk.sends("/outgoing/new", **typed(personal="1")).location
    seen = str(cast.nam.sees(path)["version"])
    got = desk.sends(
        f"{path}/edit", **typed(personal="1", version=seen, subject="Giao nhiệm vụ khác")
    )
    assert got.status_code == 302, got.text
    assert (last_step(path)[2], lines(path)[0]) == ("subject", "KT. CHỦ TỊCH")
    seen = str(cast.nam.sees(path)["version"])
    desk.sends(f"{path}/edit", **typed(version=seen, subject="Giao nhiệm vụ khác"))
    assert (last_step(path)[2], lines(path)[0]) == ("personal", "TM. ỦY BAN NHÂN DÂN")


def test_the_body_that_issues_it_is_changed_on_the_page_too(cast: Cast):
    path = drafted(cast, in_name_of="BCĐ", doc_type="Kế hoạch")
    desk = Desk(cast.nam)
    page = html.unescape(desk.opens(f"{path}/edit"))
    assert '<option value="BCĐ" selected' in page
    seen = str(cast.nam.sees(path)["version"])
    desk.sends(f"{path}/edit", **typed(version=seen, signer="chutich.huyen", capacity="TM"))
    assert paper_of(path).issuing_body is None
