"""The drafter's acts: write, change, submit, abandon (art. 10; OUT-T01, T03, T09, T21)."""

import hashlib
import json
import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from server import finding, perform, policy
from server.clock import now
from server.database import db, transaction
from server.documents.outgoing import capacity, in_name_of, joint, printing, waivers
from server.documents.outgoing.drafts import inside
from server.documents.outgoing.entrusted import signer
from server.documents.outgoing.handed import handing
from server.documents.outgoing.handed.handing import HandedIn
from server.documents.outgoing.models import DraftVersion, OutgoingDocument, Recipient
from server.documents.outgoing.references import answered_by, correction_of, replacement_of
from server.documents.tasks import giving
from server.org import bodies
from server.org.actor import Actor
from server.org.ended import today_s
from server.org.kind_rules import kinds_offered
from server.org.models import Agency, Unit
from server.papers.services import Ref, find, taking
from workflows import Refused
from workflows.going import NEVER_WAIVED, has_full_reason
from workflows.kinds import kind
from workflows.layout import Result
from workflows.outgoing import DRAFTERS, Going, Outgoing

TEXT = (
    "doc_type", "subject", "details", "body", "bases", "to", "for_info", "signer", "capacity",
    "urgency",
)  # fmt: skip
"""The fields of a draft; a change of any makes a new version."""
LINKS = ("personal", "replies_to", "replaces", "corrects", "error_kind")
ANSWER_BY = "answer_by"
BESIDE = (joint.FIELD, bodies.FIELD, ANSWER_BY)
"""Of a paper that other agencies issue too, or an advisory body, or that asks for an answer by a
day; in others' fields they are not."""
HANDED = ("file", "places")
"""Of a draft that was handed in: its file by digest; where number, date and mark stand on it."""
LATE = frozenset(Outgoing) - {Outgoing.DRAFT, Outgoing.IN_CONSULTATION}
"""States in which the page is set already, and is set anew after a change."""

HEARING: list[Callable[[Actor, OutgoingDocument], None]] = []
"""Rooms above that hear, in the act itself, that a document was written anew: a meeting's."""


def create(
    actor: Actor, *, fields: Mapping[str, Any], given: HandedIn | None = None
) -> OutgoingDocument:
    """Somebody begins a document, typed or handed in; version 1 (OUT-T01)."""
    fields = {**fields, **(given.fields if given else {})}
    with transaction():
        return begin(actor, fields, given)


def begin(
    actor: Actor, fields: Mapping[str, Any], given: HandedIn | None = None
) -> OutgoingDocument:
    """The same as a step of another act: a meeting's secretary drafts the notice of its
    conclusions in the act that plans its tasks."""
    if not DRAFTERS & actor.roles:
        raise Refused("wrong_role")
    paper = OutgoingDocument(
        agency_id=actor.agency_id,
        unit_id=actor.unit_id,
        drafter_id=actor.person_id,
        drafter_post_id=actor.position_id,
        public_id=secrets.token_urlsafe(12),
        version_n=1,
    )
    _fill(actor, paper, fields)
    add_version(paper, fields, by=actor.name)
    perform.enter(actor, "create", paper, Going(named=_is_named(fields)))
    _show(paper, given)
    return paper


def _is_named(fields: Mapping[str, Any]) -> bool:
    """Type, subject, signer and capacity are there (art. 10.2)."""
    return all(fields.get(name) for name in ("doc_type", "signer", "capacity")) and bool(
        fields["subject"].strip()
    )


