"""The clerk's acts on what comes in: receive, verify, return, register (art. 21–22; IN-T01–T07)."""

import datetime as dt
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from server import audit, perform, registers
from server.clock import local, now, today
from server.database import transaction
from server.documents.delivery.services import post_status
from server.documents.incoming import enveloped, judging, queries
from server.documents.incoming.fields import (
    add_note,
    columns_of,
    each_named,
    fill,
    refuse_overlong,
    twin,
)
from server.documents.incoming.holders import head_of_agency, office_chief
from server.documents.incoming.models import IncomingDocument
from server.documents.incoming.reading import MACHINE_SAW, ask_for_reading, proposed
from server.documents.incoming.shutting_away import shut_away
from server.org.actor import Actor, the_server
from server.pages import day
from server.papers import exceptions, telling
from server.papers.intake import Taken, attach
from server.papers.services import Ref, find, require_open, taking
from server.registers.services import open_row
from workflows import Refused, Role
from workflows.incoming import Arriving, Verdict

BOOK, LATE = "IN", "IN-04"


def receive(
    actor: Actor,
    *,
    fields: Mapping[str, Any],
    files: list[Taken],
    hints: Mapping[str, str] = MappingProxyType({}),
    note: str = "",
) -> IncomingDocument:
    """A paper has come in at the clerk's desk; it was scanned when that was needed (IN-T02).

    What the clerk left out is proposed from the first file's text, else from `hints`; a mark of
    secrecy puts it in quarantine at once (SEC-02).
    """
    if Role.CLERK not in actor.roles:
        raise Refused("wrong_role")
    paper = read_in(actor.agency_id, fields, files, hints)
    paper.note = note
    with transaction():
        enter(actor, paper, files)
    return paper


def read_in(
    agency_id: int | None,
    fields: Mapping[str, Any],
    files: list[Taken],
    hints: Mapping[str, str] = MappingProxyType({}),
) -> IncomingDocument:
    """A paper with what the clerk wrote, else its scan proposes, else `hints` say; not yet entered.

    A hint is what a letter says of itself: less than what stands on the page.
    """
    paper = IncomingDocument(agency_id=agency_id, arrived_at=now(), verdict=Verdict.PAPER)
    paper.urgency = "NORMAL"
    fill(paper, hints)
    paper.proposals = {name: {"letter": True} for name in hints}
    _propose(paper, files)
    fill(paper, fields)
    return paper


def enter(actor: Actor, paper: IncomingDocument, files: list[Taken]) -> None:
    """The step of `receive`, and of the scan box, whose row is written in the same act."""
    paper.file_sha256 = files[0].sha256 if files else ""  # its first entry in the log names it
    perform.enter(actor, "receive_paper", paper, Arriving())
    attach("incoming", paper.id, files)
    ask_for_reading(paper.id, files)
    if any(file.suspected_secret for file in files):
        shut_away(the_server(paper.agency_id), paper, MACHINE_SAW)


def _propose(paper: IncomingDocument, files: list[Taken]) -> None:
    text = next((file.text for file in files if file.text.strip()), "")
    if not text:
        return
    values, found = proposed(text)
    fill(paper, values)
    paper.proposals = {**(paper.proposals or {}), **found}


def verify(actor: Actor, ref: Ref) -> IncomingDocument:
    """The clerk has looked at it; what the server has not read yet of its signatures it reads now,
    before the act (IN-T04). That the server was quicker meanwhile is no mistake of hers."""
    try:
        asked = require_open(IncomingDocument, actor, ref, "verify", lambda _paper: Arriving())
        report = judging.report_now(asked.verification)
        with taking(IncomingDocument, actor, ref, "verify") as paper:
            judging.settle(actor, paper, report)
    except Refused as no:
        if no.reason != "is_unverified" or not judging.was_quicker(ref.id):
            raise
        return find(IncomingDocument, actor, ref.id)
    return paper


def send_back(actor: Actor, ref: Ref, *, code: str, reason: str) -> IncomingDocument:
    """Returned to the sender with one of the decree's reasons; no số đến is used (IN-T05). The
    history has it as the sender is told it: of what came on paper nothing else keeps it."""
    with taking(IncomingDocument, actor, ref, "return") as paper:
        paper.returned_as = code
        said = f"{code}: {reason}" if reason else code
        perform.perform(actor, "return", paper, Arriving(code=code, text=reason, reason=said))
        post_status(paper, "02", said)
    return paper


