"""Signing in with more than a password, and one's own account: what its owner sees and ends."""

import html
import re
import subprocess
import sys

import pyotp
import pytest
from flask import Flask

from server import clock
from server.account import services, views
from server.admin.organisation import places
from server.admin.staff import people, resets
from server.database import db
from server.demo.cast import PASSWORD
from server.door import factors
from server.door.models import Factor, WebSession
from server.door.passwords import require_strong
from server.door.services import source
from server.org.models import PersonChange
from tests.cast import Browser
from tests.office.admin.desk import actor, hanh, kien, last_change, person, position, why
from tests.office.outcome import says


@pytest.fixture
def app(one_app: Flask) -> Flask:
    """What a page says is the same on both databases; `test_people` asks both."""
    return one_app


LAN = "vanthu.huyen"
FRESH = "hoa sen tháng sáu nở"


class Door:
    """A browser at the front door."""

    def __init__(self, app, account: str = LAN, address: str = "10.0.0.1") -> None:
        self.client, self.account = Browser(app, use_cookies=True), account
        self.place = {"environ_base": {"REMOTE_ADDR": address}}

    def sends(self, path: str, page: str = "", **typed: str):
        text = self.client.get(page or path, follow_redirects=True, **self.place).text
        token = re.search(r'name="csrf_token" value="([^"]+)"', text)[1]
        return self.client.post(path, data={"csrf_token": token, **typed}, **self.place)

    def knocks(self, password: str = PASSWORD) -> str:
        """Where the password leads."""
        sent = self.sends("/login", account=self.account, password=password, next="/incoming")
        return sent.headers.get("Location", sent.text)

    def sees(self, page: str):
        """A page after signing in."""
        self.knocks()
        return self.client.get(page, **self.place)

    def is_in(self) -> bool:
        return self.client.get("/account", **self.place).status_code == 200


def with_totp(account: str = LAN) -> pyotp.TOTP:
    """Lan has an authenticator on her telephone."""
    secret = factors.fresh_secret()
    code = pyotp.TOTP(secret).at(clock.now())
    services.add_totp(actor(account), secret=secret, code=code, name="điện thoại")
    return pyotp.TOTP(secret)


def later(monkeypatch: pytest.MonkeyPatch, seconds: int) -> None:
    moment = clock.now() + clock.dt.timedelta(seconds=seconds)
    monkeypatch.setattr("server.door.factors.now", lambda: moment)


def words_of(answer) -> str:
    return html.unescape(answer.text)


def test_with_an_authenticator_the_password_alone_opens_nothing(app, monkeypatch):
    clock_of_lan = with_totp()
    door = Door(app)
    assert door.knocks() == "/login/second"
    assert not door.is_in() and door.client.get("/").status_code == 302
    later(monkeypatch, 60)
    code = clock_of_lan.at(factors.now())
    assert door.sends("/login/second", code="000000").status_code == 422
    assert door.sends("/login/second", code=f"{code[:3]} {code[3:]}").headers["Location"] == (
        "/incoming"
    )
    assert door.is_in()
    again = Door(app)
    again.knocks()
    assert again.sends("/login/second", code=code).status_code == 422, "a code counts once"


def test_a_code_from_the_paper_counts_once_and_leaves_a_trace(app):
    secret = factors.fresh_secret()
    code = pyotp.TOTP(secret).at(clock.now())
    codes = services.add_totp(actor(LAN), secret=secret, code=code, name="máy")
    assert len(codes) == len(set(codes)) == 10
    for expected in (302, 422):
        door = Door(app)
        door.knocks()
        assert door.sends("/login/second", code=codes[0].upper()).status_code == expected
    assert factors.codes_left(person(LAN).id) == 9
    used = db.session.query(PersonChange).filter_by(act="recovery_code_used").one()
    assert used.words == "Dùng một mã dự phòng để đăng nhập, còn 9 mã"


def test_five_wrong_codes_close_the_second_door_for_that_place_only(one_app, monkeypatch):
    clock_of_lan = with_totp()
    door = Door(one_app)
    door.knocks()
    tried = [door.sends("/login/second", code="000000").status_code for _ in range(6)]
    assert tried == [422] * 5 + [429]
    elsewhere = Door(one_app, address="10.0.0.2")
    elsewhere.knocks()
    later(monkeypatch, 60)
    code = clock_of_lan.at(factors.now())
    assert elsewhere.sends("/login/second", code=code).status_code == 302


