"""“Thông báo của tôi”: an address counts once its owner has answered from it."""

import datetime as dt
import re

import pytest

from server import clock
from server.database import db
from server.mail import collecting, posting, services
from server.mail.models import Mail, MailChoice
from tests.office.admin.desk import last_change, why
from tests.office.mail.conftest import delivered, reached
from tests.office.outcome import says

MINE = "minh@coquan.gov.vn"


def code_of(letter) -> str:
    return re.search(r"^ +(\w{4}-\w{4})$", letter.get_body(("plain",)).get_content(), re.M)[1]


def sends(browser, path: str, **typed: str):
    page = browser.get("/notices/mine").text
    token = re.search(r'name="csrf_token" value="([^"]+)"', page)[1]
    return browser.post(path, data={"csrf_token": token, **typed})


def choice() -> MailChoice:
    db.session.expire_all()
    return db.session.query(MailChoice).one()


def test_minh_proves_his_address_by_the_code_that_came_to_it(post, one_cast):
    browser = one_cast.minh.browser()
    page = browser.get("/notices/mine").text
    assert "Chưa có: không thư nào được gửi." in page
    assert 'class="side first"' in page, "on a telephone it stood under a dozen choices"
    assert sends(browser, "/notices/mine/address", address=MINE).status_code == 302
    assert (choice().address, choice().asked) == ("", MINE)
    delivered()
    (letter,) = post.letters
    assert letter["To"] == MINE and letter["List-Unsubscribe"] is None
    assert sends(browser, "/notices/mine/proof", code="sai").status_code == 422
    code = code_of(letter)
    assert f'value="{code}"' in browser.get(f"/notices/mine?code={code}").text
    assert sends(browser, "/notices/mine/proof", code=f" {code.upper()} ").status_code == 302
    assert (choice().address, choice().asked) == (MINE, "")
    assert 'class="side"' in browser.get("/notices/mine").text
    assert last_change().act == "mail_address_proved"
    assert MINE not in last_change().words
    assert db.session.query(Mail).one().lines == [], "the code is not kept"


def test_the_code_is_another_persons_nothing(post, one_cast):
    services.ask(one_cast.minh.actor, MINE)
    posting.post()
    code = code_of(post.letters[0])
    assert why(services.prove, one_cast.lan.actor, code) == "no_code_is_open"
    services.ask(one_cast.lan.actor, MINE)
    assert why(services.prove, one_cast.lan.actor, code) == "code_is_wrong"


def test_five_wrong_codes_end_it_even_for_the_right_one(post, one_cast):
    minh = one_cast.minh.actor
    services.ask(minh, MINE)
    posting.post()
    tried = [why(services.prove, minh, "aaaa-aaaa") for _ in range(5)]
    assert tried == ["code_is_wrong"] * 5
    assert why(services.prove, minh, code_of(post.letters[0])) == "no_code_is_open"


def test_a_code_is_over_after_a_day(post, one_cast, monkeypatch):
    minh = one_cast.minh.actor
    services.ask(minh, MINE)
    posting.post()
    moment = clock.now() + dt.timedelta(hours=25)
    monkeypatch.setattr(services, "now", lambda: moment)
    assert why(services.prove, minh, code_of(post.letters[0])) == "no_code_is_open"


def test_nobody_fills_a_strangers_mailbox_with_codes(post, one_cast, monkeypatch):
    monkeypatch.setattr(collecting, "now", clock.now)
    for _ in range(5):
        services.ask(one_cast.minh.actor, MINE)
    assert why(services.ask, one_cast.minh.actor, MINE) == "asked_too_often"


@pytest.mark.parametrize(
    "said", ["minh", "minh@huyen", "a@b.vn\r\nBcc: x@y.vn", "a b@c.vn", "đ@c.vn", "a@-.v", " "]
)
def test_what_is_no_address_is_refused(post, one_cast, said):
    assert why(services.ask, one_cast.minh.actor, said) == "not_an_address"


def test_another_address_leaves_the_first_until_it_is_proved(post, one_cast):
    reached(one_cast.minh)
    services.ask(one_cast.minh.actor, MINE)
    assert choice().address == "chutich.huyen@congso.test"
    services.drop(one_cast.minh.actor)
    assert (choice().address, choice().asked) == ("", "")
    services.drop(one_cast.minh.actor)
    posting.post()
    assert post.taken == [], "an address that was dropped is not written to"


def test_a_refused_address_is_tried_again_when_its_owner_asks(post, one_cast):
    post.answers[MINE] = b"550 no such user"
    services.ask(one_cast.minh.actor, MINE)
    posting.post()
    assert choice().refused == MINE
    services.ask(one_cast.minh.actor, MINE)
    assert choice().refused == ""


def test_the_wishes_are_kept_and_an_unheard_of_one_is_refused(post, one_cast):
    browser = one_cast.minh.browser()
    wishes = dict.fromkeys(
        (
            "near",
            "late",
            "escalated",
            "called",
            "named",
            "made",
            "planned",
            "urgent",
            "decide",
            "work",
            "check",
            "clerk",
        ),
        "never",
    )
    hours = {"quiet_from": "22:30", "quiet_until": "06:00"}
    assert sends(browser, "/notices/mine", **wishes | hours).status_code == 302
    assert (choice().events, choice().quiet_from) == (wishes, "22:30")
    for wrong in ({"work": "always"}, {"quiet_from": "25:00"}, {"quiet_from": "07:15"}):
        assert sends(browser, "/notices/mine", **wishes | hours | wrong).status_code == 422
    page = browser.get("/notices/mine").text
    assert page.count('<option value="never" selected>') == len(wishes)


def test_an_office_without_a_mail_server_says_so(one_app, one_cast):
    browser = one_cast.minh.browser()
    assert "Cơ quan chưa mở việc gửi thư báo" in browser.get("/notices/mine").text
    sent = sends(browser, "/notices/mine/address", address=MINE)
    assert sent.status_code == 409 and says("mail_is_off", sent.text)
    assert db.session.query(MailChoice).count() == db.session.query(Mail).count() == 0
