"""What the text layer of a paper proposes for the clerk's form (DOMAIN §5.3, §5.6, §6.2)."""

import re
from dataclasses import dataclass, field
from datetime import date

from server.uploads.reading.dues import printed_due
from server.uploads.reading.head import Line, Span, head, issued
from server.uploads.reading.issuers import issuer
from server.uploads.reading.stamps import URGENT, capital_runs
from server.uploads.reading.subjects import doc_type, subject
from server.words import fold
from workflows.urgency import Urgency

_CODE = re.compile(
    r"\W*(?:(?:bộ luật|luật|pháp lệnh|lệnh|nghị quyết)\s)?"
    r"S\s?[ốồôóòo]\s?[:;.]?[\s.…_]*(?P<number>\d(?:[\d ]{0,8}\d)?[a-zđ]?)?[\s.…_]*/\s*"
    r"(?P<notation>[^\W_][\w&.]*(?:(?:\s?[-–]\s?|/)[^\W_][\w&.]*)*)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a page seems to say; the clerk decides. `found` says where each field was read.

    Empty text, or no date: the page does not say it. Nothing is cut to a column's length (IN-06).
    """

    number: str = ""
    notation: str = ""
    issued_on: date | None = None
    issuer: str = ""
    doc_type: str = ""
    subject: str = ""
    urgency: Urgency = Urgency.NORMAL
    printed_due: date | None = None
    found: dict[str, Span] = field(default_factory=dict)


def propose(text: str) -> Proposal:
    """Read the head of a paper's first page (NFC text, as `inspect` gives it)."""
    lines, found = head(text), dict[str, Span]()
    number, notation = _code(lines, found)
    kind, first = doc_type(lines, notation)
    about = subject(lines, first)
    agency, day = issuer(lines), issued(lines)
    stamp = _urgency(lines)
    due = printed_due(text, day[0] if day else None)
    spans = {
        "issued_on": day and day[1],
        "issuer": agency and agency[1],
        "doc_type": kind and kind.span,
        "subject": about and about.span,
        "urgency": stamp and stamp[1],
        "printed_due": due and due[1],
    }
    return Proposal(
        number=number,
        notation=notation,
        issued_on=day[0] if day else None,
        issuer=agency[0] if agency else "",
        doc_type=kind.value if kind else "",
        subject=about.value if about else "",
        urgency=stamp[0] if stamp else Urgency.NORMAL,
        printed_due=due[0] if due else None,
        found=found | {name: span for name, span in spans.items() if span},
    )


def _code(lines: list[Line], found: dict[str, Span]) -> tuple[str, str]:
    """Number and notation, without the spaces that a typist or a scanner put between them."""
    for line in lines:
        code = _CODE.match(line.left)
        if code is None:
            continue
        number, notation = re.sub(r"\s", "", code["number"] or ""), code["notation"]
        if number:
            found["number"] = line.span(*code.span("number"))
        found["notation"] = line.span(*code.span("notation"))
        return number, re.sub(r"\s?[-–]\s?", "-", notation).rstrip(".")
    return "", ""


def _urgency(lines: list[Line]) -> tuple[Urgency, Span] | None:
    """The stamp of box 10b: capitals that stand alone, so that a subject about haste is none."""
    for line in lines:
        for run in capital_runs(line.left):
            if level := URGENT.get(fold(run)):
                start = line.left.find(run.split()[0])
                return level, line.span(start, start + len(run))
    return None