def test_a_password_that_an_administrator_gave_is_changed_before_anything_else(app):
    people.reset_password(kien(), LAN, password="mật khẩu tạm 123")
    door = Door(app)
    assert door.knocks("mật khẩu tạm 123") == "/login/password"
    assert not door.is_in()
    for new, again, reason in (
        ("ngắn", "ngắn", "weak_password"),
        (FRESH, "khác", "passwords_differ"),
        ("mật khẩu tạm 123", "mật khẩu tạm 123", "same_password"),
    ):
        sent = door.sends("/login/password", new=new, again=again)
        assert sent.status_code == 422 and says(reason, sent.text), reason
        assert not door.is_in()
    assert door.sends("/login/password", new=FRESH, again=FRESH).headers["Location"] == "/incoming"
    assert Door(app).knocks(FRESH) == "/incoming"
    page = words_of(door.client.get("/account"))
    assert "Đặt lại mật khẩu của vanthu.huyen" in page and "quantri" in page


def test_a_new_persons_first_password_is_not_kept(one_app):
    new = people.Newcomer(account="vinh.huyen", full_name="Lê Vinh", password=FRESH)
    assert people.create(kien(), new).password_by == "quantri"


def test_a_post_that_asks_for_it_is_entered_only_with_a_second_factor(app):
    places.require_second(kien(), position(LAN).id, wanted="any")
    assert last_change().act == "second_factor_required"
    door = Door(app)
    assert door.knocks() == "/login/factor"
    page = words_of(door.client.get("/login/factor"))
    secret = re.search(r"<code>([A-Z2-7]{32})</code>", page)[1]
    assert "data:image/svg+xml" in page and not door.is_in()
    assert door.sends("/login/factor", code="123").status_code == 422
    done = door.sends("/login/factor", code=pyotp.TOTP(secret).at(clock.now()))
    assert len(re.findall(r"<code>\w{5}-\w{5}</code>", done.text)) == 10
    assert done.headers["Cache-Control"] == "no-store"
    assert door.client.get("/login/on").headers["Location"] == "/incoming"
    mine = factors.of(person(LAN).id)[0]
    assert why(services.drop_factor, actor(LAN), mine.id, password=PASSWORD) == (
        "factor_is_required"
    )
    assert Door(app).knocks() == "/login/second"


def test_the_secret_of_an_authenticator_is_not_readable_in_the_database(one_app):
    clock_of_lan = with_totp()
    assert clock_of_lan.secret not in db.session.query(Factor).one().secret


def test_half_a_sign_in_is_over_after_a_while_and_no_page_of_it_opens_by_itself(
    one_app, monkeypatch
):
    door = Door(one_app)
    for page in ("/login/second", "/login/password", "/login/factor", "/login/on"):
        assert door.client.get(page).headers["Location"] == "/login"
    with_totp()
    door.knocks()
    moment = clock.now() + clock.dt.timedelta(minutes=11)
    monkeypatch.setattr("server.door.half.now", lambda: moment)
    over = door.client.get("/login/second", follow_redirects=True)
    assert over.request.path == "/login" and says("half_is_over", over.text)
    assert not door.is_in()


def test_changing_the_password_needs_the_old_one_and_ends_the_other_browsers(app):
    here, other = Door(app), Door(app)
    assert (here.knocks(), other.knocks()) == ("/incoming",) * 2
    wrong = here.sends("/account/password", "/account", old="sai", new=FRESH, again=FRESH)
    assert wrong.status_code == 422 and "Mật khẩu đang dùng không đúng" in words_of(wrong)
    said = {"old": PASSWORD, "new": FRESH, "again": FRESH}
    assert here.sends("/account/password", "/account", **said).status_code == 302
    assert here.is_in() and not other.is_in()
    assert last_change().act == "password_changed"


def test_sessions_are_listed_and_ended_by_their_owner_only(app):
    here, other, hoa = Door(app), Door(app), Door(app, "truongphong.huyen")
    for one in (here, other, hoa):
        one.knocks()
    marks = re.findall(r"/account/sessions/(\w{12})", here.client.get("/account").text)
    assert len(marks) == 1
    theirs = re.search(r"\w{12}", db.session.query(WebSession).filter_by(
        person_id=person("truongphong.huyen").id).one().digest)[0]  # fmt: skip
    assert here.sends(f"/account/sessions/{theirs}", "/account").status_code == 404
    assert here.sends(f"/account/sessions/{marks[0]}", "/account").status_code == 302
    assert here.is_in() and hoa.is_in() and not other.is_in()


