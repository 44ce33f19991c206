"""What our envelopes say of a document: read back as another system would read them."""

import pytest
from flask import Flask

from server.clock import today
from server.database import db
from server.exchange.carrier import AT_ONCE, PASSES, carry
from server.exchange.composing import said_by
from server.exchange.envelope import NAMESPACE, Message, StatusMessage
from server.exchange.reading import read
from server.exchange.writing import write
from tests.cast import Cast
from tests.office.exchange.letters import (
    COMMUNE,
    DISTRICT,
    LETTER,
    delivery,
    envelope,
    file_of,
    hand_in,
    posted,
)
from tests.office.papers import dispatched, ok


@pytest.fixture
def cast(one_app: Flask) -> Cast:
    return Cast(one_app)


def said(n: int = 0) -> Message:
    found = read(write(said_by(posted(kind="document")[n])))
    assert isinstance(found, Message)
    return found


def test_a_document_goes_out_with_all_that_the_register_of_the_other_side_asks_for(
    cast: Cast,
) -> None:
    path = dispatched(cast, urgency="KHAN")
    message = said()
    assert (message.sender.organ_id, message.sender.name) == (DISTRICT.organ_id, DISTRICT.name)
    assert [one.organ_id for one in message.recipients] == [COMMUNE.organ_id]
    assert (message.number, message.notation) == ("01", "UBND-VHTT")
    assert (message.issued_on, message.place) == (today(), "Hoằng Hóa")
    assert (message.doc_type, message.urgency) == ("Công văn", "1")
    assert message.subject == cast.lan.sees(path)["subject"]
    assert message.signer == cast.minh.actor.name
    assert list(message.to_places) == [COMMUNE.name]
    assert message.document_id == delivery().document_id
    (file,) = message.attachments
    assert file.name == "01-UBND-VHTT.pdf"
    assert file.data == file_of(cast.lan, path)
    assert message.notes == ()


@pytest.mark.sent
def test_the_same_letter_is_the_same_bytes_each_time(cast: Cast) -> None:
    """Else the receiver could not know it again (§8.6)."""
    (letter,) = posted()
    once = write(said_by(letter))
    db.session.rollback()
    assert write(said_by(posted()[0])) == once
    assert NAMESPACE.encode() in once[:200]


def test_a_reply_names_the_letter_that_it_answers(cast: Cast) -> None:
    hand_in(cast.lan, envelope())
    ok(cast.lan.does("/incoming/1", "register", {"reason": "Bản giấy sẽ đến sau."}))
    ok(cast.lan.does("/incoming/1", "present"))
    order = {"text": "Giao Phòng VH-TT.", "lead": "vhtt"}
    ok(cast.minh.does("/incoming/1", "direct", order))
    ok(cast.hoa.does("/incoming/1", "assign", {"person": "chuyenvien.huyen"}))
    dispatched(cast, replies_to=1)
    (about,) = said().about
    assert (about.organ_id, about.document_id) == ("H56", LETTER.document_id)
    assert about.code == "1250/UBND-VX"


def test_a_status_names_the_letter_its_sender_and_its_moment(cast: Cast) -> None:
    hand_in(cast.lan, envelope())
    ok(cast.lan.does("/incoming/1", "return", {"code": "UNREADABLE", "reason": "Mờ."}))
    found = read(write(said_by(posted(status_code="02")[0])))
    assert isinstance(found, StatusMessage)
    assert (found.sender.organ_id, found.code, found.words) == ("H56.12", "02", "UNREADABLE: Mờ.")
    about = (found.about.organ_id, found.about.code, found.about.document_id)
    assert about == ("H56", "1250/UBND-VX", LETTER.document_id)
    assert found.about.issued_on == f"{today():%Y/%m/%d}"
    assert found.at is not None


def test_statuses_for_outside_wait_for_nobody_and_trouble_nobody(cast: Cast) -> None:
    """Without a line to the axis the answer cannot go: it is kept, with the reason."""
    hand_in(cast.lan, envelope())
    carry()
    (letter,) = posted()
    assert (letter.state, letter.status_code) == ("FAILED", "01")
    assert "Chưa cấu hình kết nối" in letter.error


def test_many_letters_are_carried_a_few_at_a_time(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The sweep has other things to see to; the rest goes a second later."""
    for n in range(AT_ONCE * PASSES + 5):
        hand_in(cast.lan, envelope(document_id=f"thu-{n}", attachments=[]))
    carry()
    assert len(posted(state="QUEUED")) == 5
    carry()
    assert posted(state="QUEUED") == []
