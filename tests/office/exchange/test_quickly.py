"""What an envelope costs: one commit, few questions, no second child for what nobody signed."""

from typing import Any

import pytest
from sqlalchemy import event

from server import pool
from server.database import db
from server.documents.incoming.judging import judge
from tests.cast import Cast
from tests.office.exchange.letters import attachment, envelope, hand_in, papers
from tests.office.front.desks import statements
from tests.office.outcome import history, refused


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """What the children of the pool are asked to judge."""
    found: list[Any] = []
    real = pool.submit

    def submit(call: Any, *args: Any, **how: Any) -> Any:
        found.append(call.__name__)
        return real(call, *args, **how)

    monkeypatch.setattr(pool, "submit", submit)
    return found


def test_a_file_that_nobody_signed_is_not_judged_by_a_second_child(
    one_cast: Cast, asked: list[Any]
) -> None:
    assert hand_in(one_cast.lan, envelope()).status_code == 202
    (paper,) = papers()
    assert asked == [] and paper.verdict == "NOT_SIGNED"
    assert paper.verification["verdict"] == "unsigned" and paper.verification["sha256"]


@pytest.mark.parametrize("which", ["sealed_pdf", "altered_pdf"])
def test_whatever_looks_signed_is_after_its_receipt(
    one_cast: Cast, asked: list[Any], which: str, request: pytest.FixtureRequest
) -> None:
    body = envelope(attachments=[attachment(request.getfixturevalue(which))])
    assert hand_in(one_cast.lan, body).status_code == 202
    assert asked == []
    judge()
    assert asked == ["read_signatures"]


def test_the_answer_is_kept_in_the_act_itself(one_cast: Cast) -> None:
    """Not by a commit of its own; and it is given again word for word."""
    commits: list[Any] = []
    engine, count = db.engine, lambda _line: commits.append(1)
    event.listen(engine, "commit", count)
    first = hand_in(one_cast.lan, envelope(), key="khoa")
    event.remove(engine, "commit", count)
    assert len(commits) == 1
    again = hand_in(one_cast.lan, envelope(), key="khoa")
    assert (again.status_code, again.json) == (first.status_code, first.json) == (202, first.json)
    assert len(papers()) == 1


def test_what_nobody_signed_comes_in_with_that_finding_and_no_verdict_is_reached(
    one_cast: Cast,
) -> None:
    """One line of the history, not a second one of a verdict on nothing; Lan decides as before."""
    assert hand_in(one_cast.lan, envelope()).status_code == 202
    judge()
    assert [one.transition for one in history("/incoming/1")] == ["receive_electronic"]
    thing = one_cast.lan.sees("/incoming/1")
    assert thing["verdict"] == "NOT_SIGNED" and "verify" not in thing["actions"]
    refused(one_cast.lan.does("/incoming/1", "register", {}), "has_reason_for_doubtful_signature")


def test_a_letter_asks_for_each_thing_once(one_cast: Cast) -> None:
    """A letter with a file cost 37 statements before; of a new paper nothing is asked that only an
    older one can have: a status told, words read in it, a line of its desks."""
    hand_in(one_cast.lan, envelope(document_id="mot"))
    other = envelope(document_id="hai", number="8")
    with statements() as said:
        assert hand_in(one_cast.lan, other).status_code == 202
    assert len(said) <= 30, said
    for needless in ("SELECT letters", "SELECT scan_texts", "DELETE FROM search_texts", "'desk'"):
        assert not [one for one in said if needless in one], needless
    assert sum("calendar_days" in one for one in said) == 1


def test_the_text_of_a_file_that_came_before_is_kept_once(one_cast: Cast) -> None:
    """The same file in two letters: the second one's words are found as well."""
    for number in ("mot", "hai"):
        answer = hand_in(one_cast.lan, envelope(document_id=number, number=number))
        assert answer.status_code == 202
    first, second = papers()
    assert first.file_sha256 == second.file_sha256
    assert first.scanned_text() == second.scanned_text() != ""
