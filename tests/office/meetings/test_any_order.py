"""No run of events, in whatever order and by whomever, breaks a session (issue 5, done-when 3).

The people are `room_people`; here is what they deal with: matters one by one or several at once,
votes by name, in secret, by cards and among names. Quorum, who may cast, each result and each line
of the minutes are reckoned beside the office, and must be the office's.
"""

from typing import Any

import pytest
from flask import Flask
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import select

from server import outbox, sockets
from server.database import db
from server.meetings.live import events
from server.meetings.models import Meeting
from server.meetings.shapes import Marked
from server.meetings.votes.models import Voter
from server.meetings.votes.voting import cast_in, voters_of
from tests import begun
from tests.cast import Cast
from tests.office.meetings.gathering import MEMBERS
from tests.office.meetings.room_lines import LinesOfTheRoom
from tests.office.meetings.room_people import (
    ALL,
    BODY,
    MEMBER,
    SESSION,
    WHO,
)
from workflows.majority import PLAIN

TRIES = {"max_examples": 8, "stateful_step_count": 50, "phases": [Phase.generate]}
"""Without the search for a shorter run: it takes five minutes, and a long one says it as well."""
TOLD = ("Biểu quyết công khai", "Bỏ phiếu kín", "Biểu quyết giơ thẻ")
NAMES = ("Lan", "Huệ", "Cúc")
MOST = 2
"""Of three names so many may be chosen."""
KINDS = st.sampled_from(["open", "secret", "card", "names"])
MAJORITY = 3
"""More than half of four."""
BALLOT = st.integers(0, 3)
SENDS = st.sampled_from(["hoa", "tckh", "nam", "tuan"])
"""Who sends Nam in his place: who may, and who may not."""
OFFERED = {
    False: [["for"], ["against"], ["abstain"], ["có lẽ"]],
    True: [["Lan"], ["Huệ", "Cúc"], list(NAMES), ["for"]],
}
"""What somebody may write on a ballot; among names the third is one too many."""


