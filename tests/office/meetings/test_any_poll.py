"""No run of answers, in whatever order and by whomever, breaks a poll in writing (§10.5, §10.8).

By name, where the last answer counts, or in secret, where the first one does; ended when all have
answered, or the time is over. What it comes to is reckoned beside the office, and so are the
minutes.
"""

import datetime as dt
from collections.abc import Sequence
from itertools import permutations, product
from typing import Any, ClassVar

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from server.clock import now
from server.database import db, transaction
from server.meetings.minutes.writing import lines_of
from server.meetings.models import Meeting
from server.meetings.services import seated
from server.meetings.steps import STEPS
from server.meetings.votes.shapes import Answer
from server.papers.services import Ref, find
from tests import begun
from tests.cast import Cast
from tests.office.meetings.gathering import MEMBERS, does, id_of
from tests.office.meetings.test_polls import scheduled, until
from workflows import Refused
from workflows.majority import PLAIN

TRIES = {"max_examples": 8, "stateful_step_count": 12, "phases": [Phase.generate]}
TWO = {"agenda": [{"title": "Quy chế"}, {"title": "Kế hoạch"}]}
BODY = (*MEMBERS, "cv_tckh")
"""Five: of four, more than half and two thirds would be the same three."""
MAJORITY, FEWEST_IN_SECRET = 3, 3
ALL = (*BODY, "tuan", "nam")


class AnyRunOfAPoll(RuleBasedStateMachine):
    """Two questions go to Minh, Bình, Hoa and two more; Tuấn sends and counts them."""

    house: ClassVar[dict[str, Any]] = {}

    @initialize(secret=st.booleans(), bare=st.sampled_from([(), *permutations(BODY, MAJORITY)]))
    def it_is_sent(self, secret: bool, bare: Sequence[str]) -> None:
        """Of most runs the beginning is a bare majority for the first question, and the other does
        not get one: chance would hardly ever leave just so many."""
        self.secret, self.over, self.ended = secret, False, False
        self.said: tuple[dict[str, str], dict[str, str]] = ({}, {})
        self.id = self.house["again"](self._sent, secret)
        self.votes = [one.id for one in self.meeting().votes]
        for n, who in product((0, 1), bare):
            self.answers(who, n, "for" if n == 0 or who != bare[0] else "against", "")

    def _sent(self, secret: bool) -> int:
        cast = self.house["cast"]
        path = scheduled(cast, delegates=[getattr(cast, one).account for one in BODY[1:]], **TWO)
        does(cast.tuan, path, "send_ballots", answer_by=until(days=3), secret=secret)
        return id_of(path)

    def meeting(self) -> Meeting:
        db.session.rollback()
        return db.session.get_one(Meeting, self.id)

    def does(self, who: str, step: str, allowed: bool, **given: Any) -> bool:
        """It is taken if, and only if, what is kept beside says so."""
        actor = self.house["actors"][who]
        try:
            mine = seated(actor, find(Meeting, actor, self.id))
            STEPS[step].act(mine, Ref(self.id), **given)
        except Refused as no:
            assert not allowed, (who, step, no.reason)
        else:
            assert allowed, (who, step)
        return allowed

    @rule(
        who=st.sampled_from(ALL),
        n=st.integers(0, 1),
        choice=st.sampled_from(PLAIN),
        text=st.sampled_from(["", "Nên lùi sang năm sau"]),
    )
    def answers(self, who: str, n: int, choice: str, text: str) -> None:
        given = [Answer(vote=self.votes[n], choice=choice, text=text)]  # type: ignore[arg-type]
        fits = not text if self.secret else bool(text) or choice != "abstain"
        may = who in BODY and not (self.over or self.ended) and fits
        may &= not (self.secret and who in self.said[n])
        if self.does(who, "answer", may, answers=given):
            self.said[n][who] = choice

    @rule(some=st.sets(st.sampled_from(BODY), min_size=1), choice=st.sampled_from(PLAIN[:2]))
    def some_answer_and_think_better_of_it(self, some: set[str], choice: str) -> None:
        for n, who in product((0, 1), sorted(some)):
            self.answers(who, n, choice, "")
            self.answers(who, n, "for", "")

    @precondition(lambda self: any(self.said))
    @rule()
    def the_time_is_over(self) -> None:
        self.over = True
        with transaction() as session:
            session.get_one(Meeting, self.id).answer_by = now() - dt.timedelta(seconds=1)
        self.it_is_counted("tuan")

    @rule(who=st.sampled_from(["tuan", "tuan", "minh", "nam"]))
    def it_is_counted(self, who: str) -> None:
        all_said = all(len(one) == len(BODY) for one in self.said)
        hidden = not self.secret or min(map(len, self.said)) >= FEWEST_IN_SECRET
        may = who == "tuan" and not self.ended and (self.over or all_said) and hidden
        self.ended |= self.does(who, "end_poll", may)

    @invariant()
    def it_comes_to_what_was_answered(self) -> None:
        meeting = self.meeting()
        assert str(meeting.state) == ("CLOSED" if self.ended else "POLLING")
        results = [one.result for one in meeting.votes]
        assert [one is not None for one in results] == [self.ended] * 2
        told = [one.text for one in lines_of(meeting) if one.text.startswith("Phiếu lấy ý kiến")]
        assert len(told) == 2 * self.ended
        if self.ended:
            for result, said, line in zip(results, self.said, told, strict=True):
                self._is_right(result or {}, [*said.values()], line)

    def _is_right(self, result: dict[str, Any], said: list[str], line: str) -> None:
        """On all five, whoever was silent."""
        assert result["counts"] == {one: said.count(one) for one in PLAIN}
        assert (result["base"], result["cast"]) == (len(BODY), len(said))
        assert result["passed"] == (said.count("for") >= MAJORITY)
        assert f"Gửi {len(BODY)} phiếu, thu về {len(said)}." in line
        names = [self.house["actors"][one].name for one in BODY]
        assert not (self.secret and any(one in line for one in names))


@pytest.mark.usefixtures("one_app")
def test_whoever_answers_whatever_in_whatever_order(one_cast: Cast, monkeypatch) -> None:
    actors = {name: getattr(one_cast, name).actor for name in ALL}
    monkeypatch.setattr(
        AnyRunOfAPoll, "house", {"cast": one_cast, "actors": actors, "again": begun.Again()}
    )
    calm = settings(deadline=None, suppress_health_check=[*HealthCheck], database=None, **TRIES)
    run_state_machine_as_test(AnyRunOfAPoll, settings=calm)
