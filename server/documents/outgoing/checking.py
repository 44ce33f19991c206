"""Approval and the two checks, in whatever order an office works (OUT-T04 to T08, T05b)."""

from functools import partial
from typing import Any

from flask_babel import force_locale

from server import perform
from server.answers import words_of
from server.clock import now
from server.documents.outgoing import capacity, waivers
from server.documents.outgoing import within as bounds
from server.documents.outgoing.holders import drafting_head
from server.documents.outgoing.models import OutgoingDocument, SignOff
from server.documents.outgoing.printing import file_name
from server.org.actor import Actor, the_server
from server.papers import telling
from server.papers.intake import hang_main
from server.papers.services import Ref, taking
from workflows import Refused, Workflow
from workflows.outgoing import Going


def approve(actor: Actor, ref: Ref, *, within: str = "") -> OutgoingDocument:
    """The person competent to sign approves this very text (OUT-T05).

    `within`: how its content is within a mandate that is limited in words (ORG-01); it is kept.

    In an agency without units his approval counts as the content check too, and is shown as such
    (DOMAIN §4.2).
    """
    with taking(OutgoingDocument, actor, ref, "approve") as paper:
        why = capacity.refusal(paper)
        if why:
            raise Refused(why, "capacity")
        done = partial(_sign_off, actor, paper, "approve", capacity.mandate_of(paper))
        scope = bounds.scope_of(paper)
        act = _by(actor, reason=within.strip(), scope=scope.words, about=paper.subject)
        with bounds.named(scope):
            perform.perform(actor, "approve", paper, act, done)
        others = {paper.form_by, paper.drafter_id}
        alone = not actor.has_units and actor.agency_id == paper.agency_id
        if alone and paper.content_by is None and actor.person_id not in others:
            _sign_off(actor, paper, "content_check")
        _go_on(paper)
    return paper


def content_check(actor: Actor, ref: Ref, *, reason: str = "") -> OutgoingDocument:
    """The head of the drafting unit answers for the content (OUT-T06, or T05b before approval).

    `reason`: why he checks the form too, as in `form_check`, whichever of the two comes first.
    """
    return _check(actor, ref, "content_check", reason)


def form_check(actor: Actor, ref: Ref, *, reason: str = "") -> OutgoingDocument:
    """Another person answers for the form (OUT-T07); one for both is a reasoned exception."""
    return _check(actor, ref, "form_check", reason)


def _check(actor: Actor, ref: Ref, step: str, reason: str = "") -> OutgoingDocument:
    with taking(OutgoingDocument, actor, ref, step) as paper:
        excepted = not actor.has_units and len(reason.strip()) >= 20
        act = _by(actor, reason=reason, excepted=excepted)
        both = actor.person_id in {paper.content_by, paper.form_by}
        who = perform.taker(actor, step, paper)
        perform.perform(actor, step, paper, act, lambda: _sign_off(who, paper, step))
        if excepted and both:
            waivers.record(actor, paper, {"SOD-01"}, reason)
        _go_on(paper)
    return paper


def waive_form_check(actor: Actor, ref: Ref, *, reason: str) -> OutgoingDocument:
    """Hỏa tốc: the leader lets it go without the form check, and says why (DOMAIN §3.4)."""
    with taking(OutgoingDocument, actor, ref, "waive_form_check") as paper:
        act = _by(actor, reason=reason)

        def waived() -> None:
            _sign_off(actor, paper, "form_check")
            waivers.record(actor, paper, {"OUT-T07"}, reason)

        perform.perform(actor, "waive_form_check", paper, act, waived)
        _go_on(paper)
    return paper


def send_back(actor: Actor, ref: Ref, *, reason: str) -> OutgoingDocument:
    """Back to the drafter with a comment, his head hears; the sign-offs are cleared (OUT-T04)."""
    return _return(actor, ref, "send_back", reason)


def refuse_sign(actor: Actor, ref: Ref, *, reason: str) -> OutgoingDocument:
    """The signer does not sign it (OUT-T11)."""
    return _return(actor, ref, "refuse_sign", reason)


def _return(actor: Actor, ref: Ref, step: str, reason: str) -> OutgoingDocument:
    with taking(OutgoingDocument, actor, ref, step) as paper:
        perform.perform(actor, step, paper, _by(actor, reason=reason), partial(_void, paper))
        telling.tell(actor, paper, drafting_head(paper), telling.RETURNED)
        waivers.end(paper)
        paper.file_sha256 = ""
    return paper


def _void(paper: OutgoingDocument) -> None:
    """Nothing given to this text stands; where others signed it already, it is as it was before
    (§5.5: one refuses, all begin anew).
    """
    paper.void_sign_offs()
    if paper.signatures:
        paper.void_signatures()
        hang_main("outgoing", paper.id, file_name(paper), _page(paper))


def _page(paper: OutgoingDocument) -> tuple[str, int]:
    return paper.current.page_sha256, paper.current.pages


def void_approval(paper: OutgoingDocument, why: str) -> None:
    """The capacity ended between approval and signature: all sign-offs are void (ORG-06).

    A step of the signer's act; the caller says no to the signer afterwards. The history has it in
    words, as all that the server says there.
    """
    server = the_server(paper.agency_id)
    with force_locale("vi"):
        act = Going(reason=words_of(why, {}))
    perform.perform(server, "void_approval", paper, act, paper.void_sign_offs)


def _go_on(paper: OutgoingDocument) -> None:
    """Checks given beforehand let the paper pass by itself up to READY_TO_SIGN (OUT-T05b)."""
    server, law = the_server(paper.agency_id), paper.workflow
    while step := _passage(law, paper):
        perform.perform(server, step, paper, Going())


def _passage(law: Workflow[Any, Any], paper: OutgoingDocument) -> str:
    onward = ("pass_content", "pass_form", "ready")
    steps = [step.name for step in law.open_to(paper, the_server().roles)]
    return next((name for name in steps if name in onward), "")


def _by(actor: Actor, **facts: Any) -> Going:
    return Going(person_id=actor.person_id or 0, **facts)


def _sign_off(
    actor: Actor, paper: OutgoingDocument, kind: str, delegation_id: int | None = None
) -> None:
    paper.sign_offs.append(
        SignOff(
            version_n=paper.version_n,
            digest=paper.current.digest,
            kind=kind,
            person_id=actor.person_id,
            name=actor.name,
            position=actor.post,
            at=now(),
            delegation_id=delegation_id,
        )
    )
