"""The minutes are signed by the secretary, then by the chair: claim → sign → record (§10.10).

It is the path of every signature of the office: only who may, what is claimed and what is recorded
are the meeting's own. The first signature stands on the words as they were set for it; from then
on nobody changes them.
"""

import datetime as dt
import hashlib
from functools import partial

from server import audit, finding, perform
from server.clock import local, now
from server.database import db
from server.documents.casefiles import gathering
from server.documents.outgoing.signatures import two_phases
from server.documents.outgoing.signatures.marking import Made, Mark, Taken, Way, mark_of
from server.documents.outgoing.signatures.signature_rows import Beside, row_beside, said_of
from server.files import store
from server.meetings.found import keeps_from_guests
from server.meetings.live import events
from server.meetings.minutes.models import MAIN, Minutes
from server.meetings.minutes.sheet import printed, sheet_of
from server.meetings.models import Meeting
from server.meetings.services import hold
from server.org.actor import Actor
from server.org.models import Person
from server.papers.intake import hang_main
from server.papers.lasting import Sealed, lacks_only_data, lay, level_of
from server.papers.services import Ref, find, taking
from server.signatures import claims
from server.typesetting import Sheet
from signing import PERSON, numbered
from workflows import Refused
from workflows.meeting import Sitting


def sign(actor: Actor, ref: Ref, step: str, *, pin: str | None, answer: str) -> Meeting:
    """By a key that is opened here, or by the answer of an agent on the signer's own machine."""
    return two_phases.by_key(MINUTES, actor, ref, step, pin=pin, answer=answer)


def waiting(meeting: Meeting, step: str) -> Minutes:
    """What is to be signed: the minutes themselves, or the last that adds to them."""
    return meeting.minutes[0 if step == "sign_minutes" else -1]


def ready(actor: Actor, ref: Ref, step: str) -> Mark:
    """Whose mark comes now, where everything but the key's own word is given."""
    meeting = find(Meeting, actor, ref.id)
    perform.require(actor, step, meeting)
    if ref.seen is not None and ref.seen != meeting.version:
        raise Refused("stale")
    hoped = Sitting(person_id=actor.person_id or 0, is_sound=True)
    meeting.workflow.decide(meeting, hoped, step, actor.roles)
    which = waiting(meeting, step)
    field = PERSON if which.secretary_signed_at is None else numbered(PERSON, 2)
    return mark_of(db.session.get_one(Person, actor.person_id), step, field)


def claim(actor: Actor, ref: Ref, mark: Mark, lease: dt.timedelta) -> Taken:
    """The page is set for the first signature; the second goes over the file of the first."""
    sheet, made = _set(actor, ref, mark)
    with taking(Meeting, actor, ref, mark.step) as meeting:
        hold(meeting)
        which = waiting(meeting, mark.step)
        which.secretary_id = _signs_first(actor, meeting, which)
        if made:
            if sheet_of(meeting, which) != sheet:
                raise Refused("stale")
            which.file_sha256, which.pages, which.text_sha256 = *made, _digest(sheet)
        place = (f"meetings/{meeting.id}", mark.field, which.file_sha256)
        held = claims.claim(place, actor.person_id, mark.stamps, lease)
        before, version = which.file_sha256, meeting.version
    return Taken(Ref(ref.id, version), before, ("", ""), held, [], "")


def _set(actor: Actor, ref: Ref, mark: Mark) -> tuple[Sheet | None, tuple[str, int] | None]:
    """The page as it would be signed, kept by its digest, while no act is open."""
    if mark.field != PERSON:
        return None, None
    meeting = find(Meeting, actor, ref.id)
    sheet = sheet_by(actor, meeting, waiting(meeting, mark.step))
    db.session.rollback()
    pdf, pages = printed(sheet)
    return sheet, (store().keep(pdf), pages)


def sheet_by(actor: Actor, meeting: Meeting, which: Minutes) -> Sheet:
    """The page with the name of whoever is about to sign it first; nothing is written down yet."""
    with db.session.no_autoflush:
        known, which.secretary_id = which.secretary_id, _signs_first(actor, meeting, which)
        try:
            return sheet_of(meeting, which)
        finally:
            which.secretary_id = known


