"""What arrives from an agency of this server is held against that agency's own register (§7.4)."""

import datetime as dt

import pytest

from server.database import db, transaction
from server.documents import against
from server.documents.outgoing.models import OutgoingDocument
from server.exchange.carrier import carry
from tests.cast import Cast

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


def test_what_the_register_confirms_arrives_green_and_nothing_is_said(one_cast: Cast) -> None:
    carry()
    assert one_cast.dao.sees("/incoming/1")["verdict"] == "VALID"
    assert "nói khác" not in one_cast.dao.browser().get("/incoming/1").text
