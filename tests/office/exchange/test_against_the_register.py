"""What arrives from an agency of this server is held against that agency's own register (§7.4)."""

import datetime as dt

import pytest

from server.database import db, transaction
from server.documents import against
from server.documents.outgoing.models import OutgoingDocument
from server.exchange.carrier import carry
from server.org.models import Agency
from tests.cast import Cast
from tests.office.outcome import change

pytestmark = pytest.mark.sent


def _says_another_day() -> None:
    with transaction() as session:
        session.query(OutgoingDocument).one().issued_on -= dt.timedelta(days=1)


def test_a_sound_letter_that_the_register_contradicts_is_not_green_and_dao_reads_why(
    one_cast: Cast,
) -> None:
    _says_another_day()
    carry()
    assert one_cast.dao.sees("/incoming/1")["verdict"] == "INDETERMINATE"
    words = str(next(row.words for row in against.OFFICE if row.code == "register_date"))
    browser = one_cast.dao.browser()
    assert words in browser.get("/incoming/1").text
    assert words in browser.get("/incoming/1/confirm").text
    db.session.rollback()


def test_of_two_agencies_of_one_name_each_register_is_asked(one_cast: Cast) -> None:
    """ORG-14: the new commune has the old one's name, and what the old one sealed is not
    contradicted; its bytes are other ones since its time stamp was renewed (LTV-01)."""
    dong = one_cast.dao.actor.agency_id
    name = db.session.get_one(Agency, dong).name
    change(Agency, {"code": "huyen"}, name=name)
    change(OutgoingDocument, {"id": 1}, agency_id=dong)
    paper = db.session.get_one(OutgoingDocument, 1)
    said = {
        "sha256": "0" * 64, "integrity": "valid", "profile": "document",
        "fields": {"SoVB": str(paper.number), "NgayVB": f"{paper.issued_on:%d/%m/%Y}"},
        "signatures": [
            {"kind": "seal", "trust": "trusted", "signer": name, "field": "CoQuan"},
            {"kind": "person", "signer": paper.signer.full_name, "field": "NguoiKy"},
        ],
    }  # fmt: skip
    assert against.findings(said) == []
    said["fields"]["SoVB"] = "999"
    assert [row.code for row in against.findings(said)] == ["register_number"]


def test_what_the_register_confirms_arrives_green_and_nothing_is_said(one_cast: Cast) -> None:
    carry()
    assert one_cast.dao.sees("/incoming/1")["verdict"] == "VALID"
    assert "nói khác" not in one_cast.dao.browser().get("/incoming/1").text