def _signs_first(actor: Actor, meeting: Meeting, which: Minutes) -> int:
    """Of several secretaries the one who signs (§10.3), whoever of them wrote it."""
    mine = actor.person_id in meeting.secretaries
    signs = mine and which.secretary_signed_at is None
    return actor.person_id or 0 if signs else which.secretary_id


def _digest(sheet: Sheet) -> str:
    return hashlib.sha256(repr(sheet).encode()).hexdigest()


def record(actor: Actor, ref: Ref, mark: Mark, made: Made) -> Meeting:
    """Keep the signed file and take the step; the claim has done its work."""
    with taking(Meeting, actor, ref, mark.step, recording=True) as meeting:
        hold(meeting)
        claims.finish(made.held, made.after)
        which = waiting(meeting, mark.step)
        act = Sitting(
            person_id=actor.person_id or 0, is_sound=_is_sound(meeting, which, mark, made)
        )
        perform.perform(
            actor, mark.step, meeting, act, lambda: _written(meeting, which, mark, made)
        )
        _logged(actor, meeting, which, mark, made)
        db.session.add(row_beside(actor, _beside(meeting, which, mark), mark, made))
        finding.keep_text("meetings", meeting.id, _said(meeting))
        gathering.gather({name for item in meeting.agenda for name in item.documents or ()})
        events.happened(meeting, "meeting.state", actor.person_id, state=str(meeting.state))
    return meeting


def _is_sound(meeting: Meeting, which: Minutes, mark: Mark, made: Made) -> bool:
    """It reads back well; the first stands on the words as they are, the second over the first."""
    mine = said_of(made.read, mark.field)
    same = which.file_sha256 == made.before
    if mark.field == PERSON:
        same = same and which.text_sha256 == _digest(sheet_of(meeting, which))
    return same and bool(mine) and lacks_only_data(mine)


def _written(meeting: Meeting, which: Minutes, mark: Mark, made: Made) -> None:
    which.file_sha256 = made.after
    if mark.field == PERSON:
        which.secretary_signed_at = now()
    else:
        which.chair_signed_at = now()
        lay(
            Sealed(meeting.agency_id, "meetings", meeting.id, which.n),
            made.after,
            level_of(made.read),
        )
    hang_main("meetings", meeting.id, file_name(meeting, which), (made.after, which.pages), which.n)


def file_name(meeting: Meeting, which: Minutes) -> str:
    """How the file is called where it is saved."""
    more = "" if which.n == MAIN else f"-bo-sung-{which.n - MAIN}"
    return f"bien-ban-hop-{meeting.id}{more}.pdf"


def _said(meeting: Meeting) -> str:
    """All that its minutes say, for ever found by it (issue 5); they tell of closed matters too."""
    if keeps_from_guests(meeting):
        return ""
    sheets = (sheet_of(meeting, one) for one in meeting.minutes if one.secretary_signed_at)
    return "\n".join(text for sheet in sheets for text in sheet.text)


def _beside(meeting: Meeting, which: Minutes, mark: Mark) -> Beside:
    """In the signature log: of which meeting, and nothing of what was said there."""
    more = "" if which.n == MAIN else f" bổ sung {which.n - MAIN}"
    day = f"{local(meeting.starts_at):%d/%m/%Y}" if meeting.starts_at else str(meeting.id)
    what, n = f"Biên bản{more} họp ngày {day}", 1 if mark.field == PERSON else 2
    about = f"meetings/{meeting.id}"
    return Beside(about, what, meeting.agency_id, n, (which.n, which.text_sha256))


def _logged(actor: Actor, meeting: Meeting, which: Minutes, mark: Mark, made: Made) -> None:
    audit.append(
        "minutes_signed",
        f"meetings/{meeting.id}",
        n=which.n,
        field=mark.field,
        **actor.by,
        input_sha256=made.before,
        file_sha256=made.after,
        certificate=made.read["identity"]["sha256"],
    )


MINUTES = Way(
    "meetings",
    {step: partial(ready, step=step) for step in ("sign_minutes", "sign_supplement")},
    claim,
    record,
)
