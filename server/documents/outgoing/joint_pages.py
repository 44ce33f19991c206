"""What a page says of who else issues a document, and whom the editor offers for it."""

from flask_babel import gettext as _

from server.documents.outgoing.models import CoIssuer, OutgoingDocument
from server.org import queries
from server.org.actor import Actor
from server.words_of.law import state_word
from workflows import Role
from workflows.outgoing import Outgoing


def said(paper: OutgoingDocument) -> str:
    """Each agency, who signs for it, and how far it is."""
    if not paper.is_joint:
        return ""
    return "; ".join(
        f"{one.agency.short_name} ({one.person.full_name}, {one.capacity}): {_how_far(paper, one)}"
        for one in paper.co_issuers
    )


def in_whose_name(paper: OutgoingDocument) -> str:
    """The advisory body that issues it; of one without the seal, whose seal hangs over its name."""
    if paper.issuing_body is None or not paper.seal_hangs:
        return paper.issuing_body.name if paper.issuing_body else ""
    said = {"name": paper.issuing_body.name, "agency": paper.agency.short_name}
    return _("%(name)s (dấu treo của %(agency)s)", **said)


def state(paper: OutgoingDocument) -> str:
    """How many have done it while another is waited for; else the state's own word."""
    if not paper.awaited:
        return state_word("outgoing", paper.state)
    if paper.state == Outgoing.SIGNED:
        return _("Đã ký %(n)s/%(all)s cơ quan", n=paper.signatures, all=paper.issuers)
    sealed = paper.signatures - paper.issuers
    return _("Đã ký số %(n)s/%(all)s cơ quan", n=sealed, all=paper.issuers)


def _how_far(paper: OutgoingDocument, one: CoIssuer) -> str:
    signed = paper.signatures > one.n
    if paper.signatures > paper.issuers + one.n:
        return _("đã ký, đã ký số của cơ quan")
    return _("đã ký, chưa ký số của cơ quan") if signed else _("chưa ký")


def leaders(actor: Actor) -> list[tuple[str, str]]:
    """Who may sign for another agency of this server."""
    found = queries.people_elsewhere(actor.agency_id, Role.LEADER)
    return [
        (person.account, f"{agency.short_name}: {post.title} {person.full_name}")
        for person, post, agency in found
    ]
