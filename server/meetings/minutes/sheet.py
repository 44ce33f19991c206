"""The minutes as an official page, after template 1.9 of Annex III; and supplements to them."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from server import pool, press
from server.meetings.minutes.models import MAIN, Minutes
from server.meetings.minutes.told import Line, clock_words, moment_words
from server.meetings.minutes.writing import lines_of
from server.meetings.models import Meeting
from server.office import office
from server.typesetting import Sheet, filled
from server.typesetting.head import within
from workflows.dates import written
from workflows.kinds import MINUTES

PATIENCE = 20.0
_SUPPLEMENT = "Bổ sung biên bản"


def sheet_of(meeting: Meeting, which: Minutes) -> Sheet:
    """What is printed: of the minutes all that happened, of a supplement what was written."""
    is_main = which.n == MAIN
    said = _main(meeting, lines_of(meeting)) if is_main else _supplement(meeting, which)
    return replace(said, qr=_address(meeting, which))


def _address(meeting: Meeting, which: Minutes) -> str | None:
    """Where whoever holds the page may ask whether it stands; what grows yet has no page."""
    asked = meeting.agency.prints_qr and which.public_id
    return f"{office().base_url}/verify/{which.public_id}" if asked else None


def printed(sheet: Sheet) -> tuple[bytes, int]:
    """The page with its two empty fields, set in the pool; the same sheet gives the same bytes."""
    return pool.submit(press.print_minutes, sheet, office().cabinet, timeout=PATIENCE)


def _main(meeting: Meeting, lines: Sequence[Line]) -> Sheet:
    text = {one.key: one.text for one in lines}
    details = {
        name: text.get(name, "") for name in ("began", "venue", "chair", "secretary", "ended")
    }
    details["present"] = "\n".join(_under(lines, "present."))
    body = [one.text for one in lines if one.key not in details and not _is_blank(one)]
    return _filled(meeting, meeting.subject, body, details)


def _under(lines: Iterable[Line], key: str) -> list[str]:
    return [" ".join(one.text.split()) for one in lines if one.key.startswith(key)]


def _is_blank(one: Line) -> bool:
    return one.key.startswith("present.") or not one.text.strip()


def _supplement(meeting: Meeting, which: Minutes) -> Sheet:
    """Its own time and hands; it names the minutes that it adds to, which stay as they are."""
    chair, secretary = (meeting.person(person) for person in (which.chair_id, which.secretary_id))
    first = meeting.minutes[0]
    signed = first.chair_signed_at or first.began_at
    opening = f"Bổ sung biên bản {within(meeting.subject)}, ký lúc {moment_words(signed)}, như sau:"
    details = {
        "began": moment_words(which.began_at),
        "venue": meeting.room or "; ".join(meeting.sites),
        "chair": f"{chair.name}, {chair.post}" if chair else "",
        "secretary": f"{secretary.name}, {secretary.post}" if secretary else "",
    }
    return _filled(
        meeting, f"{_SUPPLEMENT} {within(meeting.subject)}", [opening, *which.body], details
    )


def _filled(meeting: Meeting, subject: str, body: Sequence[str], details: dict[str, str]) -> Sheet:
    agency = meeting.agency
    chair = meeting.person(meeting.chair_id)
    typed = Sheet(
        doc_type=MINUTES.name,
        superior=agency.superior,
        agency=agency.name,
        notation="",
        place=agency.place_name,
        subject=subject,
        bases=(),
        body=tuple(body),
        to=(),
        recipients=(),
        archive="VT, Hồ sơ",
        authority=(),
        signer=chair.name if chair else "",
        urgency="NORMAL",
        qr=None,
    )
    return filled(typed, details, chair.post if chair else "")


__all__ = ["clock_words", "printed", "sheet_of", "written"]
