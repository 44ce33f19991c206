"""What the law asks of a meeting, and of whoever acts in it: facts and guards (DOMAIN §10.2)."""

from collections.abc import Set
from dataclasses import dataclass
from typing import Protocol

EARLIEST = 30
"""Minutes before its time at which a meeting may be entered (MT-T04)."""

HANDS = 2
"""Who signs minutes: the secretary, then the chair (§10.10)."""


class MeetingFacts(Protocol):
    """What the law asks of a meeting as it stands.

    `may_vote` and `has_quorum` are its kind's; people are ids of persons. `signed_by`: whose
    signatures stand on the minutes; `deputy_id`: who takes the chair once it is empty.
    `supplement_waits_for`: who may sign next what is added to the minutes; nobody where none is.
    `secretaries`: who keeps the minutes, one or several (§10.3).
    `in_writing`: nobody meets, each answers on paper (§10.5).
    `notice_stands`: a notice of conclusions is drafted, or out, and not recalled.
    """

    @property
    def state(self) -> str: ...
    @property
    def may_vote(self) -> bool: ...
    @property
    def in_writing(self) -> bool: ...
    @property
    def has_quorum(self) -> bool: ...
    @property
    def is_urgent(self) -> bool: ...
    @property
    def has_invitation(self) -> bool: ...
    @property
    def items(self) -> int: ...
    @property
    def open_votes(self) -> int: ...
    @property
    def running_items(self) -> int: ...
    @property
    def chair_id(self) -> int: ...
    @property
    def secretaries(self) -> Set[int]: ...
    @property
    def deputy_id(self) -> int | None: ...
    @property
    def has_lost_its_chair(self) -> bool: ...
    @property
    def signed_by(self) -> Set[int]: ...
    @property
    def supplement_waits_for(self) -> Set[int]: ...
    @property
    def notice_stands(self) -> bool: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Sitting:
    """What an act brings to a meeting; each step uses a few of these.

    `minutes_left` until it begins; `person_id` acts for, or upon, `for_id`; `item_…`,
    `is_in_the_room` and `is_member` are facts of the item or the person that the act names.
    `papers_are_out`: whoever was called could take them along, and now should not.
    `minds_the_screen`: as chair, or for the devices.
    `at_own_site`: the person, or the site, is in the care of who acts (§10.12).
    `device_is_anothers`: it signed in somebody else. `item_is_presented`: by somebody. `has_come`,
    `keeps_an_office` (chair, secretary), `is_substitute`: of whom somebody is to stand for;
    `is_of_the_same_agency` and `is_seated` are facts of whom he would send, or who comes after him.
    `holds_the_post`: in which he was called. `was_there`: whoever is named came to the session.
    `names_an_hour`: another than now; `acted_since`: he voted or spoke from that hour on.
    `is_sound`: a signature, on the very words. `is_answered`, `hears_the_matter`: of a question.
    """

    reason: str = ""
    named: bool = True
    minutes_left: int = 0
    room_is_free: bool = False
    person_id: int = 0
    for_id: int = 0
    invitation_is_out: bool = False
    notice_is_out: bool = False
    file_is_closed: bool = False
    item_is_planned: bool = False
    item_runs: bool = False
    item_is_over: bool = False
    minds_the_screen: bool = False
    papers_are_out: bool = False
    is_in_the_room: bool = False
    device_is_anothers: bool = False
    is_member: bool = False
    has_text: bool = False
    conclusions: int = 0
    answers_are_in: bool = False
    is_sound: bool = False
    at_own_site: bool = False
    item_is_presented: bool = False
    is_answered: bool = False
    hears_the_matter: bool = True
    has_come: bool = False
    keeps_an_office: bool = False
    is_substitute: bool = False
    is_of_the_same_agency: bool = False
    is_seated: bool = False
    holds_the_post: bool = False
    is_further_secretary: bool = False
    was_there: bool = False
    names_an_hour: bool = False
    hour_is_wrong: bool = False
    acted_since: bool = False


def has_items(meeting: MeetingFacts) -> bool:
    """There is something on its agenda (MT-T02)."""
    return meeting.items > 0


def has_no_invitation(meeting: MeetingFacts) -> bool:
    """No invitation was drafted for it yet (MT-T03)."""
    return not meeting.has_invitation


def is_called_at_once(meeting: MeetingFacts) -> bool:
    """Called at once, with its reason: no sealed invitation goes before it (CONTRACT §3)."""
    return meeting.is_urgent


def meets(meeting: MeetingFacts) -> bool:
    """People come together for it; a poll in writing calls nobody (§10.5)."""
    return not meeting.in_writing


def is_in_writing(meeting: MeetingFacts) -> bool:
    """It is a poll in writing (lấy ý kiến bằng phiếu, §10.5)."""
    return meeting.in_writing


def answers_are_in(_meeting: MeetingFacts, act: Sitting) -> bool:
    """Everybody has answered, or the time for it is over (§10.5)."""
    return act.answers_are_in


def has_quorum(meeting: MeetingFacts) -> bool:
    """Enough members of the body are there, where its kind asks for that (§10.6)."""
    return meeting.has_quorum


def has_no_open_vote(meeting: MeetingFacts) -> bool:
    """Nothing is being voted on (MT-T06, MT-T07)."""
    return meeting.open_votes == 0