def edit(
    actor: Actor, ref: Ref, *, fields: Mapping[str, Any], given: HandedIn | None = None
) -> OutgoingDocument:
    """A change makes a version; after approval it voids every sign-off (OUT-T09, art. 11.2)."""
    fields = {**fields, **(given.fields if given else {})}
    seen = find(OutgoingDocument, actor, ref.id)
    before = seen.current.fields
    merged = {**before, **fields}
    step = edit_step(seen.state)
    perform.require(actor, step, seen)
    version, page = seen.version, None
    if seen.state in LATE:
        page = _page_of(actor, seen, merged, given)
    with taking(OutgoingDocument, actor, Ref(ref.id, ref.seen or version), step) as paper:
        _fill(actor, paper, merged)
        paper.void_sign_offs()
        paper.version_n += 1
        add_version(paper, merged, by=actor.name)
        _show(paper, given)
        act = Going(named=_is_named(merged), reason=_changed(before, fields))
        if page:
            act = _with_page(paper, page, act)
            printing.hang(paper, paper.current, page)
            waivers.end(paper, page.errors)
        perform.perform(actor, step, paper, act)
        for hear in HEARING:
            hear(actor, paper)
    return paper


def _with_page(paper: OutgoingDocument, page: printing.Page, act: Going) -> Going:
    """What the new page is like; a rule that was waived by name at `submit` stays so (OUT-T09)."""
    if not page.errors:
        return act
    waived = waivers.standing(paper)
    _refuse_broken(page, frozenset(waived))
    reason = next(one.reason for rule, one in waived.items() if rule in page.errors)
    return replace(act, errors=page.errors, waived=frozenset(waived), reason=reason)


def _refuse_broken(page: printing.Page, waived: frozenset[str]) -> None:
    """Say what is broken and not waived; a mark of secrecy never is (SEC-01)."""
    left = page.errors - (waived - NEVER_WAIVED)
    if left:
        raise Refused("has_no_layout_error", "body", findings=page.said(left))


def may_edit(actor: Actor, paper: OutgoingDocument) -> bool:
    """Whether this one may change the text in this state."""
    name = edit_step(paper.state)
    steps = (it for it in paper.workflow.transitions if (it.source, it.name) == (paper.state, name))
    is_open = any(step.roles & actor.roles and not step.lacks(paper) for step in steps)
    return is_open and policy.may(actor, name, paper)


def edit_step(state: str) -> str:
    early = {Outgoing.DRAFT, Outgoing.IN_CONSULTATION, Outgoing.SUBMITTED}
    return "edit" if state in early else "edit_after_approval"


def _show(paper: OutgoingDocument, given: HandedIn | None) -> None:
    """A file that was handed in is the paper's, and is what one sees of the draft; what it says, or
    what was typed, is found by its words."""
    if given:
        handing.put_by(paper, given)
    if paper.handed_in:
        handing.show_draft(paper, printing.file_name(paper))
    finding.keep_text("outgoing", paper.id, paper.scanned_text())


def _page_of(
    actor: Actor, paper: OutgoingDocument, fields: Mapping[str, Any], given: HandedIn | None
) -> printing.Page:
    """The page as it would be with these fields, without keeping any of them."""
    with db.session.no_autoflush:
        _fill(actor, paper, fields)
        page = printing.make(paper, fields, given.row if given else None)
    db.session.rollback()
    return page


def _changed(before: Mapping[str, Any], fields: Mapping[str, Any]) -> str:
    """Which fields changed, in the order of the form, for the history."""
    said = (*TEXT, *LINKS, *HANDED, *BESIDE)
    named = (name for name in said if name in fields)
    return ", ".join(name for name in named if (fields[name] or "") != (before.get(name) or ""))


def _refuse_switched_off(actor: Actor, paper: OutgoingDocument, doc_type: str) -> None:
    """A draft begun before its type was switched off goes on; a new one is not begun."""
    if doc_type != paper.doc_type and doc_type not in kinds_offered(actor.agency_id):
        raise Refused("kind_is_switched_off", "doc_type")


