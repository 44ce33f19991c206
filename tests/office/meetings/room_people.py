"""The people of `test_any_order`: who comes, goes, is put down, stands for another, and chairs.

Beside the office a few sets are kept, the simplest way there is: who is there, who ever was, whom
the secretary wrote down. What the office takes and refuses, its quorum and its minutes must be
those.
"""

from typing import Any, ClassVar

from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
)

from server.database import db
from server.meetings.live import events
from server.meetings.minutes.writing import lines_of
from server.meetings.models import Meeting
from server.meetings.services import seated
from server.meetings.steps import STEPS
from server.papers.services import Ref, find
from tests.office.meetings.gathering import MEMBERS, entered, id_of
from workflows import Refused

BODY = frozenset(MEMBERS)
QUORUM = 3
"""Two thirds of four."""
ALL = (*MEMBERS, "tuan", "nam")
WHO, MEMBER = st.sampled_from(ALL), st.sampled_from(MEMBERS)
GATHERED, SESSION = ("CHECK_IN", "IN_SESSION", "PAUSED"), "IN_SESSION"
WHY = st.sampled_from(["Quên điểm danh", " "])
"""A reason, or none at all."""
AGENDA = [{"title": one, "minutes": 10} for one in ("Dự toán", "Nhân sự", "Đường liên xã")]


class PeopleOfTheRoom(RuleBasedStateMachine):
    """Minh, Bình, Hoa and one more are the body; Tuấn writes; Nam was not called."""

    house: ClassVar[dict[str, Any]] = {}
    """The cast, each of them as he acts, and the office that each run begins with."""

    def __init__(self) -> None:
        super().__init__()
        self.id = self.house["again"](self._entered)
        self.state, self.chair = "CHECK_IN", "minh"
        self.seated, self.here, self.ever = {*MEMBERS, "tuan"}, set[str](), set[str]()
        self.stands_for = ""
        self.corrected, self.turns_told, self.looked_at = set[str](), 0, 0

    def _entered(self) -> int:
        return id_of(entered(self.house["cast"], agenda=AGENDA))

    def meeting(self) -> Meeting:
        db.session.rollback()
        return db.session.get_one(Meeting, self.id)

    def account(self, who: str) -> str:
        return str(self.house["actors"][who].account)

    def does(self, who: str, step: str, allowed: bool, **given: Any) -> bool:
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
        return allowed

    @property
    def is_gathered(self) -> bool:
        return self.state in GATHERED

    @property
    def is_quorate(self) -> bool:
        return len(self.here & BODY) >= QUORUM

    def _came(self, who: str) -> None:
        self.turns_told += who not in self.here and self.state != "CHECK_IN"
        self.here |= {who}
        self.ever |= {who}

    def _went(self, who: str) -> None:
        self.turns_told += who in self.here and self.state != "CHECK_IN"
        self.here -= {who}

    @rule(who=WHO)
    def comes(self, who: str) -> None:
        if self.does(who, "check_in", self.is_gathered and who in self.seated):
            self._came(who)

    @rule(by=st.sampled_from(["tuan", "tuan", "hoa"]), who=WHO, why=WHY)
    def is_put_down_as_there(self, by: str, who: str, why: str) -> None:
        """By the secretary, with a reason: by nobody else, and for nobody who was not called."""
        said = {"person": self.account(who), "reason": why}
        if self.does(by, "check_in", self._may_correct(by, who, why), **said):
            self.corrected |= {who} if who not in self.here and by != who else set()
            self._came(who)

    @rule(step=st.sampled_from(["leave", "excuse"]), own=st.booleans(), who=WHO, why=WHY)
    def goes(self, step: str, own: bool, who: str, why: str) -> None:
        """By himself, or written down by the secretary; excused, whether he ever came or not."""
        by = who if own else "tuan"
        may = self._may_correct(by, who, why)
        may &= bool(why.strip()) if step == "excuse" else who in self.here
        if self.does(by, step, may, person=self.account(who), reason=why):
            self.corrected |= {who} if by != who else set()
            self._went(who)

    def _may_correct(self, by: str, who: str, why: str) -> bool:
        own_or_secretarys = by == who or (by == "tuan" and bool(why.strip()))
        return self.is_gathered and who in self.seated and own_or_secretarys

    @precondition(lambda self: self.state == "CHECK_IN" or "nam" in self.seated)
    @rule(who=WHO, comes=st.booleans())
    def sends_nam_in_his_place(self, who: str, comes: bool) -> None:
        """A member who is not there, before it is opened: Nam attends, and counts for nothing."""
        may = self.state == "CHECK_IN" and who in BODY - self.here - {self.chair}
        may &= "nam" not in self.seated
        if self.does(who, "send_substitute", may, substitute=self.account("nam"), reason="Ốm"):
            self.seated |= {"nam"}
            self.stands_for = who
            if comes:
                self.comes("nam")

    @rule(to=MEMBER)
    def hands_the_chair_over(self, to: str) -> None:
        may = self.is_gathered and to in self.here & BODY
        if self.does(self.chair, "hand_over_chair", may, person=self.account(to)):
            self.chair = to

    @invariant()
    def the_office_says_what_happened(self) -> None:
        """Looked at once after each act that counts: a no has changed nothing."""
        meeting = self.meeting()
        if meeting.seq != self.looked_at:
            self.looked_at = meeting.seq
            self.is_as_it_was_seen(meeting, {one.key: one.text for one in lines_of(meeting)})

    def is_as_it_was_seen(self, meeting: Meeting, lines: dict[str, str]) -> None:
        assert (str(meeting.state), meeting.chair.account) == (self.state, self.account(self.chair))
        assert (meeting.quorum.base, meeting.quorum.needed) == (len(BODY), QUORUM)
        assert meeting.quorum.present == len(self.here & BODY)
        assert meeting.quorum.reached == self.is_quorate
        noted = {one.account for one in meeting.people if one.note}
        assert noted == {self.account(who) for who in self.corrected}
        told = [one.seq for one in events.since(self.id, 0)]
        assert told == list(range(1, len(told) + 1))
        self._the_minutes_tell_who_was_there(lines)

    def _the_minutes_tell_who_was_there(self, lines: dict[str, str]) -> None:
        """Who ever came, who had gone; each coming and going in session once."""
        named = {one: self.house["actors"][one].name for one in ALL}
        there = lines.get("present.here", f"Có mặt 0 trên {len(BODY)} thành viên: ")
        assert there.startswith(f"Có mặt {len(self.ever & BODY)} trên {len(BODY)} thành viên: ")
        beside = lines.get("present.guests", "")
        for who in ALL:
            gone = named[who] in lines.get("present.left", "")
            assert (f"{named[who]}, " in there) == (who in self.ever & BODY), who
            assert (f"{named[who]}, " in beside) == (who in self.ever - BODY), who
            assert gone == (who in self.ever - self.here), who
        if self.stands_for and "nam" in self.ever:
            assert f"(dự thay {named[self.stands_for]})" in beside
        turns = [one for one in lines.values() if " vào họp" in one or " ra về" in one]
        assert len(turns) == self.turns_told, turns
