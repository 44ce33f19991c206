"""Văn bản liên tịch: who issues a document together with the agency that leads (DOMAIN §5.5)."""

from collections.abc import Mapping, Sequence
from typing import Any

from server.database import db
from server.documents.outgoing import capacity
from server.documents.outgoing.capacity import Signs
from server.documents.outgoing.models import CoIssuer, OutgoingDocument
from server.org import queries
from server.org.actor import Actor
from server.org.models import Agency, Person, Position
from server.typesetting import Issuer
from signing import MOST
from workflows import Refused, Role
from workflows.capacity import SigningCapacity
from workflows.kinds import kind

FIELD = "joint"
"""The field of a draft: accounts of those who sign for the other agencies, in their turn."""
AS = (SigningCapacity.TM, SigningCapacity.DIRECT, SigningCapacity.Q, SigningCapacity.KT)
"""How a leader may sign for his own agency; the first that article 13 gives him."""


def fill(actor: Actor, paper: OutgoingDocument, fields: Mapping[str, Any]) -> None:
    """Write the agencies that issue it too; a paper of ours alone is not asked for any."""
    accounts = list(dict.fromkeys(fields.get(FIELD) or ()))
    if not accounts and not paper.is_joint:
        return
    _refuse_unfit(paper, accounts)
    paper.issuers = 1 + len(accounts)
    paper.co_issuers[:] = [
        _co_issuer(actor, paper, account, n) for n, account in enumerate(accounts, start=1)
    ]
    if len({one.agency_id for one in paper.co_issuers}) < len(accounts):
        raise Refused("joint_agency_twice", FIELD)


def _refuse_unfit(paper: OutgoingDocument, accounts: Sequence[str]) -> None:
    if len(accounts) >= MOST:
        raise Refused("joint_too_many", FIELD, most=MOST)
    if accounts and kind(paper.doc_type).pair:
        raise Refused("joint_has_two_parties", FIELD)


def _co_issuer(actor: Actor, paper: OutgoingDocument, account: str, n: int) -> CoIssuer:
    person, post = _leader(actor, account)
    agency = db.session.get_one(Agency, post.agency_id)
    for how in AS:
        one = Signs(agency, post, person.id, how, paper.doc_type)
        if not capacity.refused(one):
            row = _row_of(paper, post.agency_id)
            row.n, row.capacity = n, str(how)
            row.person_id, row.post_id = person.id, post.id
            row.agency, row.person, row.post = agency, person, post
            return row
    raise Refused("joint_may_not_sign", FIELD, name=person.full_name)


def _row_of(paper: OutgoingDocument, agency_id: int | None) -> CoIssuer:
    """The agency's row, kept where it was named before: an agency stands once in a paper."""
    named = (one for one in paper.co_issuers if one.agency_id == agency_id)
    return next(named, None) or CoIssuer(agency_id=agency_id)


def _leader(actor: Actor, account: str) -> tuple[Person, Position]:
    """The post of leadership that somebody holds in another agency of this server."""
    person = queries.person_by_account(account)
    posts = [one.position for one in queries.posts_of(person.id)] if person else []
    for post in posts:
        if post.agency_id not in (None, actor.agency_id) and Role.LEADER in post.roles:
            return person, post  # type: ignore[return-value]  # a post has its person
    raise Refused("joint_signer_unknown", FIELD, account=account)


def issuers(paper: OutgoingDocument) -> tuple[Issuer, ...]:
    """The other agencies, as they are printed."""
    if not paper.is_joint:
        return ()
    return tuple(
        Issuer(
            one.agency.name,
            capacity.named_block(capacity.co_signs(one, paper.doc_type)),
            one.person.full_name,
        )
        for one in paper.co_issuers
    )


def authority(paper: OutgoingDocument) -> tuple[str, ...]:
    """The lines over our own signature."""
    mine = capacity.signs(paper)
    if not paper.is_joint:
        return capacity.block_lines(mine)
    return capacity.named_block(mine)


def abbreviation(paper: OutgoingDocument) -> str:
    """Of all agencies, each once, the one that leads first: `UBND-MTTQ` (Annex I, II.3b)."""
    mine = (paper.issuing_body or paper.agency).abbreviation
    if not paper.is_joint:
        return mine
    return "-".join(dict.fromkeys([mine, *(one.agency.abbreviation for one in paper.co_issuers)]))
