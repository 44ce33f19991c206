"""`congso user …` and `congso delegation …`: the same acts from the machine's own shell."""

from collections.abc import Callable

import pytest
from click.testing import CliRunner, Result

from server.clock import today
from server.commands import inside, people
from server.database import db
from server.door import services
from server.org.models import Delegation
from tests.office.admin.desk import DAY, last_change, person

PASSWORD = "hoa sen tháng sáu"


@pytest.fixture
def congso(app, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """A shell on the machine of this very office."""
    monkeypatch.setattr(inside, "create_app", lambda _settings: app)

    def call(group: str, *words: str, typed: str = "") -> Result:
        db.session.rollback()  # what was read before is let go: the command has its own session
        return CliRunner().invoke(getattr(people, group), list(words), input=typed)

    return call


def test_user_add_makes_an_account_that_signs_in_and_asks_for_the_password(congso):
    done = congso("user", "add", "vinh.huyen", "Lê Quang Vinh", typed=f"{PASSWORD}\n")
    assert done.exit_code == 0, done.output
    assert services.sign_in("vinh.huyen", PASSWORD, "10.0.0.1").full_name == "Lê Quang Vinh"
    assert (last_change().act, last_change().by_account) == ("person_created", "")


def test_a_no_is_one_line_and_exit_1(congso):
    done = congso("user", "add", "vanthu.huyen", "Lê Vinh", "--password", PASSWORD)
    assert done.exit_code == 1
    assert "đã có người dùng" in done.output and "Traceback" not in done.output


def test_user_disable_enable_and_password_take_effect(congso):
    why = ("--reason", "thôi việc")
    assert congso("user", "disable", "chuyenvien.huyen", *why).exit_code == 0
    assert not person("chuyenvien.huyen").active
    assert congso("user", "disable", "chuyenvien.huyen", *why).exit_code == 1
    assert congso("user", "enable", "chuyenvien.huyen", *why).exit_code == 0
    changed = congso("user", "password", "chuyenvien.huyen", "--password", PASSWORD)
    assert changed.exit_code == 0
    db.session.rollback()
    assert services.sign_in("chuyenvien.huyen", PASSWORD, "10.0.0.1").active


def test_delegation_add_and_end_with_the_four_of_a_tuq(congso):
    given = ("TUQ", "truongphong.huyen", "--code", "05/GUQ-UBND", "--from", f"{today()}")
    assert congso("delegation", "add", *given, "--type", "Công văn").exit_code == 1
    last = f"{today() + 9 * DAY}"
    made = congso("delegation", "add", *given, "--to", last, "--type", "Công văn")
    assert made.exit_code == 0, made.output
    number = made.output.strip()
    assert db.session.get_one(Delegation, int(number)).valid_to == today() + 10 * DAY
    assert congso("delegation", "end", number, "--on", f"{today()}").exit_code == 0
    assert congso("delegation", "end", number, "--on", f"{today()}").exit_code == 1
