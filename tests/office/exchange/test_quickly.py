"""What an envelope costs: one commit, and no second child for a file that nobody signed."""

from typing import Any

import pytest
from sqlalchemy import event

from server import pool
from server.database import db
from server.documents.incoming.judging import judge
from tests.cast import Cast
from tests.office.exchange.letters import attachment, envelope, hand_in, papers


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
