"""A sent document's page asks the postal book, the registers and the proposals once each.

It shows one moment: what its buttons, its facts and its deliveries ask alike is asked once. It was
62 statements for the clerk (41 now), eleven of them about the two books beside the registers.
"""

import re
from collections import Counter

import pytest
from sqlalchemy import event

from server.database import db
from server.documents.outgoing.sending import issuing
from server.moment import asked_once, known_together, one_moment
from server.papers.services import Ref
from tests.cast import Cast
from tests.office.outcome import id_of
from tests.office.outgoing import desk
from tests.office.outgoing.test_ordered_recall import WHY, gone
from tests.office.papers import ok

BESIDE = re.compile(r"FROM register_rows\s+WHERE register_rows.paper_id = ")
PROPOSALS = re.compile(r"FROM proposals\s+WHERE")


@pytest.fixture
def asked():
    """Every statement with what was put into it."""
    said: list[tuple[str, str]] = []

    def hear(_connection, _cursor, statement, given, *_rest) -> None:
        if not statement.startswith(("BEGIN", "PRAGMA")):
            said.append((re.sub(r"\s+", " ", statement), repr(given)))

    event.listen(db.engine, "before_cursor_execute", hear)
    yield said
    event.remove(db.engine, "before_cursor_execute", hear)


def opened(who, path: str, said: list) -> list[str]:
    at = who.browser()
    at.get(path)
    said.clear()
    assert at.get(path).status_code == 200
    twice = [one for one, n in Counter(said).items() if n > 1]
    assert [one[0][-330:] + one[1] for one in twice] == []
    return [statement for statement, _given in said]


def test_the_clerks_page_of_a_sent_document(cast: Cast, asked: list) -> None:
    path = gone(cast)
    said = opened(cast.lan, path, asked)
    assert len(said) <= 41
    assert sum(bool(BESIDE.search(one)) for one in said) == 1
    assert sum(bool(PROPOSALS.search(one)) for one in said) == 1


@pytest.mark.parametrize(("who", "most"), [("minh", 38), ("nam", 34)])
def test_the_page_of_who_orders_a_recall_and_of_who_wrote_it(
    one_cast: Cast, asked: list, who: str, most: int
) -> None:
    assert len(opened(getattr(one_cast, who), gone(one_cast), asked)) <= most


def test_a_recall_that_is_ordered_and_one_that_was_done(one_cast: Cast, asked: list) -> None:
    path, order = gone(one_cast), gone(one_cast, subject="V/v thu hồi văn bản")
    said = WHY | {"order": order.strip("/")}
    assert one_cast.minh.does(path, "recall", said).status_code == 202
    ordered = opened(one_cast.lan, path, asked)
    assert len(ordered) <= 43 and sum(bool(PROPOSALS.search(one)) for one in ordered) == 1
    ok(one_cast.lan.does(path, "recall"))
    assert len(opened(one_cast.lan, path, asked)) <= 36


def test_twenty_envelopes_ask_no_more_than_one(one_cast: Cast, asked: list) -> None:
    path = desk.as_sealed(one_cast)
    issuing.paper_issue(one_cast.lan.actor, Ref(id_of(path)), copies=1)
    ok(one_cast.lan.does(path, "dispatch"))
    posted = {"envelopes": 1, "note": "", "to": "UBND xã Hoằng Phú; Hoằng Phú"}
    ok(one_cast.lan.does(path, "send_by_post", posted))
    before = len(opened(one_cast.lan, path, asked))
    more = "\n".join(f"Ông Nguyễn Văn {n}; thôn {n}" for n in range(20))
    ok(one_cast.lan.does(path, "send_by_post", posted | {"to": more}))
    assert len(opened(one_cast.lan, path, asked)) == before


def test_within_one_moment_the_same_question_has_one_answer(one_app) -> None:
    asked: list[int] = []

    @asked_once
    def once(n: int) -> int:
        asked.append(n)
        return len(asked)

    @known_together
    def known(n: int) -> int:
        return once(n)

    with one_moment():
        assert [once(1), once(1), once(2), known(1)] == [1, 1, 2, 1]
    assert asked == [1, 2]
    assert [once(1), once(1)] == [3, 4], "an act asks anew: it changes what is answered"


def test_a_page_that_broke_off_leaves_no_answers_behind(one_app) -> None:
    with pytest.raises(RuntimeError), one_moment():
        raise RuntimeError
    assert "moment" not in db.session().info and "known" not in db.session().info
