"""What comes over the axis stands in Lan's queue, verified, answered at once (A01–A06, A15)."""

import hashlib

import pytest
from sqlalchemy import select

from server.clock import today
from server.database import db
from server.documents.incoming.judging import judge
from server.files import store
from server.org.models import Agency
from server.registers.models import RegisterRow
from tests.cast import Cast
from tests.office.exchange.letters import (
    COMMUNE,
    DISTRICT,
    LETTER,
    Organ,
    answered,
    arrivals,
    attachment,
    envelope,
    file_of,
    hand_in,
    hand_in_form,
    papers,
    posted,
)
from tests.office.exchange.test_reading_files import SHA256, digest, signed
from tests.office.outcome import refused
from tests.office.papers import ok, scan


def test_a_valid_letter_is_in_lans_queue_and_01_is_said_at_once(
    cast: Cast, sealed_pdf: bytes
) -> None:
    """A01."""
    got = hand_in(cast.lan, envelope(attachments=[attachment(sealed_pdf)]))
    assert got.status_code == 202
    assert got.json == {"message_id": LETTER.document_id, "status": "accepted"}
    (row,) = cast.lan.sees("/incoming")["items"]
    assert (row["state"], row["arrival_no"]) == ("ARRIVED", None)
    assert (row["organ_id"], row["subject"]) == ("H56", LETTER.subject)
    assert answered() == ["01"]


def test_all_that_the_register_asks_for_is_taken_from_the_envelope(cast: Cast) -> None:
    hand_in(cast.lan, envelope(urgency="2", due_on=today()))
    thing = cast.lan.sees("/incoming/1")
    assert (thing["number"], thing["notation"], thing["code"]) == (
        "1250", "UBND-VX", "1250/UBND-VX",
    )  # fmt: skip
    assert thing["issued_on"] == today().isoformat()
    assert thing["issuer"] == LETTER.sender.name
    assert (thing["doc_type"], thing["urgency"]) == ("Công văn", "THUONG_KHAN")
    assert thing["electronic"] is True
    (paper,) = papers()
    assert paper.printed_due == today()


def test_the_file_is_there_byte_for_byte_and_so_is_the_envelope(
    cast: Cast, sealed_pdf: bytes
) -> None:
    body = envelope(attachments=[attachment(sealed_pdf)])
    hand_in(cast.lan, body)
    assert file_of(cast.lan, "/incoming/1") == sealed_pdf
    (arrival,) = arrivals()
    assert arrival.envelope_sha256 == hashlib.sha256(body).hexdigest()
    assert store().fetch(arrival.envelope_sha256) == body


def test_it_may_come_as_a_form_with_a_file(cast: Cast) -> None:
    assert hand_in_form(cast.lan, envelope()).status_code == 202
    assert len(papers()) == 1


def test_lan_registers_what_the_server_verified_and_03_is_said(
    cast: Cast, sealed_pdf: bytes
) -> None:
    """A02; CONTRACT §2: `verify` is not among the actions, `register` is."""
    hand_in(cast.lan, envelope(attachments=[attachment(sealed_pdf)]))
    judge()
    actions = cast.lan.sees("/incoming/1")["actions"]
    assert "register" in actions
    assert "verify" not in actions
    assert ok(cast.lan.does("/incoming/1", "register"))["arrival_no"] == 1
    assert answered() == ["01", "03"]


def test_a_letter_without_signature_is_registered_only_with_a_reason(cast: Cast) -> None:
    """IN-T07."""
    hand_in(cast.lan, envelope())
    assert cast.lan.sees("/incoming/1")["verdict"] == "NOT_SIGNED"
    assert cast.lan.does("/incoming/1", "register").status_code == 422
    because = {"reason": "Bản giấy có dấu sẽ đến sau."}
    assert ok(cast.lan.does("/incoming/1", "register", because))["arrival_no"] == 1


def test_an_altered_letter_must_be_returned_and_uses_no_number(
    cast: Cast, altered_pdf: bytes
) -> None:
    """A03."""
    assert hand_in(cast.lan, envelope(attachments=[attachment(altered_pdf)])).status_code == 202
    judge()
    thing = cast.lan.sees("/incoming/1")
    assert thing["verdict"] == "INVALID"
    assert "return" in thing["actions"]
    no = cast.lan.does("/incoming/1", "register", {"reason": "Vẫn vào sổ."})
    assert (no.status_code, no.json["code"]) == (409, "is_not_invalid")
    ok(cast.lan.does("/incoming/1", "return", {"code": "BAD_SIGNATURE"}))
    assert answered() == ["01", "02"]
    assert posted(status_code="02")[0].words == "BAD_SIGNATURE"
    assert db.session.scalars(select(RegisterRow)).all() == []


