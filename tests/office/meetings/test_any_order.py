"""No run of events, in whatever order and by whomever, breaks a session (issue 5, done-when 3).

Beside the office a few sets are kept, the simplest way there is: who is there, who may cast, what
was said. What the office takes and refuses, its quorum, results and minutes must be those.
"""

from itertools import count
from typing import Any, ClassVar

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from server.database import db
from server.meetings import events
from server.meetings.minutes import lines_of
from server.meetings.models import Meeting
from server.meetings.services import seated
from server.meetings.steps import STEPS
from server.papers.services import Ref, find
from tests.cast import Cast
from tests.office.meetings.gathering import MEMBERS, entered, id_of
from workflows import Refused
from workflows.majority import PLAIN

QUORUM = 3
"""Two thirds of four."""
TRIES = {"max_examples": 5, "stateful_step_count": 30}
ALL = (*MEMBERS, "tuan", "nam")
WHO, MEMBER = st.sampled_from(ALL), st.sampled_from(MEMBERS)
ROOMS = count(1)
GATHERED, SESSION = ("CHECK_IN", "IN_SESSION", "PAUSED"), "IN_SESSION"
TOLD = ("Biểu quyết công khai", "Bỏ phiếu kín")


class AnyRunOfTheRoom(RuleBasedStateMachine):
    """Minh, Bình, Hoa and one more are the body; Tuấn writes; Nam was not called."""

    house: ClassVar[dict[str, Any]] = {}
    """The cast, and each of them as he acts."""

    def __init__(self) -> None:
        super().__init__()
        self.id = id_of(entered(self.house["cast"], room=f"Phòng số {next(ROOMS)}"))
        self.state, self.chair, self.here = "CHECK_IN", "minh", set[str]()
        self.runs = self.left = 0
        self.vote, self.kind, self.said = 0, "", dict[str, str]()
        self.eligible: frozenset[str] = frozenset()
        self.results: dict[int, tuple[dict[str, int], str]] = {}

    def meeting(self) -> Meeting:
        db.session.rollback()
        return db.session.get_one(Meeting, self.id)

    def does(self, who: str, step: str, allowed: bool, **given: Any) -> None:
        """It is taken if, and only if, the sets beside say so; a no changes nothing."""
        seq, actor = self.meeting().seq, self.house["actors"][who]
        try:
            mine = seated(actor, find(Meeting, actor, self.id))
            STEPS[step].act(mine, Ref(self.id), **given)
        except Refused as no:
            assert not allowed, (who, step, no.reason)
            assert self.meeting().seq == seq
        else:
            assert allowed, (who, step)

    @property
    def is_quorate(self) -> bool:
        return len(self.here & set(MEMBERS)) >= QUORUM

    @rule(who=WHO)
    def comes(self, who: str) -> None:
        may = self.state in GATHERED and who != "nam"
        self.does(who, "check_in", may)
        self.here |= {who} if may else set()

    @rule(who=WHO)
    def goes(self, who: str) -> None:
        may = self.state in GATHERED and who in self.here
        self.does(who, "leave", may)
        self.here -= {who} if may else set()

    @rule(who=MEMBER)
    def is_put_down_by_the_secretary(self, who: str) -> None:
        account, may = self.house["actors"][who].account, self.state in GATHERED
        self.does("tuan", "check_in", may, person=account, reason="Quên điểm danh")
        self.here |= {who} if may else set()

    @rule(who=WHO)
    def opens(self, who: str) -> None:
        self.moves(who, "open", "CHECK_IN", SESSION, self.is_quorate)

    @rule(who=WHO)
    def pauses(self, who: str) -> None:
        self.moves(who, "pause", SESSION, "PAUSED", not self.vote)

    @rule(who=WHO)
    def goes_on(self, who: str) -> None:
        self.moves(who, "resume", "PAUSED", SESSION)

    @precondition(lambda self: self.results)
    @rule(who=WHO)
    def closes(self, who: str) -> None:
        self.moves(who, "close", SESSION, "CLOSED", not self.vote and not self.runs)

    @rule()
    def draws_up_the_minutes(self) -> None:
        self.does("tuan", "draft_minutes", self.state == "CLOSED")
        self.state = "MINUTES_DRAFT" if self.state == "CLOSED" else self.state

    def moves(self, who: str, step: str, from_: str, to: str, also: bool = True) -> None:
        may = self.state == from_ and who == self.chair and also
        self.does(who, step, may)
        self.state = to if may else self.state

    @rule(to=MEMBER)
    def hands_the_chair_over(self, to: str) -> None:
        may = self.state in GATHERED and to in self.here
        self.does(self.chair, "hand_over_chair", may, person=self.house["actors"][to].account)
        self.chair = to if may else self.chair

    @rule()
    def takes_a_matter_up_or_ends_it(self) -> None:
        agenda = self.meeting().agenda
        step, n = ("end_item", self.runs) if self.runs else ("start_item", self.left + 1)
        if n > len(agenda):
            return
        may = self.state == SESSION and not (self.runs and self.vote)
        self.does(self.chair, step, may, item=agenda[n - 1].id)
        if may:
            self.left, self.runs = (n, 0) if self.runs else (self.left, n)

    @rule(who=WHO, kind=st.sampled_from(["open", "secret"]))
    def puts_it_to_the_vote(self, who: str, kind: str) -> None:
        may = self.state == SESSION and who == self.chair and self.is_quorate and not self.vote
        given = {"item": self.meeting().agenda[0].id, "kind": kind, "question": "Thông qua?"}
        rest = {"choices": [], "up_to": 1, "threshold": None, "basis": "", "repeats": None}
        self.does(who, "open_vote", may, **given, **rest, reason="")
        if may:
            self.vote, self.kind, self.said = self.meeting().votes[-1].id, kind, {}
            self.eligible = frozenset(self.here & set(MEMBERS))

    @precondition(lambda self: self.vote or self.results)
    @rule(who=WHO, choice=st.sampled_from([*PLAIN, "có lẽ"]))
    def casts(self, who: str, choice: str) -> None:
        again = self.kind == "secret" and who in self.said
        fits = who in self.eligible and who in self.here and choice in PLAIN
        may = self.state == SESSION and bool(self.vote) and fits and not again
        self.does(who, "cast", may, vote=self.vote or max(self.results), choice=choice)
        self.said |= {who: choice} if may else {}

    @precondition(lambda self: self.vote or self.results)
    @rule(who=WHO)
    def counts(self, who: str) -> None:
        may = self.state == SESSION and bool(self.vote) and who == self.chair
        self.does(who, "close_vote", may, vote=self.vote or max(self.results))
        if may:
            chosen = [*self.said.values()]
            digest = self.meeting().votes[-1].digest
            self.results[self.vote] = ({one: chosen.count(one) for one in PLAIN}, digest)
            self.vote = 0

    @invariant()
    def the_office_says_what_happened(self) -> None:
        meeting = self.meeting()
        assert (str(meeting.state), meeting.chair.account) == (
            self.state, self.house["actors"][self.chair].account,
        )  # fmt: skip
        assert meeting.quorum.present == len(self.here & set(MEMBERS))
        assert (meeting.open_votes, meeting.running_items) == (bool(self.vote), bool(self.runs))
        assert (meeting.paused_at is not None) == (self.state == "PAUSED")

    @invariant()
    def no_result_is_another_one_afterwards(self) -> None:
        kept = {one.id: one for one in self.meeting().votes if one.result}
        assert kept.keys() == self.results.keys()
        for id_, (counts, digest) in self.results.items():
            assert (kept[id_].result or {})["counts"] == counts
            assert (kept[id_].digest, kept[id_].base) == (digest, len(MEMBERS))

    @invariant()
    def the_minutes_tell_each_vote_once_and_no_number_is_missing(self) -> None:
        lines = [one.text for one in lines_of(self.meeting())]
        assert sum(one.startswith(TOLD) for one in lines) == len(self.results)
        told = [one.seq for one in events.since(self.id, 0)]
        assert told == list(range(1, len(told) + 1))


@pytest.mark.usefixtures("one_app")
def test_whoever_does_whatever_in_whatever_order(one_cast: Cast, monkeypatch) -> None:
    actors = {name: getattr(one_cast, name).actor for name in ALL}
    house = {"cast": one_cast, "actors": actors}
    monkeypatch.setattr(AnyRunOfTheRoom, "house", house)
    calm = settings(deadline=None, suppress_health_check=[*HealthCheck], database=None, **TRIES)
    run_state_machine_as_test(AnyRunOfTheRoom, settings=calm)