def _fill(actor: Actor, paper: OutgoingDocument, fields: Mapping[str, Any]) -> None:
    """Write the columns that the fields stand for; unknown names are refused by field."""
    _refuse_switched_off(actor, paper, kind(fields["doc_type"]).name)
    paper.doc_type, paper.subject = fields["doc_type"], fields["subject"].strip()
    paper.capacity, paper.urgency = fields["capacity"], fields["urgency"]
    paper.personal = bool(fields.get("personal"))
    person, post = signer(actor.agency_id, fields["signer"])
    paper.signer_id, paper.signer_post_id = person.id, post.id
    paper.signer, paper.signer_post = person, post
    paper.recipients[:] = [
        Recipient(kind=what, code=code, name=inside.name_of(actor.agency_id, code, field))
        for what, field in (("to", "to"), ("for_info", "for_info"))
        for code in today_s(actor.agency_id, fields.get(field) or (), paper.subject)
    ]
    _link(actor, paper, fields)
    joint.fill(actor, paper, fields)
    in_name_of.fill(actor, paper, fields)


def _link(actor: Actor, paper: OutgoingDocument, fields: Mapping[str, Any]) -> None:
    paper.replies_to_id = answered_by(actor, fields)
    paper.replaces_id = replacement_of(actor, fields)
    paper.corrects_id = correction_of(actor, fields)
    paper.error_kind = fields.get("error_kind") or ""


def add_version(paper: OutgoingDocument, fields: Mapping[str, Any], *, by: str) -> None:
    """One more text of the draft, with its digest, in the name of whoever wrote it; a step."""
    beside = [name for name in BESIDE if fields.get(name)]
    also = (*(HANDED if fields.get("file") else ()), *beside)
    named = (*TEXT, *LINKS, *also)
    kept = {name: fields.get(name) for name in named}
    text = json.dumps(kept, sort_keys=True, ensure_ascii=False)
    paper.versions.append(
        DraftVersion(
            n=paper.version_n,
            fields=json.loads(text),
            digest=hashlib.sha256(text.encode()).hexdigest(),
            by_name=by,
            at=now(),
        )
    )


def submit(
    actor: Actor, ref: Ref, *, waive: Sequence[str] = (), reason: str = ""
) -> OutgoingDocument:
    """Trình: the version is frozen, and its page is set once for all who check (OUT-T03)."""
    seen = find(OutgoingDocument, actor, ref.id)
    perform.require(actor, "submit", seen)
    seen.workflow.permit(seen.state, "submit", actor.roles)
    page = printing.make(seen)
    with taking(OutgoingDocument, actor, Ref(ref.id, ref.seen or seen.version), "submit") as paper:
        waived = frozenset(waive)
        act = Going(
            person_id=actor.person_id or 0, errors=page.errors, waived=waived, reason=reason
        )
        _refuse_broken(page, waived)
        if page.errors and not has_full_reason(paper, act):
            raise Refused("has_full_reason", "reason")
        printing.hang(paper, paper.current, page)
        perform.perform(actor, "submit", paper, act)
        waivers.record(actor, paper, page.errors, reason)
    return paper


def abandon(actor: Actor, ref: Ref) -> OutgoingDocument:
    """Given up before it ever had a number (OUT-T21)."""
    with taking(OutgoingDocument, actor, ref, "abandon") as paper:
        perform.perform(actor, "abandon", paper, Going())
        giving.drop_planned(paper.id)
    return paper


def preview(actor: Actor, fields: Mapping[str, Any]) -> tuple[bytes, tuple[Result, ...], str]:
    """The page of these fields, what the layout rules say of it, and why its signer may not sign
    so today; nothing is kept."""
    paper = OutgoingDocument(
        agency=db.session.get_one(Agency, actor.agency_id),
        unit=db.session.get(Unit, actor.unit_id) if actor.unit_id else None,
        agency_id=actor.agency_id,
        drafter_id=actor.person_id,
        public_id="xem-truoc",
    )
    with db.session.no_autoflush:
        _fill(actor, paper, {**fields, "replies_to": None})
        pdf, results = printing.preview(paper, dict(fields))
        why = capacity.refusal(paper)
    db.session.rollback()
    return pdf, results, why
