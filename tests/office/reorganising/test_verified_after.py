"""A citizen holds a letter of a commune that is no more: it is valid, and he reads whom to ask."""

import pytest
from flask import Flask
from sqlalchemy import select

from server.admin.keys.revoking import REVOKE, put_on_the_list
from server.database import db
from server.documents.outgoing.models import OutgoingDocument
from server.files import store
from server.jobs import Job
from tests.cast import Cast
from tests.office import papers
from tests.office.citizen import ask, office_for_strangers
from tests.office.outgoing.desk import paper_of
from tests.office.papers import ok
from tests.office.reorganising.merging import approved, at_midnight, done, tomorrow

STEPS = (
    ("cv_xa", "submit"), ("anh", "approve"), ("dao", "form_check"), ("anh", "sign"),
    ("dao", "number"), ("dao", "register"), ("dao", "seal"), ("dao", "dispatch"),
)  # fmt: skip
DRAFT = papers.DRAFT | {
    "signer": "chutich.hoangphu", "to": ["huyen"], "for_info": [], "doc_type": "Công văn",
}  # fmt: skip


@pytest.fixture
def office(one_app: Flask) -> Cast:
    return office_for_strangers(one_app)


@pytest.fixture
def letter(office: Cast) -> OutgoingDocument:
    """Signed, sealed and sent by Hoằng Phú; then the midnight came, and its seal was revoked."""
    path = f"/outgoing/{ok(office.cv_xa.asks('POST', '/outgoing', json=DRAFT))['id']}"
    for who, step in STEPS:
        pin = {"pin": office.pin} if step in ("sign", "seal") else {}
        ok(getattr(office, who).does(path, step, pin))
    done(approved())
    for job in db.session.scalars(select(Job).where(Job.kind == REVOKE)).all():
        put_on_the_list(**job.payload)
    return paper_of(path)


def test_its_file_is_valid_and_the_page_says_who_signed_and_who_came_after(office, one_app, letter):
    citizen, pdf = one_app.test_client(), store().fetch(letter.file_sha256)
    day = f"{tomorrow():%d/%m/%Y}"
    gone = f"kết thúc hoạt động từ ngày {day}, Ủy ban nhân dân xã Hoằng Phú (mới) kế tục."
    with at_midnight():
        page = ask(citizen, pdf).text
        assert "Chữ ký hợp lệ" in page and office.anh.actor.name in page
        assert "Ủy ban nhân dân xã Hoằng Phú phát hành" in page
        assert gone in page
        assert "bị thu hồi sau đó, từ" in page and "nên chữ ký này vẫn có giá trị" in page
        assert 'class="note bad"' not in page
        assert gone in citizen.get(f"/verify/{letter.public_id}").text


def test_a_byte_of_it_altered_it_is_not_and_in_no_book(one_app, letter):
    data = bytearray(store().fetch(letter.file_sha256))
    data[len(data) // 3] ^= 1
    with at_midnight():
        page = ask(one_app.test_client(), bytes(data)).text
    assert "Không hợp lệ" in page and "không có trong sổ phát hành" in page
    assert "vẫn có giá trị" not in page


def test_while_its_agency_works_nothing_is_said_of_an_end(office, one_app):
    paper = paper_of(papers.dispatched(office))
    page = ask(one_app.test_client(), store().fetch(paper.file_sha256)).text
    assert "Chữ ký hợp lệ" in page
    assert "kết thúc hoạt động" not in page and "bị thu hồi sau" not in page
