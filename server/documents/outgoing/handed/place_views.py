"""What the page of places shows: the file made anew, its findings, and where things will stand."""

from collections.abc import Iterator
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as later

from server.documents.layout import views
from server.documents.outgoing import layout_pages
from server.documents.outgoing.handed import placing
from server.documents.outgoing.models import DraftFile, OutgoingDocument

NAMES = {"number": later("Số"), "date": later("Ngày, tháng, năm"), "person": later("Chữ ký")}
HOW = {
    "number": later("Sau “Số:” hãy chừa chỗ trống khoảng 8 dấu cách trước dấu “/”."),
    "date": later("Sau địa danh hãy gõ “, ngày      tháng      năm”; hệ thống tự ghi khi cấp số."),
    "person": later("Giữa chức vụ và họ tên người ký hãy chừa ít nhất 12 mm."),
}


def view(paper: OutgoingDocument, row: DraftFile) -> dict[str, Any]:
    """Findings and pages as the layout page has them, with the places drawn on each page."""
    spots = paper.current.fields.get("places") or {}
    shown = views.view(layout_pages.checked(paper))
    drawn = dict(spots)
    drawn |= placing.seals(spots, paper.issuers, paper.seal_hangs)
    for n, leaf in enumerate(shown["leaves"]):
        mine = [(name, spot) for name, spot in drawn.items() if spot[0] == n]
        leaf["places"] = [_drawn(paper, row, name, spot) for name, spot in mine]
    told = placing.to_ruler(row, spots)
    return {
        "result": shown,
        "places": [
            _asked(paper, name, told.get(name))
            for name in placing.names(paper.doc_type, paper.issuers)
        ],
        "notes": list(_notes(paper, row)),
    }


def label_of(paper: OutgoingDocument, name: str) -> str:
    """What a place is called; of several agencies each signature and seal with its agency."""
    word = NAMES.get(name.rstrip("234")) or (_("Dấu treo") if paper.seal_hangs else _("Dấu"))
    if not paper.is_joint or name in ("number", "date"):
        return str(word)
    n = int(name[-1]) if name[-1].isdigit() else 1
    return f"{word}, {[paper.agency, *(one.agency for one in paper.co_issuers)][n - 1].short_name}"


def _drawn(paper: OutgoingDocument, row: DraftFile, name: str, spot: list[float]) -> dict[str, Any]:
    page, left, bottom, right, top = spot
    label = label_of(paper, name)
    across = {"x": left, "y": row.sizes[int(page)][1] - top, "w": right - left, "h": top - bottom}
    return {"name": name, "label": label, **{key: round(one, 1) for key, one in across.items()}}


def _asked(paper: OutgoingDocument, name: str, told: dict[str, float] | None) -> dict[str, Any]:
    """A row of the form; a place that was not found says how the file should be, or is typed in."""
    width, height = placing.usual_size(name)
    usual = {"page": 1, "x": "", "y": "", "w": width, "h": height}
    how = "" if told else HOW[name.rstrip("234")]
    return {"name": name, "label": label_of(paper, name), "how": how, **(told or usual)}


def _notes(paper: OutgoingDocument, row: DraftFile) -> Iterator[str]:
    """What became of the file that its author should know before it is signed."""
    if row.pictured:
        pages = ", ".join(map(str, row.pictured))
        yield _("Trang %(pages)s không dựng lại được nên đã thành ảnh 300 dpi.", pages=pages)
    if row.flattened:
        yield _("Ô điền và ghi chú trong tệp đã thành nét in của trang.")
    if paper.agency.prints_qr and not row.qr_room:
        yield _("Chân trang cuối không còn chỗ trống 18 mm cho mã QR, nên trang sẽ không có mã.")
    text = " ".join(placing.text_of(row.sha256).split())
    yield from _unnamed(paper, text)
    if not text:
        yield _("Tệp không có lớp chữ nên không tự tìm được chỗ và ít quy tắc kiểm tra được.")


def _unnamed(paper: OutgoingDocument, text: str) -> Iterator[str]:
    """Who signs, for whichever agency, and is not found among the words of the file."""
    for name in (paper.signer.full_name, *(one.person.full_name for one in paper.co_issuers)):
        if text and name.casefold() not in text.casefold():
            yield _("Không thấy họ tên người ký (%(name)s) trên tệp; hãy kiểm tra lại.", name=name)