class AnyRunOfTheRoom(LinesOfTheRoom):
    """Minh opens it, and it goes wherever the steps lead."""

    def __init__(self) -> None:
        super().__init__()
        self.runs, self.done = 0, set[int]()
        self.thinks: dict[int, dict[str, str]] = {1: {}, 2: {}, 3: {}}
        self.vote, self.kind, self.cards = 0, "", -1
        self.said: dict[str, list[str]] = {}
        self.eligible: frozenset[str] = frozenset()
        self.results: dict[int, tuple[dict[str, int], str, bool]] = {}
        self.adopted = 0

    @initialize(
        first=st.sets(MEMBER, min_size=3), begins=st.sampled_from([True] * 4 + [False]), sends=SENDS
    )
    def it_begins(self, first: set[str], begins: bool, sends: str) -> None:
        """Mostly: else chance would hardly ever have opened it before the steps are used up. One
        of four, who stays away, has sent Nam: by chance he would seldom sit there in session."""
        first -= {sends}
        if len(first) < MAJORITY:
            first = {*MEMBERS} - {sends}
        self.sends_nam_in_his_place(sends, True)
        for who in sorted(first if begins else ()):
            self.comes(who)
        if begins:
            self.opens()

    def moves(self, step: str, from_: str, to: str, also: bool = True) -> None:
        self.state = to if self.does(self.chair, step, self.state == from_ and also) else self.state

    @rule(who=WHO, step=st.sampled_from(["open", "pause", "resume", "close", "adopt_unopposed"]))
    def somebody_else_plays_the_chair(self, who: str, step: str) -> None:
        said = {"items": []} if step == "adopt_unopposed" else {}
        if who != self.chair:
            self.does(who, step, False, **said)

    @precondition(lambda self: self.state == "CHECK_IN")
    @rule()
    def opens(self) -> None:
        self.moves("open", "CHECK_IN", SESSION, self.is_quorate)

    @precondition(lambda self: self.state != "CHECK_IN")
    @rule()
    def pauses_or_goes_on(self) -> None:
        if self.state == "PAUSED":
            self.moves("resume", "PAUSED", SESSION)
        else:
            self.moves("pause", SESSION, "PAUSED", not self.vote)

    @precondition(lambda self: len(self.results) > 2)
    @rule()
    def closes(self) -> None:
        self.moves("close", SESSION, "CLOSED", not self.vote and not self.runs)

    @precondition(lambda self: self.results)
    @rule()
    def draws_up_the_minutes(self) -> None:
        if self.does("tuan", "draft_minutes", self.state == "CLOSED"):
            self.state = "MINUTES_DRAFT"

    @precondition(lambda self: self.state == SESSION)
    @rule()
    def takes_a_matter_up_or_ends_it(self) -> None:
        left = [n for n in self.thinks if n not in self.done]
        if not left:
            return
        step, n = ("end_item", self.runs) if self.runs else ("start_item", left[0])
        may = self.state == SESSION and not (self.runs and self.vote)
        if self.does(self.chair, step, may, item=self.meeting().agenda[n - 1].id):
            self.done |= {n} if self.runs else set()
            self.runs = 0 if self.runs else n

    @rule(who=MEMBER, n=st.integers(1, 3), thinks=st.sampled_from(["agree", "other"]))
    def thinks_of_a_matter(self, who: str, n: int, thinks: str) -> None:
        waits = n not in self.done and n != self.runs
        said = _stance(self.meeting().agenda[n - 1].id, thinks)
        if self.does(who, "mark_stances", self.is_gathered and waits, stances=[said]):
            self.thinks[n][who] = thinks

    @precondition(lambda self: self.is_gathered and not self._unopposed())
    @rule(some=st.sets(MEMBER, min_size=2))
    def some_agree_on_all(self, some: set[str]) -> None:
        """Else three would hardly ever agree on one matter."""
        waiting = [n for n in self.thinks if n not in self.done and n != self.runs]
        said = [_stance(self.meeting().agenda[n - 1].id, "agree") for n in waiting]
        for who in sorted(some if waiting else ()):
            if self.does(who, "mark_stances", True, stances=said):  # not by who was put out
                for n in waiting:
                    self.thinks[n][who] = "agree"

    def _agreeing(self, n: int) -> set[str]:
        return {who for who, said in self.thinks[n].items() if said == "agree"} & self.here

    def _unopposed(self) -> list[int]:
        waiting = [n for n in self.thinks if n not in self.done and n != self.runs]
        clear = [n for n in waiting if "other" not in self.thinks[n].values()]
        return [n for n in clear if len(self._agreeing(n)) >= MAJORITY]

    @precondition(lambda self: any(map(self._agreeing, self.thinks)))
    @rule()
    def adopts_what_nobody_opposes(self) -> None:
        group = self._unopposed()
        may = self.state == SESSION and self.is_quorate and bool(group)
        if self.does(self.chair, "adopt_unopposed", may and not self.vote and not self.runs):
            for n, vote in zip(group, self.meeting().votes[-len(group) :], strict=True):
                counts = {"for": len(self._agreeing(n)), "against": 0, "abstain": 0}
                self.results[vote.id] = (counts, vote.digest, True)
            self.done |= {*group}
            self.adopted += 1

    @rule(kind=KINDS)
    def puts_it_to_the_vote(self, kind: str) -> None:
        may = self.state == SESSION and self.is_quorate and not self.vote
        given: dict[str, Any] = {"item": self.meeting().agenda[0].id, "question": "Thông qua?"}
        named = kind == "names"
        given |= {"kind": "open", "choices": NAMES, "up_to": MOST} if named else {
            "kind": kind, "choices": [], "up_to": 1,
        }  # fmt: skip
        rest = {"threshold": None, "basis": "", "repeats": None, "reason": ""}
        if self.does(self.chair, "open_vote", may, **given, **rest):
            self.vote, self.kind, self.said, self.cards = self.meeting().votes[-1].id, kind, {}, -1
            self.eligible = frozenset(self.here & BODY)

    @precondition(lambda self: self.vote or self.results)
    @rule(who=WHO, n=BALLOT)
    def casts(self, who: str, n: int) -> None:
        chosen = OFFERED[self.kind == "names"][n]
        again = self.kind == "secret" and who in self.said
        fits = n < (2 if self.kind == "names" else 3) and self.kind != "card"
        may = self.state == SESSION and bool(self.vote) and fits and not again
        may &= who in self.eligible and who in self.here
        if self.does(who, "cast", may, vote=self.vote or max(self.results), choice=chosen):
            self.said |= {who: chosen}

    @precondition(lambda self: self.state == SESSION and not self.vote and self.is_quorate)
    @rule(kind=KINDS, ballots=st.lists(BALLOT, min_size=4, max_size=4))
    def is_voted_on(self, kind: str, ballots: list[int]) -> None:
        """A vote to its end; chance would hardly ever bring one there. Somebody comes late, and
        each writes too much first, then this, then that, and again once it is over."""
        late = next((who for who in MEMBERS if who not in self.here), "tuan")
        self.puts_it_to_the_vote(kind)
        self.comes(late)
        self.casts(late, 0)
        for who, n in zip(MEMBERS, ballots, strict=True):
            for choice in (2, n, (n + 1) % 4):
                self.casts(who, choice)
        if kind == "card":
            self.counts_the_cards("tuan", sum(ballots))
        self.counts()
        for who in MEMBERS:
            self.casts(who, 0)

    @precondition(lambda self: self.vote)
    @rule(who=st.sampled_from(["tuan", "minh"]), n=st.integers(0, 5))
    def counts_the_cards(self, who: str, n: int) -> None:
        may = self.state == SESSION and self.kind == "card" and n <= len(self.eligible)
        counts = dict.fromkeys(PLAIN, 0) | {"for": n}
        if self.does(who, "record_card_vote", may and who == "tuan", vote=self.vote, counts=counts):
            self.cards = n

    @precondition(lambda self: self.vote or len(self.results) == 1)
    @rule()
    def counts(self) -> None:
        may = self.state == SESSION and bool(self.vote)
        may &= self.kind != "card" or self.cards >= 0
        if self.does(self.chair, "close_vote", may, vote=self.vote or max(self.results)):
            self.results[self.vote] = (self._tally(), self.meeting().votes[-1].digest, self._wins())
            self.vote = 0

    def _tally(self) -> dict[str, int]:
        if self.kind == "card":
            return dict.fromkeys(PLAIN, 0) | {"for": self.cards}
        chosen = [one for ballot in self.said.values() for one in ballot]
        return {one: chosen.count(one) for one in (NAMES if self.kind == "names" else PLAIN)}

    def _wins(self) -> bool:
        """On all four; the chair's own side decides a tie by name; of the names at most two, and
        of those who tie for the last place none."""
        counts = self._tally()
        if self.kind == "names":
            third = sorted(counts.values())[0]
            return any(n >= MAJORITY and n > third for n in counts.values())
        tie = self.kind == "open" and 0 < counts["for"] == counts["against"]
        return counts["for"] >= MAJORITY or (tie and self.said.get(self.chair) == ["for"])

    @invariant()
    def what_was_cast_is_there_once_and_who_may_cast_stays(self) -> None:
        """Whoever came, went, lost his account or the chair since; and over a house that died."""
        if not self.vote:
            return
        vote = self.meeting().votes[-1]
        may = db.session.scalars(select(Voter.person_id).filter_by(vote_id=vote.id))
        assert {*may} == {self.house["actors"][who].person_id for who in self.eligible}
        voted = {self.house["actors"][who].person_id for who in self.said}
        assert (voters_of(vote), cast_in(vote)) == (voted, (len(voted), len(self.eligible)))

    def is_as_it_was_seen(self, meeting: Meeting, lines: dict[str, str]) -> None:
        super().is_as_it_was_seen(meeting, lines)
        assert (meeting.open_votes, meeting.running_items) == (bool(self.vote), bool(self.runs))
        assert (meeting.paused_at is not None) == (self.state == "PAUSED")
        assert {one.n for one in meeting.agenda if one.ended_at} == self.done
        kept = {one.id: one for one in meeting.votes if one.result}
        assert kept.keys() == self.results.keys()
        for id_, (counts, digest, passed) in self.results.items():
            result = kept[id_].result or {}
            assert (result["counts"], result["passed"]) == (counts, passed)
            assert (kept[id_].digest, kept[id_].base) == (digest, len(BODY))
        self._the_minutes_tell_each_vote_once([*lines.values()])

    def _the_minutes_tell_each_vote_once(self, lines: list[str]) -> None:
        votes = [one for one in lines if one.startswith(TOLD)]
        assert len(votes) == len(self.results)
        carried = sum(": được thông qua" in one or ": được chọn" in one for one in votes)
        assert carried == sum(passed for *_, passed in self.results.values())
        assert sum("thông qua cùng một lượt" in one for one in lines) == self.adopted


def _stance(item: int, thinks: str) -> Any:
    return Marked(item=item, stance=thinks, text="Chưa rõ vốn" if thinks == "other" else "")


def test_whoever_does_whatever_in_whatever_order(
    one_app: Flask, one_cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(events, "_said", {})
    monkeypatch.setattr(sockets, "_here", [sockets.House()])
    monkeypatch.setitem(outbox._mouth, "open", True)
    actors = {name: getattr(one_cast, name).actor for name in ALL}
    house = {"app": one_app, "cast": one_cast, "actors": actors, "again": begun.Again()}
    monkeypatch.setattr(AnyRunOfTheRoom, "house", house)
    calm = settings(deadline=None, suppress_health_check=[*HealthCheck], database=None, **TRIES)
    run_state_machine_as_test(AnyRunOfTheRoom, settings=calm)
