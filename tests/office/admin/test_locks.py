"""Five wrong passwords close an account for one address; who looks after the office can open it."""

from server import clock
from server.account import views
from server.admin.staff import locks
from server.database import transaction
from server.demo.cast import PASSWORD
from server.door.models import SignInTry
from server.door.services import count_failure, sign_in
from tests.office.admin.desk import actor, kien, person, why
from tests.office.admin.test_account import LAN, Door, words_of

HERE, ELSEWHERE = "10.0.0.1", "10.0.0.2"


def locked_out(account: str = LAN, address: str = HERE) -> None:
    for _ in range(5):
        count_failure(account, address)


def test_a_lock_holds_for_one_account_at_one_address(one_app):
    locked_out()
    assert why(sign_in, LAN, PASSWORD, HERE) == "sign_in_locked"
    assert sign_in(LAN, PASSWORD, ELSEWHERE).account == LAN
    assert sign_in("chutich.huyen", PASSWORD, HERE).account == "chutich.huyen"


def test_the_administrator_reads_who_is_locked_since_when_and_from_where(one_app):
    locked_out()
    locked_out("chutich.huyen #2", ELSEWHERE)
    locked_out("mật khẩu gõ nhầm chỗ")
    minh, lan = locks.locks()
    assert (lan.account, lan.name, lan.address, lan.second) == (LAN, "Nguyễn Thị Lan", HERE, False)
    assert (minh.account, minh.second) == ("chutich.huyen", True)
    assert abs(clock.now() - lan.since).total_seconds() < 30
    page = words_of(Door(one_app, "quantri", "10.0.0.9").sees("/people/locks"))
    assert HERE in page and "ở mật khẩu" in page and "ở mã xác thực" in page
    assert "gõ nhầm" not in page


def test_a_lock_is_opened_with_a_reason_that_its_owner_reads(one_app):
    locked_out()
    locked_out(f"{LAN} #2")
    desk = Door(one_app, "quantri", "10.0.0.9")
    desk.knocks()
    said = {"account": LAN, "address": HERE}
    assert desk.sends("/people/locks", **said, reason="").status_code == 422
    sent = desk.sends("/people/locks", **said, reason="Lan gọi điện, quên mật khẩu")
    assert sent.status_code == 302
    assert locks.locks() == []
    assert sign_in(LAN, PASSWORD, HERE).account == LAN
    assert "Mở khóa đăng nhập từ 10.0.0.1: Lan gọi điện" in str(views.history(person(LAN).id))


def test_only_an_administrator_opens_and_only_what_is_locked(one_app):
    assert why(locks.release, kien(), LAN, HERE, reason="?") == "no_such_row"
    locked_out()
    assert why(locks.release, actor("chutich.huyen"), LAN, HERE, reason="?") == "not_allowed"
    assert why(locks.release, kien(), LAN, ELSEWHERE, reason="?") == "no_such_row"


def test_a_lock_that_is_over_is_not_in_the_list(one_app):
    locked_out()
    with transaction() as session:
        session.query(SignInTry).update({"locked_until": clock.now()})
    assert locks.locks() == []