def test_a_factor_goes_only_with_the_password_and_only_from_its_owner(app):
    with_totp()
    mine = factors.of(person(LAN).id)[0]
    drop = services.drop_factor
    assert why(drop, actor(LAN), mine.id, password="sai") == "own_password_wrong"
    assert why(drop, actor("chutich.huyen"), mine.id, password=PASSWORD) == "no_such_row"
    drop(actor(LAN), mine.id, password=PASSWORD)
    assert not factors.has_any(person(LAN).id)
    assert Door(app).knocks() == "/incoming"


def test_a_factor_is_renamed_by_its_owner_alone_and_the_old_name_stays_in_the_history(one_app):
    with_totp()
    mine = factors.of(person(LAN).id)[0]
    rename = services.rename_factor
    assert why(rename, actor("chutich.huyen"), mine.id, name="của tôi") == "no_such_row"
    rename(actor(LAN), mine.id, name=" máy tính bảng ")
    assert factors.of(person(LAN).id)[0].name == "máy tính bảng"
    words = "Đổi tên lớp xác thực “điện thoại” thành “máy tính bảng”"
    assert words in [one["words"] for one in views.history(person(LAN).id)]
    services.drop_factor(actor(LAN), mine.id, password=PASSWORD)
    assert why(rename, actor(LAN), mine.id, name="cũ") == "no_such_row"


def test_a_lost_telephone_is_unhooked_by_two_administrators_with_a_trace(app):
    with_totp()
    door = Door(app, "truongphong.huyen")
    door.knocks()
    end = resets.end_factors
    assert why(end, actor("chutich.huyen"), LAN, reason="mất") == "not_allowed"
    assert why(end, kien(), "quantri", reason="mất") == "not_oneself"
    end(kien(), LAN, reason="mất điện thoại")
    end(hanh(), LAN, reason="mất điện thoại")
    assert why(end, hanh(), LAN, reason="mất") == "has_no_factor"
    assert Door(app).knocks() == "/incoming"
    assert "mất điện thoại" in str([one["words"] for one in views.history(person(LAN).id)])


def test_new_codes_make_the_old_ones_void(one_app):
    with_totp()
    old = services.new_codes(actor(LAN), password=PASSWORD)
    services.new_codes(actor(LAN), password=PASSWORD)
    assert why(services.pass_second, person(LAN), old[0], "10.0.0.1") == "second_failed"


def test_a_password_is_kept_at_the_weight_that_owasp_names():
    """In a process of its own: the suite's door is a light one (`tests.offices`)."""
    code = "from server.door.passwords import hashed; print(hashed('hoa sen'))"
    kept = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert kept.stdout.startswith("$argon2id$v=19$m=47104,t=1,p=1$")


@pytest.mark.parametrize(
    "password",
    [
        "ngắn quá",
        "aaaaaaaaaaaa",
        "1234567890",
        "vanthu.huyen1",
        "matkhau123",
        "Vanthu12345",
        "Hoa sen nở tháng sáu",
    ],
)
def test_a_weak_password_is_refused(password):
    with pytest.raises(Exception, match="weak_password"):
        require_strong(password, LAN)


@pytest.mark.parametrize("password", [FRESH, "Tr0i-xanh-qua", PASSWORD])
def test_length_is_enough(password):
    require_strong(password, LAN)


@pytest.mark.parametrize(
    ("address", "counted"),
    [("10.0.0.1", "10.0.0.1"), ("2001:db8:1:2:aaaa::1", "2001:db8:1:2::/64"),
     ("2001:db8:1:2:bbbb::9", "2001:db8:1:2::/64"), ("", "")],
)  # fmt: skip
def test_a_whole_house_of_ipv6_counts_as_one_source(address, counted):
    assert source(address) == counted


def test_a_browser_is_named_as_its_owner_knows_it(one_app):
    said = "Mozilla/5.0 (Windows NT 10.0) AppleWebKit Chrome/120 Safari/537 Edg/120"
    assert views.browser_words(said) == "Edge, Windows"
    assert views.browser_words("curl/8") == "chương trình khác"