def test_a_sealed_file_that_can_no_longer_be_read_is_kept_and_invalid(
    cast: Cast, sealed_pdf: bytes
) -> None:
    """A seal's traces in broken bytes: it is no plain bad file, the law wants it returned."""
    broken = b"%PDF-1.7\n" + sealed_pdf[sealed_pdf.rindex(b"/ByteRange") - 20 :][:3000]
    assert hand_in(cast.lan, envelope(attachments=[attachment(broken)])).status_code == 202
    judge()
    assert cast.lan.sees("/incoming/1")["verdict"] == "INVALID"
    assert cast.lan.sees("/incoming/1")["files"][0]["media_type"] == "application/octet-stream"


def test_one_broken_annex_makes_the_whole_letter_invalid(
    cast: Cast, sealed_pdf: bytes, altered_pdf: bytes
) -> None:
    annex = attachment(altered_pdf, "phu-luc.pdf")
    hand_in(cast.lan, envelope(attachments=[attachment(sealed_pdf), annex]))
    judge()
    assert cast.lan.sees("/incoming/1")["verdict"] == "INVALID"


def test_of_a_file_that_is_not_the_one_its_sender_took_a_digest_of_lan_decides(
    cast: Cast, sealed_pdf: bytes
) -> None:
    """Its own signatures hold: somebody put another valid file into the envelope. She returns it,
    02 NOT_INTACT, or registers it with her reason."""
    other = ("cid:cv.pdf", SHA256, digest(b"another"))
    body = signed(other, attachments=[attachment(sealed_pdf, "cv.pdf")])
    assert hand_in(cast.lan, body).status_code == 202
    judge()
    thing = cast.lan.sees("/incoming/1")
    assert thing["verdict"] == "INDETERMINATE"
    assert "Mã băm nơi gửi ghi trong phong bì khác với tệp nhận được: cv.pdf." in papers()[0].note
    assert cast.lan.does("/incoming/1", "register").status_code == 422
    ok(cast.lan.does("/incoming/1", "return", {"code": "NOT_INTACT", "reason": "Khác mã băm"}))
    assert answered() == ["01", "02"]


def test_a_letter_for_another_district_goes_back(cast: Cast) -> None:
    """A04: 02 WRONG_RECIPIENT, and that is final; no số đến is used."""
    hand_in(cast.lan, envelope())
    ok(cast.lan.does("/incoming/1", "return", {"code": "WRONG_RECIPIENT"}))
    thing = cast.lan.sees("/incoming/1")
    assert (thing["state"], thing["actions"]) == ("RETURNED", [])
    assert answered() == ["01", "02"]
    assert posted(status_code="02")[0].words == "WRONG_RECIPIENT"
    refused(cast.lan.does("/incoming/1", "register"), "wrong_state")
    refused(cast.lan.does("/incoming/1", "return", {"code": "UNREADABLE"}), "wrong_state")
    assert thing["arrival_no"] is None and db.session.scalars(select(RegisterRow)).all() == []


def test_the_same_letter_twice_is_one_row_and_01_is_said_again(cast: Cast) -> None:
    """A05."""
    hand_in(cast.lan, envelope())
    first = posted(status_code="01")[0]
    first.state = "SENT"
    db.session.commit()
    assert hand_in(cast.lan, envelope()).json["message_id"] == LETTER.document_id
    assert len(papers()) == len(arrivals()) == 1
    (again,) = posted(status_code="01")
    assert again.state == "QUEUED"


def test_a_mended_letter_may_come_again_after_it_was_returned(
    cast: Cast, sealed_pdf: bytes
) -> None:
    hand_in(cast.lan, envelope())
    ok(cast.lan.does("/incoming/1", "return", {"code": "UNREADABLE"}))
    hand_in(cast.lan, envelope(attachments=[attachment(sealed_pdf)]))
    assert [paper.state for paper in papers()] == ["RETURNED", "ARRIVED"]


def test_the_same_id_with_another_body_is_held_for_the_clerk(cast: Cast) -> None:
    """§8.6: a suspected update; nothing changes until she decides."""
    hand_in(cast.lan, envelope())
    hand_in(cast.lan, envelope(subject="V/v khác hẳn"))
    (paper,) = papers()
    assert (paper.subject, paper.request) == (LETTER.subject, "update")
    assert paper.request_data["fields"] == {"subject": "V/v khác hẳn"}
    assert "khác nội dung" in paper.note
    assert len(arrivals()) == 2


