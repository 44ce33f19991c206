"""What may be said of a meeting: its plan, and each act in it (CONTRACT §3)."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from server.shapes import (
    CLEAN,
    SAYS,
    Asked,
    Code,
    FullText,
    Id,
    Line,
    Reason,
    SigningCapacity,
    When,
    Word,
)
from workflows.majority import Threshold
from workflows.meeting_kinds import MeetingKind
from workflows.stances import Stance

MOST_PEOPLE, MOST_ITEMS = 1000, 60
Filled = Annotated[str, StringConstraints(min_length=1, max_length=500, pattern=SAYS)]
PaperName = Annotated[
    str, StringConstraints(max_length=30, pattern=r"^(incoming|outgoing)/[1-9][0-9]{0,14}$")
]
Choice = Annotated[str, StringConstraints(min_length=1, max_length=200, pattern=SAYS)]


Choices = Annotated[list[Choice], Field(max_length=100)]
UpTo = Annotated[int, Field(ge=1, le=100)]


class Item(Asked):
    """A matter of the agenda; its papers are such as the planner may read.

    `closed`: dealt with without the guests (MT-01). `guests` are called to it by name, and get the
    papers of such matters alone; `sites` are part of it, all where none is named (§10.12): one that
    is not gets no paper of it. `view_only`: its papers are not downloaded;
    each reader has a copy with his name and the time on each page (MT-04). Of a poll in writing
    alone: `choices`, `up_to`, `threshold` and `basis` as in `open_vote`, and `of_item`, the matter
    of a session that is still ahead (§10.5).
    """

    title: Filled
    rapporteur: Code | None = None
    minutes: Annotated[int, Field(ge=0, le=600)] = 0
    needs_vote: bool = False
    closed: bool = False
    view_only: bool = False
    guests: Annotated[list[Code], Field(max_length=MOST_PEOPLE)] = []
    sites: Annotated[list[Line], Field(max_length=100)] = []
    documents: Annotated[list[PaperName], Field(max_length=50)] = []
    choices: Choices = []
    up_to: UpTo = 1
    threshold: Threshold | Literal[""] = ""
    basis: Line = ""
    of_item: Id | None = None


class SitePlan(Asked):
    """A site: its name (an agency's or a free one), which one it is `under` (named before it), who
    heads and looks after it, who sits there, and how many are `expected`, these among them.

    Those of its people who are nothing else in the meeting come as delegates (§10.12).
    """

    name: Filled
    under: Line = ""
    head: Code | None = None
    people: Annotated[list[Code], Field(max_length=MOST_PEOPLE)] = []
    expected: Annotated[int, Field(ge=0, le=10_000)] = 0


Sites = Annotated[list[Filled | SitePlan], Field(max_length=100)]
"""Each by its name alone, or the whole of it: a tree, named from above (§10.12)."""


class PlanHead(Asked):
    """Chair, kind, time, room or sites, agenda; called at once where `urgent` says why.

    `secretaries`: more of them beside the first; `delegates` vote where the body votes;
    `attending` come and speak, `guests` hear what is not closed to them, `observers` look on
    (§10.3).
    """

    title: Filled
    kind: MeetingKind
    starts_at: When
    chair: Code
    secretary: Code
    secretaries: Annotated[list[Code], Field(max_length=20)] = []
    delegates: Annotated[list[Code], Field(max_length=MOST_PEOPLE)] = []
    attending: Annotated[list[Code], Field(max_length=MOST_PEOPLE)] = []
    guests: Annotated[list[Code], Field(max_length=MOST_PEOPLE)] = []
    observers: Annotated[list[Code], Field(max_length=MOST_PEOPLE)] = []
    room: Line = ""
    sites: Sites = []
    urgent: Reason = ""
    technician: Code | None = None


class Planned(PlanHead):
    """The whole of a plan, with its agenda."""

    agenda: Annotated[list[Item], Field(max_length=MOST_ITEMS)] = []


class Scheduling(Asked):
    """A postponed meeting gets its new time, and another room where the old one is given out."""

    starts_at: When | None = None
    room: Line | None = None


class Inviting(Asked):
    """The invitation (giấy mời) that was dispatched."""

    invitation: Id


class Excusing(Asked):
    """Why; and whom, where the secretary writes it down for another."""

    reason: Reason
    person: Code | Literal[""] = ""


class Coming(Asked):
    """Whom and why, where the secretary does it for another, and since when (`at`, where that is
    not now); `remote`: not in the room itself."""

    person: Code | Literal[""] = ""
    reason: Reason = ""
    at: When | None = None
    remote: bool = False


class Leaving(Asked):
    """Whom and why, where the secretary does it for another, and when (`at`, where not now)."""

    person: Code | Literal[""] = ""
    reason: Reason = ""
    at: When | None = None


class TakingBack(Asked):
    """Whose sign-in was written down by mistake, and how that came."""

    person: Code
    reason: Reason


class Named(Asked):
    """One of the meeting's people."""

    person: Code


class Remarking(Asked):
    """What the secretary writes down."""

    text: Annotated[str, StringConstraints(min_length=1, max_length=5000, pattern=SAYS)]


class Pairing(Asked):
    """The six digits that a screen shows."""

    code: Annotated[str, StringConstraints(max_length=20, pattern=r"^[0-9 ]*$")]


class OfItem(Asked):
    """One matter of the agenda."""

    item: Id


class Ending(OfItem):
    """A matter, and what is concluded of it."""

    conclusion: FullText = ""


class Marked(OfItem):
    """What a member thinks of a matter; another opinion is said in words."""

    stance: Stance
    text: Annotated[str, StringConstraints(max_length=5000, pattern=CLEAN)] = ""


class Marking(Asked):
    """What a member thinks of several matters."""

    stances: Annotated[list[Marked], Field(min_length=1, max_length=MOST_ITEMS)]


class Adopting(Asked):
    """Which of the matters that nobody opposes are adopted, all where none is named; and by which
    article, where that is not the one in force."""

    items: Annotated[list[Id], Field(max_length=MOST_ITEMS)] = []
    basis: Line = ""


class OfVote(Asked):
    """One vote."""

    vote: Id


class Showing(OfItem):
    """A page of one of the matter's papers, and how far down it one has read, in hundredths."""

    document: PaperName
    page: Annotated[int, Field(ge=1, le=100_000)]
    part: Annotated[int, Field(ge=0, le=100)] = 0


class Adding(Asked):
    """What is written down, in paragraphs."""

    text: FullText


class Writing(Adding):
    """Words for the minutes: in place of a line, or where it `adds`, after it; else at the end."""

    line: Word = ""
    adds: bool = False


MOST_LEADS = 500


class Conclusion(OfItem):
    """What was concluded of a matter. With a `lead` (a unit's or a lower agency's code, or an
    account) it becomes a task once the notice is dispatched; with several, a task of each: what
    all communes shall do is one conclusion. `cooperate`: units (by code) and people (by account)
    of the agency who help with it."""

    text: Filled
    lead: Code | Literal[""] | Annotated[list[Code], Field(max_length=MOST_LEADS)] = ""
    cooperate: Annotated[list[Code], Field(max_length=MOST_LEADS)] = []
    due_at: When | None = None

    @property
    def leads(self) -> list[str]:
        """Whom it is given to, each once, in the order in which they were named."""
        named = [self.lead] if isinstance(self.lead, str) else self.lead
        return list(dict.fromkeys(filter(None, named)))


class Notice(Asked):
    """The conclusions of a notice (thông báo kết luận), who signs it, where it goes."""

    conclusions: Annotated[list[Conclusion], Field(max_length=MOST_ITEMS * 5)] = []
    signer: Code
    capacity: SigningCapacity
    to: Annotated[list[Code], Field(max_length=500)] = []
    for_info: Annotated[list[Code], Field(max_length=500)] = []


class Filing(Asked):
    """The case file that holds the meeting's papers, by its code."""

    case_file: Line
