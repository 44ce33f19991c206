"""Whether the named signer may sign today, read from posts and mandates (ORG-01–06)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from server.clock import today
from server.documents.outgoing.in_name_of import heads_words
from server.documents.outgoing.models import CoIssuer, OutgoingDocument
from server.documents.outgoing.signatures.signed import standing as standing_sign_off
from server.org import queries
from server.org.bodies import DEPUTY, HEAD, AdvisoryBody, called
from server.org.models import Agency, Delegation, Position
from workflows import Refused
from workflows.capacity import (
    Given,
    Mandate,
    SigningCapacity,
    Standing,
    block,
    may_sign,
    may_still_sign,
)
from workflows.within import is_outside

HEAD_TITLE = "Chủ tịch"


@dataclass(frozen=True, slots=True)
class Signs:
    """Who signs what from which post, in which capacity; `without`: mandates about to end."""

    agency: Agency
    post: Position
    person_id: int
    capacity: SigningCapacity
    doc_type: str
    personal: bool = False
    body: AdvisoryBody | None = None
    about: str = ""
    without: frozenset[int] = frozenset()


def signs(paper: OutgoingDocument) -> Signs:
    """The named signer of a document."""
    capacity = SigningCapacity(paper.capacity)
    post, personal = paper.signer_post, paper.personal
    body, about = paper.issuing_body, paper.subject
    return Signs(
        paper.agency, post, paper.signer_id, capacity, paper.doc_type, personal, body, about
    )


def standing(one: Signs) -> Standing:
    """The post from which the signer signs, as the law asks about it."""
    if one.body is not None:
        return _in_the_body(one, one.body)
    post, agency = one.post, one.agency
    head, own = queries.head_position(agency.id), post.agency_id == agency.id
    is_head = own and post.is_head and post.unit_id is None
    return Standing(
        title=post.title if own else heads_words(post),
        body_regime="collective" if agency.regime == "collective" else "head",
        agency_title_of_head=head.title if head else HEAD_TITLE,
        body_name_upper=_body(agency),
        is_head=is_head,
        is_deputy=own and post.is_deputy and post.unit_id is None,
        is_acting_head=is_head and queries.is_acting(one.person_id, post.id),
        heads_unit=post.is_head and (post.unit_id is not None) == own,
        unit_head_title=_unit_head_title(post),
        is_unit_deputy=post.is_deputy and post.unit_id is not None,
        personal=one.personal or one.capacity == SigningCapacity.DIRECT,
    )


def _in_the_body(one: Signs, body: AdvisoryBody) -> Standing:
    """By the part that his post has in an advisory body today, with the title it has there; what
    he is in the agency opens nothing (Annex I, II.7c)."""
    today_s = called(body.agency_id, body.abbreviation)
    member = today_s.member(one.post.id) if today_s else None
    return Standing(
        title=member.title if member else one.post.title,
        body_regime="collective",
        agency_title_of_head=body.head_title,
        body_name_upper=body.short_name.upper(),
        is_head=member is not None and member.part == HEAD,
        is_deputy=member is not None and member.part == DEPUTY,
        personal=one.capacity == SigningCapacity.DIRECT,
    )


def _body(agency: Agency) -> str:
    """The collective's name in the block: `ỦY BAN NHÂN DÂN`, without the place."""
    return "HỘI ĐỒNG NHÂN DÂN" if agency.abbreviation == "HĐND" else "ỦY BAN NHÂN DÂN"


def _unit_head_title(post: Position) -> str:
    head = _head_of_unit(post)
    return head.title if head else ""


def _head_of_unit(post: Position) -> Position | None:
    """By the post, whoever holds it: a deputy may have the role of one who heads."""
    return queries.head_position(post.agency_id, post.unit_id) if post.unit_id else None


def refusal(paper: OutgoingDocument) -> str:
    """Why who signs next may not sign in this capacity today; empty where he may."""
    return refused(turn(paper))


def refusal_to_sign(paper: OutgoingDocument) -> str:
    """The same at the instant of signing, with what he approved by asked again (ORG-06)."""
    one = turn(paper)
    today_s = [*map(_mandate, mandates(one)), *_of_the_body(one)]
    given = Given(today_s, [*map(_mandate, _frozen(paper, one))])
    return _reason(may_still_sign, one, standing(one), given)


def _frozen(paper: OutgoingDocument, one: Signs) -> list[Delegation]:
    """The mandate by which he approved, with the orders of his head, as `mandate_in_use` found it;
    none for another agency's signer, who approves by signing."""
    approval = None if paper.awaited else standing_sign_off(paper.sign_offs, "approve")
    if approval is None or approval.delegation is None:
        return []
    orders = [row for row in _handed_on(one.post) if row.agency_id == one.agency.id]
    return [approval.delegation, *orders]


def refused(one: Signs) -> str:
    """The same of any document or copy."""
    return _refused(one, standing(one), mandates(one))


def mandates(one: Signs) -> Sequence[Delegation]:
    """Those of his post that this agency gave, and the orders that he has of his unit's head. In a
    body none opens anything: what he is there stands in its decision, and only its deputies sign
    KT (ORG-03)."""
    given = [*queries.delegations_of(one.post.id), *_handed_on(one.post)]
    return [row for row in given if row.agency_id == one.agency.id and row.id not in one.without]


def _handed_on(post: Position) -> list[Delegation]:
    """TL is given to the head of a unit, and his deputy signs KT for him by it (article 13.4)."""
    head = _head_of_unit(post) if post.is_deputy else None
    given = queries.delegations_of(head.id) if head else []
    return [row for row in given if row.kind == SigningCapacity.TL]


def mandate_of(paper: OutgoingDocument) -> int | None:
    """The delegation by which whoever signs next does so, the one of his approval first; None where
    his own post lets him (§7.5)."""
    frozen = _frozen(paper, turn(paper))
    row = frozen[0] if frozen else mandate_in_use(turn(paper))
    return row.id if row else None


def mandate_in_use(one: Signs) -> Delegation | None:
    """By what was handed on to him he signs together with his head's TL, and it is what was handed
    on. Of several the one that no words limit, then one whose words are the document's (ORG-01)."""
    how, given = standing(one), sorted(mandates(one), key=partial(_narrowness, one.about))
    orders = [row for row in given if row.kind == SigningCapacity.TL]
    for rows in ([], *([row] for row in given), *([row, *orders] for row in given)):
        if not _refused(one, how, rows):
            return rows[0] if rows else None
    return None


def _narrowness(about: str, row: Delegation) -> tuple[bool, bool]:
    words = row.subjects.strip()
    return bool(words), is_outside(words, about)


def _refused(one: Signs, how: Standing, rows: Sequence[Delegation]) -> str:
    return _reason(may_sign, one, how, [*map(_mandate, rows), *_of_the_body(one)])


def _reason(ask: Callable[..., None], one: Signs, how: Standing, given: Any) -> str:
    """Why the law says no to what it is asked; empty where it does not."""
    try:
        ask(one.capacity, how, given, one.doc_type, today())
    except Refused as no:
        return no.reason
    return ""


def _of_the_body(one: Signs) -> list[Mandate]:
    return [_by_decision(one.body)] if one.body else []


def _by_decision(body: AdvisoryBody) -> Mandate:
    """The decision that set the body up lets its deputies sign for its head (article 13.1)."""
    return Mandate(SigningCapacity.KT, body.decision_code, body.valid_from, None)


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
