"""Whoever holds a page of minutes asks at /verify whether it stands; nobody signs in for that."""

import pytest
from sqlalchemy import select

from server.database import db, transaction
from server.files import store
from server.meetings.minutes.models import Minutes
from server.meetings.minutes.sheet import sheet_of
from server.meetings.models import Meeting
from server.office import office as office_is
from tests.office.citizen import ask, office_for_strangers
from tests.office.meetings.closed import drafted, locked
from tests.office.meetings.gathering import TITLE
from tests.office.outcome import id_of

PIN = {"pin": "246810"}


@pytest.fixture
def office(one_app):
    return office_for_strangers(one_app)


@pytest.fixture
def citizen(office, one_app):
    return one_app.test_client()


def minutes(n: int = 1) -> Minutes:
    db.session.rollback()
    return db.session.scalars(select(Minutes).filter_by(n=n)).one()


def meeting_at(path: str) -> Meeting:
    return db.session.get_one(Meeting, id_of(path))


def qr_of(path: str) -> str | None:
    meeting = meeting_at(path)
    return sheet_of(meeting, meeting.minutes[0]).qr


def gives(citizen, data: bytes) -> str:
    return ask(citizen, data, "b.pdf").text


def test_the_code_on_the_page_leads_to_who_signed_it(office, citizen):
    path = drafted(office)
    address = f"/verify/{minutes().public_id}"
    assert qr_of(path) == f"{office_is().base_url}{address}"
    assert citizen.get(address).status_code == 404
    office.tuan.does(path, "sign_minutes", PIN)
    page = citizen.get(address).text
    assert "còn chờ chủ trì ký" in page and "Phạm Anh Tuấn</b>" in page and "Thư ký ·" in page
    assert TITLE not in page and "Trịnh Quang Minh" not in page
    office.minh.does(path, "sign_minutes", PIN)
    page = citizen.get(address).text
    for words in (
        "đã được thư ký và chủ trì ký",
        "Trịnh Quang Minh",
        "Chủ trì ·",
        TITLE,
        minutes().file_sha256,
    ):
        assert words in page
    assert "/statement" not in page
    for more in ("statement", "proof"):
        assert citizen.get(f"{address}/{more}").status_code == 404


def test_the_file_itself_is_known_and_what_adds_to_it_told(office, citizen):
    path = locked(office)
    office.tuan.does(path, "supplement_minutes", {"text": "Bổ sung ý kiến của bà Hoa."})
    office.tuan.does(path, "sign_supplement", PIN)
    assert "Trịnh Quang Minh" not in citizen.get(f"/verify/{minutes(2).public_id}").text
    office.minh.does(path, "sign_supplement", PIN)
    said = gives(citizen, store().fetch(minutes().file_sha256))
    assert "Tệp này là biên bản của" in said and "Đã có 1 biên bản bổ sung." in said
    page = citizen.get(f"/verify/{minutes(2).public_id}").text
    assert "Biên bản bổ sung 1" in page and "Đã có" not in page


def test_an_agency_that_prints_no_code_prints_none_on_its_minutes(office):
    path = drafted(office)
    with transaction():
        meeting_at(path).agency.prints_qr = False
    assert qr_of(path) is None


def test_minutes_of_an_older_day_have_no_address(office, citizen):
    path = drafted(office)
    with transaction():
        meeting_at(path).minutes[0].public_id = ""
    assert qr_of(path) is None
    assert citizen.get("/verify/%20").status_code == 404
