"""In whose name a paper goes out: the agency's, or one of its advisory bodies' (Annex I, II.3a)."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, declared_attr, mapped_column, relationship

from server.org.actor import Actor
from server.org.bodies import FIELD, AdvisoryBody, called, issuing
from server.org.models import Position
from workflows import Refused


class InNameOf:
    """`issuers`: so many agencies; `issuing_body` as it was when the draft named it, None where the
    agency itself issues."""

    issuers: Mapped[int] = mapped_column(default=1)
    issuing_body_id: Mapped[int | None] = mapped_column(ForeignKey("advisory_bodies.id"))

    @declared_attr
    def issuing_body(cls) -> Mapped[AdvisoryBody | None]:
        return relationship(AdvisoryBody)

    @property
    def seal_hangs(self) -> bool:
        """Dấu treo: the agency's seal goes over the body's name at the head (article 33.1c, d)."""
        return self.issuing_body is not None and not self.issuing_body.may_use_seal


def fill(actor: Actor, paper: Any, fields: Mapping[str, Any]) -> None:
    """The body that the draft names; together with other agencies none issues anything (§5.5)."""
    named = fields.get(FIELD) or ""
    body = issuing(actor.agency_id, named, paper.signer_post) if named else None
    if body is not None and paper.is_joint:
        raise Refused("body_issues_alone", FIELD)
    paper.issuing_body, paper.issuing_body_id = body, body.id if body else None


def taken_along(paper: Any, fields: dict[str, Any]) -> dict[str, Any]:
    """A draft that goes over: for the body of that symbol there, else for the agency itself."""
    if paper.issuing_body is None:
        return fields
    there = called(paper.agency.id, paper.issuing_body.abbreviation)
    paper.issuing_body, paper.issuing_body_id = there, there.id if there else None
    return fields if there else {name: said for name, said in fields.items() if name != FIELD}


def letterhead(paper: Any) -> tuple[str, str]:
    """The line above and the name: a body stands under its agency (box 2)."""
    agency, body = paper.agency, paper.issuing_body
    return (agency.short_name, body.name) if body else (agency.superior, agency.name)


def other_post(paper: Any) -> str:
    """Of a body that uses the seal also what its signer is in the agency (box 7b, II.7c); of one
    that may not, his title in the body alone."""
    is_told = paper.issuing_body is not None and not paper.seal_hangs
    return _post_in_agency(paper.signer_post) if is_told else ""


def hanging(paper: Any) -> str:
    """Where the agency's seal stands on it, where it is not at the signature."""
    return f"Dấu treo trên tên {paper.issuing_body.name}" if paper.seal_hangs else ""


def name_of_signer(paper: Any) -> str:
    """As he was called when he approved this text, which bears it whatever he is called since
    (DOMAIN §2.4)."""
    given = [one for one in paper.sign_offs if one.kind == "approve" and one.voided_at is None]
    name: str = given[-1].name if given else paper.signer.full_name
    return name


def title_of_signer(paper: Any) -> str:
    """As what he signs: his title in the body, else that of his post."""
    body, post = paper.issuing_body, paper.signer_post
    member = body.member(post.id) if body else None
    if member is not None:
        return member.title
    title: str = post.title
    return title if post.agency_id == paper.agency_id else heads_words(post)


def heads_words(post: Position) -> str:
    """Of an agency below its own title says which: CHỦ TỊCH UBND XÃ HOẰNG PHÚ (art. 13.3)."""
    return f"{post.title} {post.agency.short_name}" if post.agency else post.title


def signer_words(paper: Any) -> str:
    """Who signs and as what, as the page of the paper says it."""
    return f"{name_of_signer(paper)}, {title_of_signer(paper)} ({paper.capacity})"


def _post_in_agency(post: Position) -> str:
    """CHỦ TỊCH UBND HUYỆN …; of a unit's head TRƯỞNG PHÒNG NỘI VỤ, one PHÒNG and not two."""
    if post.unit is None:
        return f"{post.title} {post.agency.short_name}" if post.agency else post.title
    *_, last = post.title.split(" ")
    doubled = post.unit.name.casefold().startswith(f"{last} ".casefold())
    unit = post.unit.name.split(" ", 1)[1] if doubled else post.unit.name
    return f"{post.title} {unit}"
