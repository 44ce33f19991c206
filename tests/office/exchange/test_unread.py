"""What could not be judged for a fault of ours is not called bad: it is tried again, and told."""

import datetime as dt
from concurrent.futures.process import BrokenProcessPool

import pytest

from server import clock, pool
from server.documents.incoming.judging import NOT_FINISHED, judge
from server.exchange.carrier import carry
from signing import NotJudged
from tests.cast import Cast
from tests.office.exchange.letters import answered, attachment, envelope, hand_in, papers
from tests.office.outcome import history, refused
from tests.office.papers import ok

PATH = "/incoming/1"
FAULTS = [
    NotJudged("MemoryError in x.py:1"),
    OSError("away"),
    RuntimeError("x"),
    BrokenProcessPool(),
]
CALLED_BAD = {"code": "BAD_SIGNATURE"}


@pytest.fixture
def letter(one_cast: Cast, sealed_pdf: bytes) -> str:
    body = envelope(attachments=[attachment(sealed_pdf)])
    assert hand_in(one_cast.lan, body).status_code == 202
    return PATH


@pytest.fixture
def falls(monkeypatch):
    """From now on the verifier's children fail so; gives how to set it right."""

    def so(fault):
        patched = pytest.MonkeyPatch()

        def fail(*_task, **_how):
            raise fault

        patched.setattr(pool, "submit", fail)
        undo.append(patched)
        return patched.undo

    undo: list[pytest.MonkeyPatch] = []
    yield so
    for one in undo:
        one.undo()


@pytest.fixture
def hours(monkeypatch):
    """The clock goes on by so many minutes."""
    real, gone = clock.now, [0]
    monkeypatch.setattr(clock, "now", lambda: real() + dt.timedelta(minutes=gone[0]))
    monkeypatch.setattr(
        "server.documents.incoming.unread.now", lambda: real() + dt.timedelta(minutes=gone[0])
    )

    def on(minutes):
        gone[0] += minutes

    return on


@pytest.mark.parametrize("fault", FAULTS, ids=lambda it: type(it).__name__)
def test_no_fault_of_ours_becomes_a_verdict_and_the_next_sweep_reaches_one(
    one_cast: Cast, letter: str, falls, fault
) -> None:
    mended = falls(fault)
    judge()
    assert one_cast.lan.sees(letter)["verdict"] == ""
    assert [one.transition for one in history(letter)] == ["receive_electronic"]
    assert answered() == ["01"], "its sender hears that it came, and nothing else"
    mended()
    judge()
    assert one_cast.lan.sees(letter)["verdict"] == "VALID"


def test_a_slip_in_the_verifier_itself_is_no_bad_signature(
    one_cast: Cast, letter: str, monkeypatch
) -> None:
    """Through the verifier's own code, and not around it."""

    def slips(*_args):
        raise MemoryError

    with monkeypatch.context() as patched:
        patched.setattr(pool, "submit", lambda call, *args, **_how: call(*args))
        patched.setattr("signing.verifier.judging._may_sign", slips)
        judge()
        assert one_cast.lan.sees(letter)["verdict"] == ""
    judge()
    assert one_cast.lan.sees(letter)["verdict"] == "VALID"


def test_the_pauses_grow_and_others_are_judged_meanwhile(
    one_cast: Cast, letter: str, falls, hours, sealed_pdf: bytes
) -> None:
    falls(NotJudged("x"))
    tries = []
    for minutes in (0, 0, 0, 1, 4, 1, 14, 1):
        hours(minutes)
        judge()
        tries.append(papers()[0].verification["tries"])
    assert tries == [1, 2, 2, 3, 3, 4, 4, 5]
    assert papers()[0].verification["fault"] == "NotJudged"
    hand_in(
        one_cast.lan, envelope(document_id="hai", number="8", attachments=[attachment(sealed_pdf)])
    )
    judge()
    assert [one.verification["tries"] for one in papers()] == [5, 1]


def test_lan_reads_what_is_wrong_and_kien_is_told(one_cast: Cast, letter: str, falls) -> None:
    falls(NotJudged("x"))
    judge()
    for path in (letter, f"{letter}/confirm"):
        page = one_cast.lan.browser().get(path).text
        assert "hưa kiểm tra được" in page and "Không hợp lệ" not in page
    words = "chưa kiểm tra được chữ ký số của 1 văn bản đến"
    assert words in one_cast.kien.browser().get("/").text
    assert words not in one_cast.lan.browser().get("/").text


def test_who_will_not_wait_hears_that_it_was_not_judged(one_cast: Cast, letter: str, falls) -> None:
    mended = falls(NotJudged("x"))
    refused(one_cast.lan.does(letter, "verify"), "signatures_unread")
    refused(one_cast.lan.does(letter, "register", {}), "signatures_unread")
    mended()
    assert ok(one_cast.lan.does(letter, "register", {}))["verdict"] == "VALID"


def test_after_some_tries_it_is_lans_to_decide_on(
    one_cast: Cast, letter: str, falls, hours
) -> None:
    falls(NotJudged("x"))
    for minutes in (0, 0, 1, 5):
        hours(minutes)
        judge()
    assert one_cast.lan.sees(letter)["verdict"] == "", "nobody is called anything by the sweep"
    assert ok(one_cast.lan.does(letter, "verify"))["verdict"] == "INDETERMINATE"
    assert papers()[0].note.endswith(NOT_FINISHED)
    refused(one_cast.lan.does(letter, "register"), "has_reason_for_doubtful_signature")


@pytest.mark.parametrize("end", [TimeoutError, BrokenProcessPool])
def test_a_file_that_no_child_bears_three_times_holds_up_no_sweep_for_ever(
    one_cast: Cast, letter: str, falls, hours, end
) -> None:
    falls(end())
    verdicts = []
    for minutes in (0, 0, 1):
        hours(minutes)
        judge()
        verdicts.append(one_cast.lan.sees(letter)["verdict"])
    assert verdicts == ["", "", "INDETERMINATE"]
    assert papers()[0].note.endswith(NOT_FINISHED)
    assert one_cast.lan.does(letter, "register").status_code == 422


def test_nobody_calls_it_bad_before_it_was_judged_without_saying_what_is_wrong(
    one_cast: Cast, letter: str, falls
) -> None:
    falls(NotJudged("x"))
    judge()
    refused(one_cast.lan.does(letter, "return", CALLED_BAD), "has_reason_before_verdict")
    ok(one_cast.lan.does(letter, "return", CALLED_BAD | {"reason": "Chứng thư của người khác"}))
    carry()
    assert answered()[-1] == "02"
