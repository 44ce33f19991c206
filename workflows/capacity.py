"""In which capacity somebody signs (Decree 30/2020, article 13), and the lines printed for it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Literal, NamedTuple

from workflows.law import Refused


class SigningCapacity(StrEnum):
    """`SigningCapacity` of DOMAIN §2.3."""

    DIRECT = "DIRECT"
    TM = "TM"
    Q = "Q"
    KT = "KT"
    TL = "TL"
    TUQ = "TUQ"


DIRECT, TM, Q, KT, TL, TUQ = SigningCapacity

WORDS: Mapping[SigningCapacity, str] = {
    DIRECT: "ký trực tiếp",
    TM: "ký thay mặt",
    Q: "quyền",
    KT: "ký thay",
    TL: "ký thừa lệnh",
    TUQ: "ký thừa ủy quyền",
}

AS_HEAD = frozenset({DIRECT, TM, Q})
"""Whoever signs so may hand signing on; KT, TL and TUQ never chain but TL to KT (ORG-03)."""


@dataclass(frozen=True, slots=True)
class Standing:
    """The post from which somebody signs this document.

    `heads_unit`: heads a unit or a subordinate agency of the issuing agency. `personal`: the
    document is the chair's own, not the committee's (thẩm quyền, DOMAIN §2.2).
    """

    title: str
    body_regime: Literal["collective", "head"]
    agency_title_of_head: str
    body_name_upper: str = ""
    is_head: bool = False
    is_deputy: bool = False
    is_acting_head: bool = False
    heads_unit: bool = False
    unit_head_title: str = ""
    is_unit_deputy: bool = False
    personal: bool = False

    @property
    def for_the_body(self) -> bool:
        """Whether the document is the collective's, signed thay mặt (article 13.2)."""
        return self.body_regime == "collective" and not self.personal


@dataclass(frozen=True, slots=True)
class Mandate:
    """A delegation or standing assignment in force during [valid_from, valid_to) (DOMAIN §2.4).

    `giver` is the capacity in which it was given. With `subjects` and no `doc_types` any type is
    covered: whether the content is within the subjects, the signer says himself (`within`).
    """

    kind: SigningCapacity
    document_code: str
    valid_from: date | None
    valid_to: date | None
    doc_types: frozenset[str] = field(default_factory=frozenset)
    subjects: frozenset[str] = field(default_factory=frozenset)
    giver: SigningCapacity = DIRECT

    def is_complete(self) -> bool:
        """Written, and limited in time and content (ORG-01)."""
        scope = self.doc_types | self.subjects
        return bool(self.document_code.strip() and self.valid_from and self.valid_to and scope)

    def has_begun(self, on: date) -> bool:
        return self.valid_from is None or self.valid_from <= on

    def has_ended(self, on: date) -> bool:
        return self.valid_to is not None and self.valid_to <= on

    def covers(self, doc_type: str) -> bool:
        return not self.doc_types or doc_type in self.doc_types

    def lists(self, doc_type: str) -> bool:
        return doc_type in self.doc_types


class Given(NamedTuple):
    """The mandates of today, and those by which somebody approved: none where his own post let
    him."""

    today: Sequence[Mandate]
    approved_by: Sequence[Mandate] = ()


@dataclass(frozen=True, slots=True)
class _Case:
    """What is asked: may this standing, with these mandates, sign such a document that day?"""

    standing: Standing
    mandates: tuple[Mandate, ...]
    doc_type: str
    on: date

    def demand(self, holds: bool, reason: str) -> None:
        if not holds:
            raise Refused(reason, "capacity")

    def sift(self, *questions: tuple[str, Callable[[Mandate], bool]]) -> None:
        """One mandate must answer every question; the first that leaves none is the no."""
        left = list(self.mandates)
        for reason, holds in questions:
            left = [mandate for mandate in left if holds(mandate)]
            self.demand(bool(left), reason)

    def in_force(self, mandate: Mandate) -> bool:
        return mandate.has_begun(self.on) and not mandate.has_ended(self.on)


def may_sign(
    capacity: SigningCapacity,
    standing: Standing,
    mandates: Iterable[Mandate],
    doc_type: str,
    on: date,
) -> None:
    """Refuse a signature that article 13 does not allow; heard at approval and again at signing."""
    _RULES[capacity](_Case(standing, tuple(mandates), doc_type, on))


