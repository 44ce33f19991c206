"""A draft that another agency, or another hand, takes over and begins anew (ORG-12)."""

from dataclasses import dataclass

from server.clock import now
from server.documents.outgoing import in_name_of, waivers
from server.documents.outgoing.drafts import drafting
from server.documents.outgoing.models import OutgoingDocument
from server.org.models import Agency, Person, Position
from server.org.queries import is_acting
from workflows.capacity import SigningCapacity


@dataclass(frozen=True, slots=True, kw_only=True)
class Hands:
    """Whose it is from now on: who drafts it, for which agency, and who heads that and signs."""

    agency: Agency
    unit_id: int | None
    drafter_id: int
    drafter_post_id: int
    signer: Person | None
    signer_post: Position
    capacity: SigningCapacity | None = None
    """In which he signs; where none is said, as whoever heads the agency does."""


def begin_anew(paper: OutgoingDocument, hands: Hands) -> None:
    """The text goes along; no sign-off, no signature and no page of it does. A step.

    Its head and its signer are the new agency's, so it is a new version of the text.
    """
    capacity = hands.capacity or _as_head(paper, hands)
    fields = dict(paper.current.fields)
    if hands.signer is not None:
        fields |= {"signer": hands.signer.account, "capacity": str(capacity)}
        paper.signer, paper.signer_id = hands.signer, hands.signer.id
    paper.capacity = str(capacity)
    paper.signer_post, paper.signer_post_id = hands.signer_post, hands.signer_post.id
    paper.agency, paper.unit_id = hands.agency, hands.unit_id
    paper.drafter_id, paper.drafter_post_id = hands.drafter_id, hands.drafter_post_id
    fields = in_name_of.taken_along(paper, fields)
    for one in paper.opinions:
        one.at = one.at or now()
    paper.void_sign_offs()
    paper.void_signatures()
    waivers.end(paper)
    paper.file_sha256 = ""
    paper.version_n += 1
    drafting.add_version(paper, fields, by=hands.agency.short_name)


def _as_head(paper: OutgoingDocument, hands: Hands) -> SigningCapacity:
    """As whoever heads that agency signs: one who is acting as Q. (Annex I, II.7b)."""
    if hands.signer is not None and is_acting(hands.signer.id, hands.signer_post.id):
        return SigningCapacity.Q
    collective = hands.agency.regime == "collective" and not paper.personal
    return SigningCapacity.TM if collective else SigningCapacity.DIRECT
