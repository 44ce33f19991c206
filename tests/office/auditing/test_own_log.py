"""Who signed what, for who is no auditor: Lan her own seals, Minh his agency's, Tuấn his unit's."""

from dataclasses import replace

import pytest
from sqlalchemy import delete, select

from server.database import db, transaction
from server.desks.models import Reader
from server.documents.outgoing.signatures.log_readers import within
from server.documents.outgoing.signatures.signed import Signature
from tests.cast import Cast
from tests.office.outcome import refused
from tests.office.papers import SENT

LAN, MINH = "vanthu.huyen", "chutich.huyen"

pytestmark = pytest.mark.sent


def signed_by(hand) -> list[tuple[str, str]]:
    """Kind and account of each line that is told, the newest first."""
    return [(one["kind"], one["account"]) for one in hand.sees("/signatures")["items"]]


def page_of(hand, **asked: str) -> str:
    got = hand.browser().get("/signatures", query_string=asked)
    assert got.status_code == 200
    return got.text


def test_minh_reads_what_was_signed_and_sealed_for_the_district(one_cast: Cast) -> None:
    assert signed_by(one_cast.minh) == [("seal", LAN), ("person", MINH)]
    assert f'href="{SENT}"' in page_of(one_cast.minh)


def test_lan_reads_her_own_seals_and_nobody_elses_signature(one_cast: Cast) -> None:
    assert signed_by(one_cast.lan) == [("seal", LAN)]
    assert "chữ ký của tôi" in page_of(one_cast.lan)
    assert signed_by(one_cast.lien) == []


def test_tuan_reads_what_people_of_his_office_signed(one_cast: Cast) -> None:
    """Lan sits in the office; Minh, who signed for the People's Committee, does not. A chief of
    another unit would read nothing of it."""
    assert signed_by(one_cast.tuan) == [("seal", LAN)]
    elsewhere = replace(one_cast.tuan.actor, unit_id=one_cast.hoa.actor.unit_id)
    assert db.session.scalars(select(Signature.account).where(*within(elsewhere))).all() == []


def test_another_agencys_leader_reads_nothing_of_it(one_cast: Cast) -> None:
    assert signed_by(one_cast.anh) == []
    assert "Không có chữ ký nào khớp." in page_of(one_cast.anh)


@pytest.mark.parametrize("name", ["nam", "hoa", "mai", "thu", "son", "kien"])
def test_who_has_no_such_duty_is_turned_away(one_cast: Cast, name: str) -> None:
    """Sơn audits: he has the whole log, in his own room."""
    hand = getattr(one_cast, name)
    refused(hand.asks("GET", "/signatures"), "not_allowed")
    assert hand.browser().get("/signatures").status_code == 403


def test_it_is_narrowed_as_the_auditors_but_to_no_agency_and_taken_nowhere(one_cast: Cast) -> None:
    page = page_of(one_cast.minh, kind="seal")
    assert page.count("<tr><td>") == 1
    assert 'name="agency"' not in page and "/audit/" not in page
    asked = {"query_string": {"kind": "person"}}
    items = one_cast.minh.asks("GET", "/signatures", **asked).json["items"]
    assert [one["account"] for one in items] == [MINH]
    refused(one_cast.minh.asks("GET", "/signatures", query_string={"agency": "huyen"}), "invalid")


def test_a_document_that_he_may_not_open_has_its_number_and_no_link(one_cast: Cast) -> None:
    with transaction() as session:
        session.execute(delete(Reader).filter_by(paper_kind="outgoing", paper_id=1))
    refused(one_cast.minh.asks("GET", SENT), "not_found")
    page = page_of(one_cast.minh)
    assert "01/UBND-VHTT" in page and f'href="{SENT}"' not in page


def test_the_register_leads_there_whoever_may_read_it(one_cast: Cast) -> None:
    for name, leads in (("lan", True), ("minh", True), ("tuan", True), ("hoa", False)):
        page = getattr(one_cast, name).browser().get("/registers", follow_redirects=True).text
        assert ('href="/signatures"' in page) == leads, name
