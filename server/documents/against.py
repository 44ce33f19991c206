"""The office's own rows of the policy: a file against the register, a signer against his post.

What a file of ours says in its fields must be what the register says; who signed must be who held
the post that day, in a capacity that was his (DOMAIN §7.4). Only our own books can tell.
"""

import datetime as dt
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as later
from sqlalchemy import ColumnElement, and_, or_, select

from server.clock import local, today
from server.database import db
from server.documents.outgoing.models import OutgoingDocument
from server.org.bodies import DEPUTY, AdvisoryBody, called
from server.org.dated import Dated
from server.org.models import Agency, Appointment, Delegation, Person
from server.org.queries import in_force
from server.words import fold
from workflows.outgoing import Outgoing

GREEN = ("VALID", "VALID_EXPIRED_NOW")
WRITTEN = frozenset({"KT", "TL", "TUQ"})
"""Capacities that somebody else gave, in writing and for a time (article 13)."""


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signs in which field by the register: the person, the post, the capacity; for which
    agency, and advisory body, if for one."""

    field: str
    person: Person
    position_id: int
    capacity: str
    agency_id: int
    body: AdvisoryBody | None = None


@dataclass(frozen=True, slots=True)
class Facing:
    """A file of ours, as it says it is, and the paper of the register that it names."""

    number: str
    date: dt.date | None
    names: dict[str, str]
    paper: OutgoingDocument | None

    @property
    def day(self) -> dt.date | None:
        """The day on which it was signed, as the office's clock had it."""
        if self.paper is None:
            return None
        return local(self.paper.signed_at).date() if self.paper.signed_at else self.paper.issued_on

    @property
    def signers(self) -> Iterator[Signer]:
        """Those whose signature stands in the file, beside whom the register names."""
        if self.paper is None:
            return
        lead = self.paper
        body = lead.issuing_body
        post, ours = lead.signer_post_id, lead.agency_id
        yield Signer("NguoiKy", lead.signer, post, lead.capacity, ours, body)
        for one in lead.co_issuers:
            yield Signer(f"NguoiKy{one.n}", one.person, one.post_id, one.capacity, one.agency_id)


@dataclass(frozen=True, slots=True)
class Row:
    """One check: what is looked at, who asks for it, and what is said where it fails."""

    code: str
    words: Any
    source: str
    fails: Callable[[Facing], bool]


# fmt: off
OFFICE = (
    Row("register_number", later("Sổ của cơ quan không có văn bản đã phát hành mang số này."),
        "DOMAIN §5.2, §7.4", lambda file: file.paper is None),
    Row("register_date", later("Ngày trên tệp khác ngày trong sổ đăng ký."),
        "DOMAIN §5.4", lambda file: file.paper is not None and file.date != file.paper.issued_on),
    Row("signer_name", later("Tên trong chứng thư khác mọi tên của người ký trong sổ đăng ký."),
        "DOMAIN §7.4 e", lambda file: any(map(_is_another(file), file.signers))),
    Row("signer_post", later("Ngày ký, người ký không giữ chức vụ ghi trong sổ."),
        "DOMAIN §2.4; SIG-02", lambda file: any(map(_held_not(file), file.signers))),
    Row("signer_capacity", later("Ngày ký, người ký chưa được giao ký thay, ký thừa lệnh hoặc thừa ủy quyền."),  # noqa: E501
        "NĐ 30/2020 Đ.13; ORG-01", lambda file: any(map(_had_no_mandate(file), file.signers))),
)
# fmt: on


def facing(said: dict[str, Any]) -> Facing | None:
    """The file beside its paper; None where it claims to be nobody's here."""
    paper = db.session.scalar(select(OutgoingDocument).filter_by(file_sha256=said["sha256"]))
    agencies = _agencies(said)
    if said["profile"] not in ("document", "joint") or not agencies:
        return None
    number, date = said["fields"].get("SoVB", ""), _date(said["fields"].get("NgayVB", ""))
    names = {one["field"]: one["signer"] for one in said["signatures"] if one["kind"] == "person"}
    return Facing(number, date, names, paper or _registered(agencies, number, date))


def held(said: dict[str, Any]) -> dict[str, Any]:
    """The verdict with what the register has against the file, by the rows' codes.

    What the register contradicts is not for us to call valid (§7.4).
    """
    rows = findings(said)
    if not rows:
        return said
    word = "INDETERMINATE" if said["word"] in GREEN else said["word"]
    return said | {"word": word, "against": [row.code for row in rows]}