def test_the_same_number_under_another_id_warns_with_the_earlier_arrival_no(
    cast: Cast, sealed_pdf: bytes
) -> None:
    """A06, IN-03."""
    for document_id in ("mot", "hai"):
        hand_in(cast.lan, envelope(document_id=document_id, attachments=[attachment(sealed_pdf)]))
    judge()
    ok(cast.lan.does("/incoming/1", "register"))
    no = cast.lan.does("/incoming/2", "register")
    assert (no.status_code, no.json["code"]) == (409, "duplicate")
    assert "số đến 1" in no.json["detail"]
    assert ok(cast.lan.does("/incoming/2", "register", {"reason": "Bản gửi lại."}))


def test_a_stamp_of_secrecy_puts_it_in_quarantine(cast: Cast) -> None:
    """SEC-02."""
    secret = attachment(scan("MẬT"), "Văn bản mật.pdf")
    hand_in(cast.lan, envelope(attachments=[secret]))
    assert papers()[0].state == "QUARANTINED"
    assert answered() == ["01"]


def test_a_subject_that_speaks_of_a_secret_puts_it_there_too(cast: Cast) -> None:
    """SEC-02."""
    hand_in(cast.lan, envelope(subject="Công văn mật về phòng thủ dân sự"))
    assert papers()[0].state == "QUARANTINED"


@pytest.mark.parametrize(
    ("field", "state"),
    [
        ("<DoMat>Tối mật</DoMat>", "QUARANTINED"),
        ("<x:SecurityLevel xmlns:x='urn:vendor'>1</x:SecurityLevel>", "QUARANTINED"),
        ("<Secret>0</Secret><Secrecy>Thường</Secrecy><DoMat/>", "ARRIVED"),
    ],
)
def test_a_field_of_the_envelope_that_names_a_level_puts_it_there(one_cast: Cast, field, state):
    """SEC-02: whatever field the sender has for it, for the norm has none."""
    ends = b"</OtherInfo>"
    hand_in(one_cast.lan, envelope().replace(ends, field.encode() + ends))
    assert papers()[0].state == state


def test_so_does_a_level_where_the_urgency_stands(one_cast: Cast) -> None:
    hand_in(one_cast.lan, envelope(urgency="Mật"))
    assert papers()[0].state == "QUARANTINED"


def test_a_stranger_is_taken_in_and_flagged(cast: Cast) -> None:
    """CONTRACT §2.12."""
    stranger = Organ(organ_id="vxp.saas.03", name="Trung tâm Thử nghiệm")
    assert hand_in(cast.lan, envelope(sender=stranger)).status_code == 202
    row = db.session.scalars(select(Agency).where(Agency.organ_id == "VXP.SAAS.03")).one()
    assert (row.external, row.flagged, row.name) == (True, True, "Trung tâm Thử nghiệm")
    assert "chưa có trong danh bạ" in papers()[0].note
    hand_in(cast.lan, envelope(sender=stranger, document_id="hai"))
    assert len(db.session.scalars(select(Agency).where(Agency.flagged)).all()) == 1


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        ({"recipients": [Organ(organ_id="H99")]}, "gateway_unknown_recipient"),
        ({"recipients": [Organ(organ_id="H56.101")]}, "gateway_unknown_recipient"),
        ({"recipients": []}, "gateway_field_missing"),
        ({"sender": DISTRICT}, "gateway_to_itself"),
        ({"document_id": ""}, "gateway_field_missing"),
        ({"sender": Organ(organ_id="null")}, "gateway_field_missing"),
        ({"attachments": [attachment(b"MZ\x90\0" * 40, "a.exe")]}, "file_type_unknown"),
    ],
)
def test_what_cannot_be_taken_is_refused_with_its_reason(
    one_app, more: dict[str, object], reason: str
) -> None:
    got = hand_in(Cast(one_app).lan, envelope(**more))
    assert (got.status_code, got.json["code"]) == (422, reason)
    assert papers() == []
    assert arrivals() == []


def test_one_envelope_for_two_agencies_here_is_one_paper_at_each(cast: Cast) -> None:
    both = [DISTRICT, Organ(organ_id=" h56.12.21 "), COMMUNE, Organ(organ_id="H99")]
    assert hand_in(cast.lan, envelope(recipients=both)).status_code == 202
    assert len(cast.lan.sees("/incoming")["items"]) == 1
    assert len(cast.dao.sees("/incoming")["items"]) == 1


def test_a_seal_that_is_not_the_senders_is_pointed_out(cast: Cast, sealed_pdf: bytes) -> None:
    """Art. 21.2a: the province's seal on what the district sends."""
    other = envelope(sender=DISTRICT, recipients=[COMMUNE], attachments=[attachment(sealed_pdf)])
    hand_in(cast.dao, other)
    judge()
    assert "không mang tên nơi gửi" in papers()[0].note
    hand_in(cast.lan, envelope(attachments=[attachment(sealed_pdf)]))
    judge()
    assert "không mang tên nơi gửi" not in papers()[1].note
