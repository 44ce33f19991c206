"""Whether the named signer may sign today, read from posts and mandates (ORG-01–06)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from server.clock import today
from server.documents.outgoing.models import CoIssuer, OutgoingDocument
from server.org import queries
from server.org.models import Agency, Delegation, Position
from workflows import Refused, Role
from workflows.capacity import Mandate, SigningCapacity, Standing, block, may_sign

HEAD_TITLE = "Chủ tịch"


@dataclass(frozen=True, slots=True)
class Signs:
    """Who signs what from which post, in which capacity."""

    agency: Agency
    post: Position
    person_id: int
    capacity: SigningCapacity
    doc_type: str
    personal: bool = False


def signs(paper: OutgoingDocument) -> Signs:
    """The named signer of a document."""
    capacity = SigningCapacity(paper.capacity)
    return Signs(
        paper.agency, paper.signer_post, paper.signer_id, capacity, paper.doc_type, paper.personal
    )


def standing(one: Signs) -> Standing:
    """The post from which the signer signs, as the law asks about it."""
    post, agency = one.post, one.agency
    head = queries.head_position(agency.id)
    return Standing(
        title=post.title,
        body_regime="collective" if agency.regime == "collective" else "head",
        agency_title_of_head=head.title if head else HEAD_TITLE,
        body_name_upper=_body(agency),
        is_head=post.is_head and post.unit_id is None,
        is_deputy=post.is_deputy and post.unit_id is None,
        is_acting_head=queries.is_acting(one.person_id, post.id),
        heads_unit=post.unit_id is not None and post.is_head,
        unit_head_title=_unit_head_title(post),
        is_unit_deputy=post.is_deputy and post.unit_id is not None,
        personal=one.personal or one.capacity == SigningCapacity.DIRECT,
    )


def _body(agency: Agency) -> str:
    """The collective's name in the block: `ỦY BAN NHÂN DÂN`, without the place."""
    return "HỘI ĐỒNG NHÂN DÂN" if agency.abbreviation == "HĐND" else "ỦY BAN NHÂN DÂN"


def _unit_head_title(post: Position) -> str:
    if post.unit_id is None:
        return ""
    heads = queries.people_with(post.agency_id, {Role.UNIT_HEAD}, post.unit_id)
    return heads[0][1].title if heads else ""


def refusal(paper: OutgoingDocument) -> str:
    """Why who signs next may not sign in this capacity today; empty where he may."""
    return refused(turn(paper))


def refused(one: Signs) -> str:
    """The same of any document or copy."""
    return _refused(one, standing(one), queries.delegations_of(one.post.id))


def mandate_of(one: Signs) -> int | None:
    """The delegation by which he signs today; None where his own post lets him (§7.5)."""
    how = standing(one)
    for rows in ([], *([row] for row in queries.delegations_of(one.post.id))):
        if not _refused(one, how, rows):
            return rows[0].id if rows else None
    return None


def _refused(one: Signs, how: Standing, rows: Sequence[Delegation]) -> str:
    try:
        may_sign(one.capacity, how, [*map(_mandate, rows)], one.doc_type, today())
    except Refused as no:
        return no.reason
    return ""


def _mandate(row: Delegation) -> Mandate:
    return Mandate(
        kind=SigningCapacity(row.kind),
        document_code=row.document_code,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        doc_types=frozenset(row.doc_types),
        subjects=frozenset({row.subjects} if row.subjects else ()),
        giver=SigningCapacity(row.giver),
    )


def turn(paper: OutgoingDocument) -> Signs:
    """Whoever signs next: the named signer, or that of the agency whose turn it is (§5.5)."""
    one = paper.awaited
    return co_signs(one, paper.doc_type) if one else signs(paper)


def co_signs(one: CoIssuer, doc_type: str) -> Signs:
    """Who signs for an agency that issues the paper together with ours."""
    return Signs(one.agency, one.post, one.person_id, SigningCapacity(one.capacity), doc_type)


def named_block(one: Signs) -> tuple[str, ...]:
    """Of several agencies every block says which one it is for (§5.5)."""
    name = one.agency.name.upper()
    first, *rest = block(one.capacity, replace(standing(one), body_name_upper=name))
    return (first, *rest) if name in first else (first, name, *rest)


def block_lines(one: Signs) -> tuple[str, ...]:
    """The lines above the signature (box 7a)."""
    return block(one.capacity, standing(one))
