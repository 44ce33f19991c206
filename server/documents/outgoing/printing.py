"""The page of a draft: set in the pool, judged by the layout rules, hung on its version."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from server import pool, press
from server.documents.outgoing import in_name_of, joint
from server.documents.outgoing.handed import handing
from server.documents.outgoing.models import DraftFile, DraftVersion, OutgoingDocument
from server.files import store
from server.office import office
from server.papers.intake import hang_beside, hang_main
from server.typesetting import Sheet, filled, has_files_beside, lint, together
from workflows.kinds import kind
from workflows.layout import Finding, Result, errors, findings
from workflows.numbering import notation


@dataclass(frozen=True, slots=True)
class Page:
    """A page that was set, kept by its digest, and what the layout rules say of it.

    `annexes`: digest and pages of those in files of their own.
    """

    sha256: str
    pages: int
    findings: tuple[Finding, ...]
    annexes: tuple[tuple[str, int], ...] = ()

    @property
    def errors(self) -> frozenset[str]:
        """The rules whose errors stop it."""
        return errors(self.findings)

    def said(self, rules: frozenset[str]) -> str:
        """What is wrong by these rules, each with its number, as a refusal tells it."""
        wrong = [one for one in self.findings if one.severity == "E" and one.rule in rules]
        return " ".join(f"{one.words} ({one.rule})" for one in wrong)


def sheet_of(paper: OutgoingDocument, fields: Mapping[str, Any] | None = None) -> Sheet:
    """What is printed, from the fields of the version and the organisation as it is today."""
    text, agency = fields or paper.current.fields, paper.agency
    names = {
        what: [r.name for r in paper.recipients if r.kind == what] for what in ("to", "for_info")
    }
    unit = paper.unit.abbreviation if paper.unit else "VP"
    superior, name = in_name_of.letterhead(paper)
    typed = Sheet(
        doc_type=paper.doc_type,
        superior=superior,
        agency=name,
        notation=notation(kind(paper.doc_type), joint.abbreviation(paper), unit),
        place=agency.place_name,
        subject=paper.subject,
        bases=tuple(text.get("bases") or ()),
        body=tuple(text.get("body") or ()),
        to=tuple(names["to"]),
        recipients=tuple(names["for_info"]),
        archive=f"VT, {unit}" if paper.unit else "VT",
        authority=joint.authority(paper),
        signer=paper.signer.full_name,
        post=in_name_of.other_post(paper),
        seal_hangs=paper.seal_hangs,
        urgency=paper.urgency,
        qr=f"{office().base_url}/verify/{paper.public_id}" if agency.prints_qr else None,
        joint=joint.issuers(paper),
    )
    return filled(typed, text.get("details") or {}, paper.signer_post.title)


def make(
    paper: OutgoingDocument,
    fields: Mapping[str, Any] | None = None,
    given: DraftFile | None = None,
) -> Page:
    """Set the page with its empty fields, and keep it; nothing of the paper is changed.

    `given`: the file that these fields name, where it is not the paper's yet.
    """
    sheet, file = sheet_of(paper, fields), given or paper.file_of(fields)
    if file is not None:
        places = (fields or paper.current.fields).get("places") or {}
        pdf = handing.page_to_sign(file, places, sheet)
        return Page(store().keep(pdf), file.pages, findings(handing.results_of(file)))
    pdf, count, results = pool.submit(press.print_and_judge, sheet, office().cabinet)
    return Page(store().keep(pdf), count, findings(results), _annexes(sheet))


def _annexes(sheet: Sheet) -> tuple[tuple[str, int], ...]:
    """Those in files of their own, set and kept."""
    if not has_files_beside(sheet):
        return ()
    made = pool.submit(press.print_annexes, sheet, office().cabinet)
    return tuple((store().keep(pdf), pages) for pdf, pages in made)


def preview(
    paper: OutgoingDocument, fields: Mapping[str, Any] | None = None
) -> tuple[bytes, tuple[Result, ...]]:
    """The page as it would be and the verdict on every rule, for the editor; not kept."""
    sheet = together(sheet_of(paper, fields))
    pdf, _count, results = pool.submit(press.print_and_judge, sheet, office().cabinet)
    return pdf, results


def broken(paper: OutgoingDocument) -> frozenset[str]:
    """The rules of layout that the draft breaks, as far as can be told without setting its page."""
    file = paper.file_of()
    return errors(findings(handing.results_of(file)) if file else lint(sheet_of(paper)))


def hang(paper: OutgoingDocument, version: DraftVersion, page: Page) -> None:
    """This page is what checkers and signer will see, and what is signed (DESIGN §11.18)."""
    version.page_sha256, version.pages = page.sha256, page.pages
    paper.file_sha256 = page.sha256
    hang_main("outgoing", paper.id, file_name(paper), (page.sha256, page.pages))
    version.annexes = [list(one) for one in page.annexes]
    hang_annexes(paper, page.annexes)
    paper.notation = sheet_of(paper).notation


def hang_annexes(paper: OutgoingDocument, files: Iterable[tuple[str, int]]) -> None:
    """The annexes in files of their own, called after their paper."""
    named = [
        (file_name(paper, f"-PL{n}"), sha256, pages)
        for n, (sha256, pages) in enumerate(files, start=1)
    ]
    hang_beside("outgoing", paper.id, named)


def file_name(paper: OutgoingDocument, annex: str = "") -> str:
    """How the file is called where it is saved: its code, or what it is about."""
    stem = (paper.code or f"du-thao-{paper.id}") + annex
    return re.sub(r"[^\w.-]+", "-", stem).strip("-") + ".pdf"