def may_still_sign(
    capacity: SigningCapacity,
    standing: Standing,
    given: Given,
    doc_type: str,
    on: date,
) -> None:
    """At the instant of signing all is asked again, and what he approved by must hold too: another
    mandate, given since, wants an approval of its own (ORG-06)."""
    may_sign(capacity, standing, given.today, doc_type, on)
    if not given.approved_by:
        return
    try:
        may_sign(capacity, standing, given.approved_by, doc_type, on)
    except Refused:
        raise Refused("mandate_replaced", "capacity") from None


def _as_head(case: _Case) -> None:
    """Who was given the head's powers (giao quyền) signs as that, Q.: Annex I, II.7b."""
    case.demand(case.standing.is_head, "not_head")
    case.demand(not case.standing.is_acting_head, "acting_signs_as_q")


def _direct(case: _Case) -> None:
    _as_head(case)
    case.demand(not case.standing.for_the_body, "wrong_regime")


def _for_the_body(case: _Case) -> None:
    _as_head(case)
    case.demand(case.standing.for_the_body, "wrong_regime")


def _acting(case: _Case) -> None:
    case.demand(case.standing.is_acting_head, "q_needs_appointment")


def _for_the_head(case: _Case) -> None:
    """A deputy by standing assignment; the head's absence alone opens nothing (ORG-04)."""
    case.demand(case.standing.is_deputy, "not_deputy")
    case.sift(
        ("kt_needs_assignment", lambda mandate: mandate.kind is KT),
        ("capacity_never_chains", lambda mandate: mandate.giver in AS_HEAD),
        ("kt_needs_assignment", case.in_force),
        ("kt_out_of_scope", lambda mandate: mandate.covers(case.doc_type)),
    )


def _by_order(case: _Case) -> None:
    """A unit's head for the types listed in the rules; he may hand it on to his deputy (13.4), who
    brings his head's TL beside his own KT."""
    case.demand(case.standing.heads_unit or case.standing.is_unit_deputy, "not_unit_head")
    case.sift(
        ("tl_doc_type_not_listed", lambda mandate: mandate.kind is TL),
        ("capacity_never_chains", lambda mandate: mandate.giver in AS_HEAD),
        ("tl_doc_type_not_listed", case.in_force),
        ("tl_doc_type_not_listed", lambda mandate: mandate.lists(case.doc_type)),
    )
    if not case.standing.heads_unit:
        case.sift(
            ("kt_needs_assignment", lambda mandate: mandate.kind is KT and mandate.giver is TL),
            ("kt_needs_assignment", case.in_force),
            ("kt_out_of_scope", lambda mandate: mandate.covers(case.doc_type)),
        )


def _by_mandate(case: _Case) -> None:
    """Written, limited in time and content, and not handed on (article 13.3, ORG-01)."""
    case.demand(not case.standing.is_unit_deputy, "capacity_never_chains")
    case.demand(case.standing.heads_unit, "not_unit_head")
    case.sift(
        ("tuq_needs_mandate", lambda mandate: mandate.kind is TUQ and mandate.is_complete()),
        ("capacity_never_chains", lambda mandate: mandate.giver in AS_HEAD),
        ("tuq_not_yet", lambda mandate: mandate.has_begun(case.on)),
        ("tuq_expired", lambda mandate: not mandate.has_ended(case.on)),
        ("tuq_out_of_scope", lambda mandate: mandate.covers(case.doc_type)),
    )


_RULES: Mapping[SigningCapacity, Callable[[_Case], None]] = {
    DIRECT: _direct,
    TM: _for_the_body,
    Q: _acting,
    KT: _for_the_head,
    TL: _by_order,
    TUQ: _by_mandate,
}


def block(capacity: SigningCapacity, standing: Standing) -> tuple[str, ...]:
    """The lines of box 7a: upper case, a dot after each abbreviation (FMT-19)."""
    lines = tuple(line.upper() for line in _lines(capacity, standing))
    if capacity in {TM, Q, KT} and standing.for_the_body:
        return (f"TM. {standing.body_name_upper}", *lines)
    return lines


def _lines(capacity: SigningCapacity, standing: Standing) -> tuple[str, ...]:
    if capacity in {DIRECT, TM}:
        return (standing.title,)
    first = f"{capacity}. {standing.agency_title_of_head}"
    if capacity is Q:
        return (first,)
    if capacity is TL and not standing.heads_unit:
        return (first, f"KT. {standing.unit_head_title}", standing.title)
    return (first, standing.title)