def worded(said: dict[str, Any] | None) -> list[str]:
    """The sentences of those rows, for whoever looks at the file."""
    codes = (said or {}).get("against", ())
    return [str(row.words) for row in OFFICE if row.code in codes]


def findings(said: dict[str, Any]) -> list[Row]:
    """The rows that fail; a file that is not whole has nothing to be held against."""
    whole = said.get("integrity") == "valid"
    file = facing(said) if whole and said["fields"].get("SoVB") else None
    return [row for row in OFFICE if row.fails(file)] if file else []


def _agencies(said: dict[str, Any]) -> Sequence[int]:
    """Those of this server whose trusted seal is on the file: one that ended has often the name of
    one that came after it, and its seals count (ORG-14)."""
    seals = [one for one in said["signatures"] if one["kind"] == "seal"]
    if not seals or seals[0]["trust"] != "trusted":
        return ()
    named = Agency.name == seals[0]["signer"]
    return db.session.scalars(select(Agency.id).where(named, Agency.external.is_(False))).all()


def _registered(
    agencies: Sequence[int], number: str, date: dt.date | None
) -> OutgoingDocument | None:
    """The paper of that number; of several series the one that left on the day."""
    if not number.strip().isdecimal():
        return None
    rows = db.session.scalars(
        select(OutgoingDocument).where(
            OutgoingDocument.agency_id.in_(agencies),
            OutgoingDocument.number == int(number),
            OutgoingDocument.state.in_((Outgoing.DISPATCHED, Outgoing.RECALLED)),
        )
    )
    found = sorted(rows, key=lambda one: (one.issued_on != date, -one.id))
    return found[0] if found else None


def _date(words: str) -> dt.date | None:
    """`ngày 05 tháng 11 năm 2026`, whatever stands before it."""
    figures = re.findall(r"\d+", words)[-3:]
    try:
        day, month, year = map(int, figures)
        return dt.date(year, month, day)
    except ValueError:
        return None


def _is_another(file: Facing) -> Callable[[Signer], bool]:
    """Folded: certificates often bear names without marks and in capitals (§7.4 e). One made out
    to an earlier name is his all the same."""

    def fails(one: Signer) -> bool:
        borne = {fold(name) for name in one.person.names_until(file.day or today())}
        return fold(file.names.get(one.field, "")) not in borne

    return fails


def _held_not(file: Facing) -> Callable[[Signer], bool]:
    """Also who signed in the morning and handed over in the afternoon held it: rows count whole
    days, and at the signature itself the office asked by the minute."""

    def fails(one: Signer) -> bool:
        posts = select(Appointment.id).where(
            Appointment.person_id == one.person.id, Appointment.position_id == one.position_id,
            or_(in_force(Appointment, file.day), _ended_on(Appointment, file.day)),
        )  # fmt: skip
        return db.session.scalar(posts.limit(1)) is None

    return fails


def _ended_on(model: type[Dated], day: dt.date | None) -> ColumnElement[bool]:
    return and_(model.valid_to == day, model.valid_from <= day)


def _had_no_mandate(file: Facing) -> Callable[[Signer], bool]:
    def fails(one: Signer) -> bool:
        if one.body is not None:
            return not _is_of_the_body(one, one.body, file.day)
        return one.capacity in WRITTEN and not any(_allows(one, file, row) for row in _given(one))

    return fails


def _given(one: Signer) -> list[Delegation]:
    """What the agency whose paper it is gave to his post; another's opens nothing here (ORG-03)."""
    mine = select(Delegation).filter_by(agency_id=one.agency_id, position_id=one.position_id)
    return list(db.session.scalars(mine))


def _allows(one: Signer, file: Facing, row: Delegation) -> bool:
    """In force that day, be it for its first hours, of that capacity and for that type (ORG-01,
    ORG-07): a deputy's TL is the order that his head handed on to him, KT. (article 13.4)."""
    handed_on = one.capacity == "TL" and (row.kind, row.giver) == ("KT", "TL")
    day = file.day or today()
    counted = row.holds_on(day) or (row.valid_to == day and row.valid_from <= day)
    of_that_type = not row.doc_types or (file.paper and file.paper.doc_type in row.doc_types)
    return bool(counted and of_that_type and (row.kind == one.capacity or handed_on))


def _is_of_the_body(one: Signer, body: AdvisoryBody, day: dt.date | None) -> bool:
    """By the decision about it that counted that day: its head, or KT. one of his deputies."""
    that_day = called(body.agency_id, body.abbreviation, day)
    member = that_day.member(one.position_id) if that_day else None
    return member is not None and (member.part == DEPUTY) == (one.capacity == "KT")