def report_anomaly(actor: Actor, ref: Ref, *, reason: str) -> IncomingDocument:
    """Odd, but not returnable: the sender and whoever answers for it are told (IN-T06)."""
    with taking(IncomingDocument, actor, ref, "report_anomaly") as paper:
        perform.perform(actor, "report_anomaly", paper, Arriving(reason=reason))
        add_note(paper, reason)
        responsible = [*head_of_agency(paper), *office_chief(paper)]
        telling.tell(actor, paper, responsible, telling.ODD)
        post_status(paper, "01", reason)
    return paper


def register(
    actor: Actor, ref: Ref, *, fields: Mapping[str, Any], reason: str = "", note: str = ""
) -> IncomingDocument:
    """Enter it in the register; if the law refuses, the number goes back (IN-T07, IN-01). `note`
    is the register's last column; `came_on` of the fields: when a paper that was found later truly
    came (§3.4). Where nothing but the verdict lacks, it is reached first (IN-T04)."""
    try:
        return _register(actor, ref, fields, reason, note)
    except Refused as no:
        if no.reason != "is_verified" or not judging.reach(ref.id):
            raise
    return _register(actor, ref, fields, reason, note)


def _register(
    actor: Actor, ref: Ref, fields: Mapping[str, Any], reason: str, note: str
) -> IncomingDocument:
    with taking(IncomingDocument, actor, ref, "register") as paper:
        fill(paper, fields)
        refuse_overlong(paper)
        on = today()  # once: number and day are of one book, also as the year turns
        number = registers.take_number(paper.agency_id, BOOK, on)
        found = twin(paper)  # under the book's lock: a twin registered at this moment is seen
        double = found.arrival_no if found else None
        if not reason.strip():
            _look_odd(paper, double)
        paper.year, paper.registered_on = on.year, on
        paper.arrival_no = number
        arrived, came_on = local(paper.arrived_at).date(), fields.get("came_on")
        found_so = enveloped.brought(paper, fields)
        act = Arriving(reason=reason, twin=double, came_on=came_on, arrived_on=arrived, **found_so)
        with each_named(paper):
            perform.perform(actor, "register", paper, act)
        late = _was_late(actor, paper, came_on, reason) if came_on else ""
        odd = "" if paper.electronic else enveloped.keep(actor, paper, found_so)
        _open_line(paper, " ".join(filter(None, (late.strip(), odd, note))))
        _say_overtaken(actor, paper)
        post_status(paper, "03")
    return paper


def _say_overtaken(actor: Actor, paper: IncomingDocument) -> None:
    """Numbers follow the order of arrival; what goes first all the same is in the log (IN-01)."""
    if waiting := queries.still_before(paper.agency_id, paper.arrived_at):
        facts = {"agency": paper.agency_id, "waiting": waiting, **actor.by}
        audit.append("overtook", f"incoming/{paper.id}", **facts)


def _was_late(actor: Actor, paper: IncomingDocument, came_on: dt.date, reason: str) -> str:
    """Entered today under today's arrival, never backdated: the true day is noted, for paper and
    register, and the rule that was set aside is counted (§3.4)."""
    of, words = ("incoming", paper.id), f"Thực đến ngày {day(came_on)}. "
    exceptions.record(actor, LATE, reason, of=of, agency_id=paper.agency_id)
    add_note(paper, words)
    return words


def _look_odd(paper: IncomingDocument, double: int | None) -> None:
    """What the clerk registers only with a reason: a likely twin (IN-03), a day not yet come."""
    if double is not None:
        raise Refused("duplicate", "reason", arrival_no=double)
    if paper.issued_on and paper.issued_on > today():
        raise Refused("issued_later", "issued_on")


def _open_line(paper: IncomingDocument, note: str) -> None:
    """The ten columns of the register, as far as they are known now (Annex IV VI)."""
    open_row(
        agency_id=paper.agency_id,
        direction="IN",
        book=BOOK,
        year=paper.year,
        number=paper.arrival_no,
        paper_id=paper.id,
        entered_on=local(paper.arrived_at).date(),
        note=note.strip(),
        **columns_of(paper),
    )
