"""A draft handed in as a file: inspected, made a PDF, made anew and judged, each in a child."""

from collections.abc import Iterable, Mapping
from typing import Any

from server import pool, press
from server.documents.layout.reading import result_of
from server.documents.outgoing.handed import placing
from server.documents.outgoing.models import DraftFile, OutgoingDocument
from server.documents.scanned import asking
from server.files import store
from server.office import office
from server.papers.intake import hang_main, keep_secrets_out, keep_text, take_down_main
from server.papers.safe import lies_in_a_safe
from server.typesetting import Sheet
from server.uploads import ask, inspect
from server.uploads.handed.libreoffice import to_pdf
from server.uploads.kinds import DOCX, PDF
from server.uploads.secrecy import suspects_secret
from signing import SealFailed
from workflows import Refused
from workflows.layout import Result, Verdict

WORST = (Verdict.FAIL, Verdict.PASS, Verdict.UNCHECKABLE)


class HandedIn:
    """A file that may become a draft: its row, which belongs to no paper yet, and its words."""

    def __init__(self, row: DraftFile, text: str) -> None:
        self.row, self.text = row, text

    @property
    def fields(self) -> dict[str, Any]:
        """What a version says of it: the file, and the places as they were found."""
        return {"file": self.row.sha256, "places": self.row.spots}


def hand_in(name: str, data: bytes) -> HandedIn:
    """Take a PDF or a DOCX, or refuse it in words; nothing of any paper is changed, and of what
    bears a mark of secrecy, as it came or as its page came out, nothing is kept (SEC-01, A15).

    The children's refusals are those of `uploads.answers`; a DOCX needs LibreOffice on the server.
    """
    seen = inspect(data, name)
    if seen.media_type not in (PDF, DOCX):
        raise Refused("draft_kind_unknown", "file")
    keep_secrets_out(seen, data)
    fonts = office().cabinet.fonts.absolute()
    is_docx = seen.media_type == DOCX
    pdf = to_pdf(data, fonts) if is_docx else data
    words = ask(pdf, "du-thao.pdf", "draft", fonts=str(fonts), ours=is_docx)
    told = words["draft"]
    if suspects_secret("\n".join(told["text"][:1]), name):
        raise Refused("file_may_be_secret", "file")
    if is_docx:
        told["results"] = _worse(told["results"], ask(data, name, "layout")["layout"]["results"])
    row = DraftFile(
        name=seen.name,
        media_type=seen.media_type,
        sha256=store().keep(data),
        size=len(data),
        plain_sha256=store().keep(words["files"][0]),
        **{key: told[key] for key in _TOLD},
    )
    return HandedIn(row, "\f".join(told["text"]))


_TOLD = ("pages", "sizes", "pictured", "flattened", "spots", "results", "qr_room")


def _worse(page: Iterable[Any], typed: Iterable[Any]) -> list[Any]:
    """Of a DOCX both are judged, as it was typed and as its page came out: the worse one holds."""
    return [
        min(one, other, key=lambda told: WORST.index(told["verdict"]))
        for one, other in zip(page, typed, strict=True)
    ]


def put_by(paper: OutgoingDocument, given: HandedIn) -> None:
    """The file is this paper's from now on; handed in twice it is kept once. A step of an act."""
    if all(one.sha256 != given.row.sha256 for one in paper.handed_in):
        paper.handed_in.append(given.row)
    if given.text.strip():
        keep_text(given.row.sha256, given.text, ())
    else:
        asking.ask("outgoing", paper.id)


def show_draft(paper: OutgoingDocument, name: str) -> None:
    """What whoever opens the draft sees before it is submitted: the file, made anew. A step."""
    row = paper.file_of()
    if row is None:
        take_down_main("outgoing", paper.id)
    else:
        hang_main("outgoing", paper.id, name, (row.plain_sha256, row.pages))


def refuse_taken_away(row: DraftFile) -> None:
    """It bears a mark of secrecy, and lies with the clerk: it is neither shown nor set (SEC-02)."""
    if lies_in_a_safe(row.plain_sha256):
        raise Refused("file_may_be_secret", "file")


def results_of(row: DraftFile) -> tuple[Result, ...]:
    """The verdict on every rule, as it was told when the file came."""
    return tuple(result_of(one) for one in row.results)


def page_to_sign(row: DraftFile, places: Mapping[str, Any], sheet: Sheet) -> bytes:
    """The page with its empty fields; what was printed under number and date is gone.

    `sheet`: what the office knows of the paper. Refused: `places_missing` until all are put,
    `notation_differs` where the file bears another one than the register will.
    """
    refuse_taken_away(row)
    spots = placing.complete(places, sheet.doc_type, len(sheet.issuers), sheet.seal_hangs)
    placing.refuse_other_notation(row, sheet.notation)
    fonts = str(office().cabinet.fonts.absolute())
    plain = store().fetch(row.plain_sha256)
    named = {"Title": sheet.subject, "Author": sheet.agency, "qr": sheet.qr or ""}
    told = ask(plain, "du-thao.pdf", "clear", fonts=fonts, places=spots, named=named)
    try:
        return pool.submit(press.add_fields, told["files"][0], spots)
    except SealFailed as failure:
        raise Refused(failure.reason, "file") from None