def has_no_running_item(meeting: MeetingFacts) -> bool:
    """No item of the agenda is being dealt with (MT-T07)."""
    return meeting.running_items == 0


def has_lost_its_chair(meeting: MeetingFacts) -> bool:
    """The chair's line has been gone for more than a minute (§10.13); once it is over, he left his
    post and signs nothing in it any more (§10.10)."""
    return meeting.has_lost_its_chair


def body_votes(meeting: MeetingFacts) -> bool:
    """Only a kind with a voting body may open votes (§10.1)."""
    return meeting.may_vote


def lacks_a_signature(meeting: MeetingFacts) -> bool:
    """Chair and secretary have not both signed yet (§10.10)."""
    return not is_signed_by_both(meeting)


def is_signed_by_both(meeting: MeetingFacts) -> bool:
    """Who chaired, or came after him, and one of the secretaries stand for what the minutes say:
    two hands, whoever chairs or writes since (§10.10)."""
    return len(meeting.signed_by) == HANDS


def is_planned(_meeting: MeetingFacts, act: Sitting) -> bool:
    """Chair, kind, time, room or sites are named (MT-T01)."""
    return act.named


def lies_ahead(_meeting: MeetingFacts, act: Sitting) -> bool:
    """A new day is one that has not come yet (MT-T10)."""
    return act.minutes_left > 0


def room_is_free(_meeting: MeetingFacts, act: Sitting) -> bool:
    """No other meeting has the room at that time (MT-T02, §10.11)."""
    return act.room_is_free


def was_invited_to(_meeting: MeetingFacts, act: Sitting) -> bool:
    """The invitation (giấy mời) is signed, sealed and dispatched (MT-T03)."""
    return act.invitation_is_out


def is_near(_meeting: MeetingFacts, act: Sitting) -> bool:
    """At the earliest half an hour before (MT-T04)."""
    return act.minutes_left <= EARLIEST


def has_reason(_meeting: MeetingFacts, act: Sitting) -> bool:
    """Whoever does this says why."""
    return bool(act.reason.strip())


def is_own_or_secretarys(meeting: MeetingFacts, act: Sitting) -> bool:
    """Everybody signs in and out himself; for others the secretary does (§10.6), and the head of
    their site for those who sit there (§10.12)."""
    own = act.at_own_site or act.person_id == act.for_id
    return own or act.person_id in meeting.secretaries


def has_reason_for_another(meeting: MeetingFacts, act: Sitting) -> bool:
    """What is written down for somebody else has its reason (§10.6); who heads a site sees them."""
    return act.for_id == act.person_id or act.at_own_site or has_reason(meeting, act)


def heads_the_site(meeting: MeetingFacts, act: Sitting) -> bool:
    """Who looks after the site counts its people, or the secretary for all of them (§10.12)."""
    return act.at_own_site or act.person_id in meeting.secretaries


def comes_by_own_device(_meeting: MeetingFacts, act: Sitting) -> bool:
    """No device signs in two people; the secretary does it by hand, with a reason (§10.6)."""
    return not act.device_is_anothers


def item_waits(_meeting: MeetingFacts, act: Sitting) -> bool:
    """The item has not been dealt with yet."""
    return act.item_is_planned


def item_runs(_meeting: MeetingFacts, act: Sitting) -> bool:
    """The item is the one being dealt with."""
    return act.item_runs


def item_is_not_over(_meeting: MeetingFacts, act: Sitting) -> bool:
    """The item is still ahead, or being dealt with."""
    return not act.item_is_over


def papers_are_not_out(_meeting: MeetingFacts, act: Sitting) -> bool:
    """What people have taken along already cannot be kept from them (MT-04)."""
    return not act.papers_are_out


def is_in_the_room(_meeting: MeetingFacts, act: Sitting) -> bool:
    """The person has signed in and not left."""
    return act.is_in_the_room


def has_words(_meeting: MeetingFacts, act: Sitting) -> bool:
    """There is something to write down."""
    return act.has_text


def signature_is_sound(_meeting: MeetingFacts, act: Sitting) -> bool:
    """It stands in the file, and the file says what the minutes say (§10.10)."""
    return act.is_sound


def has_open_supplement(meeting: MeetingFacts) -> bool:
    """Supplementary minutes (biên bản bổ sung) wait for a signature (§10.10)."""
    return bool(meeting.supplement_waits_for)


def has_no_open_supplement(meeting: MeetingFacts) -> bool:
    """One supplement at a time."""
    return not meeting.supplement_waits_for


def is_ones_turn(meeting: MeetingFacts, act: Sitting) -> bool:
    """A secretary signs first, whichever of them (§10.3), then the chair (§10.10)."""
    return act.person_id in meeting.supplement_waits_for


def has_no_notice(meeting: MeetingFacts) -> bool:
    """No notice of conclusions is on its way or out (§10.10)."""
    return not meeting.notice_stands


def has_conclusions(_meeting: MeetingFacts, act: Sitting) -> bool:
    """At least one conclusion was chosen (§10.10)."""
    return act.conclusions > 0


def conclusions_are_out(_meeting: MeetingFacts, act: Sitting) -> bool:
    """The notice of conclusions (thông báo kết luận) is dispatched (MT-T09)."""
    return act.notice_is_out


def file_is_closed(_meeting: MeetingFacts, act: Sitting) -> bool:
    """Its case file is closed (MT-T11)."""
    return act.file_is_closed
