"""Nobody but an administrator manages people, by page or by act; and he reads no papers."""

import pytest
from flask import Flask

from server.admin.organisation import places
from server.admin.organisation.places import Department, Post
from server.admin.staff import grants, mandates, people, posts
from server.admin.staff.mandates import Mandate
from server.admin.staff.people import Newcomer
from server.clock import today
from server.org.actor import Actor
from tests.office.admin.desk import actor, position, post_of, propose, terms, why
from tests.office.admin.test_pages import PAGES
from workflows import Role
from workflows.capacity import SigningCapacity


@pytest.fixture
def app(one_app: Flask) -> Flask:
    """What a page says is the same on both databases; `test_people` asks both."""
    return one_app


OTHERS = {
    "CLERK": "lan", "LEADER": "minh", "OFFICE_CHIEF": "tuan", "UNIT_HEAD": "hoa", "OFFICER": "nam",
    "FORM_CHECKER": "mai", "ARCHIVIST": "thu", "AUDITOR": "son", "CITIZEN": "yen",
}  # fmt: skip


def acts(by: Actor):
    """Every act of the room, each complete but for who asks."""
    nam = "chuyenvien.huyen"
    new = Newcomer(account="vinh.huyen", full_name="Lê Vinh", password="hoa sen tháng sáu")
    unit = Department(name="Phòng Thanh niên", abbreviation="TN", code="tn")
    tuq = Mandate(
        kind=SigningCapacity.TUQ, document_code="1/GUQ", valid_from=today(), valid_to=None
    )
    day = today()
    return {
        "create": lambda: people.create(by, new),
        "rename": lambda: people.rename(by, nam, full_name="Nam", valid_from=day),
        "deactivate": lambda: people.deactivate(by, nam, reason="x"),
        "activate": lambda: people.activate(by, nam, reason="x"),
        "reset_password": lambda: people.reset_password(by, nam, password="mật khẩu mới dài"),
        "sign_out": lambda: people.sign_out(by, nam),
        "appoint": lambda: posts.appoint(by, nam, position_id=1, terms=terms()),
        "end": lambda: posts.end(by, post_of(nam).id, on=day),
        "open_unit": lambda: places.open_unit(by, "huyen", new=unit, valid_from=day),
        "close_unit": lambda: places.close_unit(by, 1, on=day),
        "open_position": lambda: places.open_position(
            by, "huyen", post=Post(title="Cán sự"), valid_from=day
        ),
        "close_position": lambda: places.close_position(by, 1, on=day),
        "delegate": lambda: mandates.delegate(by, position_id=1, mandate=tuq),
        "end_delegation": lambda: mandates.end_delegation(by, 1, on=day),
    }


@pytest.mark.parametrize("name", OTHERS.values(), ids=OTHERS)
def test_no_other_role_does_any_of_it(app, cast, name):
    by = getattr(cast, name).actor
    assert Role.ADMIN not in by.roles
    for what, act in acts(by).items():
        assert why(act) == "not_allowed", what


@pytest.mark.parametrize("name", OTHERS.values(), ids=OTHERS)
def test_no_other_role_opens_a_page_of_it(app, cast, name):
    browser = getattr(cast, name).browser()
    own = {"/absences", "/absences/new"}
    for page in (one for one in PAGES if one not in own):
        wanted = {403}
        if name == "minh":
            wanted = {"/people": {302}, "/people/pending": {200}}.get(page, wanted)
        assert browser.get(page).status_code in wanted, page


def test_no_other_role_confirms_rejects_or_waves_off(app, cast):
    grant = propose("cv-vp.huyen", position("vanthu.huyen").id).id
    for name in set(OTHERS.values()) - {"minh"}:
        by = getattr(cast, name).actor
        assert why(grants.confirm, by, grant) == "no_such_grant", name
        assert why(grants.reject, by, grant, reason="x") == "no_such_grant", name


def test_whoever_is_not_signed_in_is_shown_the_door(app):
    for page in PAGES:
        got = app.test_client().get(page)
        assert (got.status_code, got.headers["Location"].split("?")[0]) == (302, "/login"), page


def test_an_administrator_reads_no_list_and_no_book_of_papers(app, cast):
    browser = cast.kien.browser()
    for page in ("/incoming", "/outgoing", "/registers"):
        assert browser.get(page, follow_redirects=True).status_code in (403, 404), page


def test_an_administrator_who_loses_his_post_loses_the_room_at_once(app, cast):
    browser = cast.kien.browser()
    assert browser.get("/people").status_code == 200
    posts.end(actor("quantri2"), post_of("quantri").id, on=today())
    assert browser.get("/people").status_code == 302
