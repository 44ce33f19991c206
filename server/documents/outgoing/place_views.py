"""What the page of places shows: the file made anew, its findings, and where things will stand."""

from collections.abc import Iterator
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as later

from server.documents.layout import views
from server.documents.outgoing import layout_pages, placing
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
    if spots.get("person"):
        drawn["seal"] = placing.seal_over(spots["person"])
    for n, leaf in enumerate(shown["leaves"]):
        mine = [(name, spot) for name, spot in drawn.items() if spot[0] == n]
        leaf["places"] = [_drawn(row, name, spot) for name, spot in mine]
    told = placing.to_ruler(row, spots)
    return {
        "result": shown,
        "places": [_asked(name, told.get(name)) for name in placing.names(paper.doc_type)],
        "notes": list(_notes(paper, row)),
    }


def _drawn(row: DraftFile, name: str, spot: list[float]) -> dict[str, Any]:
    page, left, bottom, right, top = spot
    label = NAMES.get(name) or _("Dấu")
    across = {"x": left, "y": row.sizes[int(page)][1] - top, "w": right - left, "h": top - bottom}
    return {"name": name, "label": label, **{key: round(one, 1) for key, one in across.items()}}


def _asked(name: str, told: dict[str, float] | None) -> dict[str, Any]:
    """A row of the form; a place that was not found says how the file should be, or is typed in."""
    width, height = placing.USUAL[name]
    usual = {"page": 1, "x": "", "y": "", "w": width, "h": height}
    return {"name": name, "label": NAMES[name], "how": "" if told else HOW[name], **(told or usual)}


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
    if text and paper.signer.full_name.casefold() not in text.casefold():
        name = paper.signer.full_name
        yield _("Không thấy họ tên người ký (%(name)s) trên tệp; hãy kiểm tra lại.", name=name)
    if not text:
        yield _("Tệp không có lớp chữ nên không tự tìm được chỗ và ít quy tắc kiểm tra được.")
