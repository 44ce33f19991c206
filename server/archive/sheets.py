"""The sheets of Annex V: list of the year, contents of a file, list and minutes of delivery."""

import io
from collections.abc import Iterable, Sequence

from flask import Response, send_file

from server import pool, press
from server.archive.models import FilingLine, FilingPlan, Handover
from server.clock import local, today
from server.documents.casefiles.kept import Line
from server.documents.casefiles.models import CaseFile
from server.office import office
from server.papers.models import PaperFile
from server.typesetting.listing import Listing
from workflows.dates import written
from workflows.filing import PERMANENT, retention_words
from workflows.spelled import spelled

PATIENCE = 60.0
SIGN = "(Ký và ghi rõ họ và tên)"


def printed(sheet: Listing) -> bytes:
    """Set in the pool; the same sheet gives the same bytes."""
    return pool.submit(press.print_listing, sheet, office().cabinet, timeout=PATIENCE)


def contents(case: CaseFile, lines: Sequence[Line]) -> Listing:
    """Mục lục văn bản, tài liệu: seven columns, pages through the whole file (Annex V, IV)."""
    pages = lines[-1].last if lines else 0
    return Listing(
        superior=case.agency.superior,
        agency=case.agency.name,
        title="Mục lục văn bản, tài liệu",
        under=(f"Số, ký hiệu hồ sơ: {case.code}", f"Năm {case.year}", case.subject),
        columns=(
            "STT", "Số, ký hiệu văn bản", "Ngày tháng năm văn bản",
            "Tên loại và trích yếu nội dung văn bản", "Tác giả văn bản", "Tờ số/ Trang số",
            "Ghi chú",
        ),
        shares=(7, 20, 14, 29, 17, 10, 8),
        rows=tuple(_content(one) for one in lines),
        closing=(f"Hồ sơ này gồm {len(lines)} văn bản, {pages} trang.",),
        place=_place(case),
        signers=(("Người lập", SIGN, case.keeper.full_name if case.keeper else ""),),
    )  # fmt: skip


def stand_in(case: CaseFile, one: Line, file: PaperFile | None) -> Listing:
    """In a file that is printed whole: what has no pages here, and where it is to be looked for."""
    name = file.name if file else "(không có tệp)"
    return Listing(
        superior=case.agency.superior,
        agency=case.agency.name,
        title="Tài liệu không in được trong tệp này",
        under=(f"Số, ký hiệu hồ sơ: {case.code}", f"Trang {one.pages} của hồ sơ"),
        columns=("STT", "Số, ký hiệu văn bản", "Tên loại và trích yếu nội dung văn bản", "Tệp"),
        shares=(8, 24, 44, 24),
        rows=((str(one.ordinal), one.paper.code, one.words, name),),
        closing=(),
        place=_place(case),
        signers=(),
    )


def _content(one: Line) -> tuple[str, ...]:
    if one.hidden:
        return (str(one.ordinal), "", "", "(không được đọc)", "", one.pages, "")
    note = {"RECALLED": "đã thu hồi", "SUPERSEDED": "đã bị thay thế", "REPLACED": "đã bị thay thế"}
    return (
        str(one.ordinal), one.paper.code, f"{one.day:%d/%m/%Y}", one.words, one.author, one.pages,
        note.get(str(one.paper.state), one.length),
    )  # fmt: skip


def _place(case: CaseFile) -> str:
    day = case.ended_on or today()
    return f"{case.agency.place_name}, {written(day)}"


def plan(year: FilingPlan, lines: Sequence[FilingLine], names: Sequence[str]) -> Listing:
    """Danh mục hồ sơ: headings in Roman, files under them, each with who makes it (Annex V, II)."""
    permanent = sum(one.years == PERMANENT for one in lines)
    under = [f"Năm {year.year}"]
    if year.decision:
        signed = local(year.approved_at) if year.approved_at else None
        under.append(
            f"(Kèm theo Quyết định số {year.decision}"
            + (f" {written(signed.date())}" if signed else "")
            + f" của {year.agency.name})"
        )
    return Listing(
        superior=year.agency.superior,
        agency=year.agency.name,
        title="Danh mục hồ sơ",
        under=tuple(under),
        columns=(
            "Số và ký hiệu hồ sơ", "Tên đề mục và tiêu đề hồ sơ", "Thời hạn bảo quản",
            "Người lập hồ sơ", "Ghi chú",
        ),
        shares=(18, 46, 14, 22, 9),
        rows=tuple(_under_headings(lines, names)),
        closing=(
            f"Danh mục hồ sơ này có {len(lines)} hồ sơ, bao gồm: {permanent} hồ sơ bảo quản "
            f"vĩnh viễn; {len(lines) - permanent} hồ sơ bảo quản có thời hạn.",
        ),
        signers=(("Người đứng đầu cơ quan", SIGN, year.approved_by),),
    )  # fmt: skip


def _under_headings(lines: Sequence[FilingLine], names: Sequence[str]) -> Iterable[Sequence[str]]:
    heading, count = "", 0
    for line, name in zip(lines, names, strict=True):
        if line.heading != heading:
            heading, count = line.heading, count + 1
            yield (f"{roman(count)}. {heading.upper()}",)
        yield (line.code, line.title, retention_words(line.years), name, "")


def roman(n: int) -> str:
    """Major headings bear Roman numbers (Annex V, I.1)."""
    marks = ((50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
    said = ""
    for value, mark in marks:
        said, n = said + mark * (n // value), n % value
    return said


def handed_list(delivery: Handover, cases: Sequence[tuple[CaseFile, Sequence[Line]]]) -> Listing:
    """Mục lục hồ sơ, tài liệu nộp lưu: seven columns (Annex V, III)."""
    return Listing(
        superior=delivery.agency.name,
        agency=delivery.unit.name if delivery.unit else delivery.agency.name,
        title="Mục lục hồ sơ, tài liệu nộp lưu",
        under=(f"Năm {local(delivery.given_at).year}",),
        columns=(
            "Số TT", "Số, ký hiệu hồ sơ", "Tiêu đề hồ sơ", "Thời gian tài liệu",
            "Thời hạn bảo quản", "Số tờ/ Số trang", "Ghi chú",
        ),
        shares=(7, 14, 36, 20, 13, 10, 10),
        rows=tuple(_handed(n, *one) for n, one in enumerate(cases, start=1)),
        closing=(
            f"Mục lục này gồm: {len(cases)} hồ sơ (đơn vị bảo quản).",
            f"Viết bằng chữ: {spelled(len(cases))} hồ sơ (đơn vị bảo quản).",
        ),
        place=_given(delivery),
        signers=(("Người lập", "(Ký và ghi rõ họ và tên, chức vụ)", _with_title(delivery)),),
    )  # fmt: skip


def _with_title(delivery: Handover) -> str:
    """The unit stands in the head; an official of a commune has none."""
    return f"{delivery.giver.full_name}, {delivery.giver_post.split(',')[0]}"


def _handed(n: int, case: CaseFile, lines: Sequence[Line]) -> tuple[str, ...]:
    pages = str(lines[-1].last) if lines else "0"
    return (
        str(n), case.code, case.subject, _span(lines), retention_words(case.years), pages,
        "điện tử",
    )  # fmt: skip


def _span(lines: Iterable[Line]) -> str:
    days = sorted(one.day for one in lines)
    if not days:
        return ""
    first, last = f"{days[0]:%d/%m/%Y}", f"{days[-1]:%d/%m/%Y}"
    return first if first == last else f"{first} - {last}"


def _given(delivery: Handover) -> str:
    return f"{delivery.agency.place_name}, {written(local(delivery.given_at).date())}"


def minutes(
    delivery: Handover, cases: Sequence[tuple[CaseFile, Sequence[Line]]], files: int
) -> Listing:
    """Biên bản giao nhận hồ sơ, tài liệu; `files`: computer files in them (Annex V, V)."""
    taken = local(delivery.taken_at or delivery.given_at)
    return Listing(
        superior=delivery.agency.superior,
        agency=delivery.agency.name,
        title="Biên bản",
        under=("Giao nhận hồ sơ, tài liệu",),
        opening=(*_parties(delivery, cases), *_handed_over(delivery, cases, files)),
        place=f"{delivery.agency.place_name}, {written(taken.date())}",
        signers=(
            ("Đại diện bên giao", SIGN, delivery.giver.full_name),
            ("Đại diện bên nhận", SIGN, delivery.taker),
        ),
    )


def _unit(delivery: Handover) -> str:
    return delivery.unit.name if delivery.unit else delivery.agency.name


def _parties(
    delivery: Handover, cases: Sequence[tuple[CaseFile, Sequence[Line]]]
) -> tuple[str, ...]:
    """By what, and who: the unit and the archive of the agency."""
    years = ", ".join(map(str, sorted({case.year for case, _ in cases})))
    return (
        "Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác "
        "văn thư;",
        f"Căn cứ Danh mục hồ sơ năm {years} của {delivery.agency.name},",
        "Chúng tôi gồm:",
        f"BÊN GIAO: {_unit(delivery)}",
        f"Ông (bà): {delivery.giver.full_name}",
        f"Chức vụ công tác: {delivery.giver_post}",
        "BÊN NHẬN: Lưu trữ cơ quan",
        f"Ông (bà): {delivery.taker}",
        f"Chức vụ công tác: {delivery.taker_post}",
    )


def _handed_over(
    delivery: Handover, cases: Sequence[tuple[CaseFile, Sequence[Line]]], files: int
) -> tuple[str, ...]:
    """What was given, in the five points of the template."""
    span = _span(one for _, lines in cases for one in lines)
    return (
        "Thống nhất lập biên bản giao nhận tài liệu với những nội dung như sau:",
        f"1. Tên khối tài liệu giao nộp: hồ sơ, tài liệu của {_unit(delivery)}",
        f"2. Thời gian của hồ sơ, tài liệu: {span}",
        "3. Số lượng tài liệu:",
        "a) Đối với hồ sơ, tài liệu giấy: không có.",
        f"b) Đối với hồ sơ, tài liệu điện tử: tổng số hồ sơ: {len(cases)}; tổng số tệp tin "
        f"trong hồ sơ: {files}.",
        "4. Tình trạng tài liệu giao nộp: các gói hồ sơ nguyên vẹn, đã kiểm tra bằng chức năng "
        "của Hệ thống.",
        "5. Mục lục hồ sơ, tài liệu nộp lưu kèm theo.",
        "Biên bản này được lập thành hai bản; bên giao giữ một bản, bên nhận giữ một bản./.",
    )


def sent(pdf: bytes, name: str) -> Response:
    """Shown in the browser, and saved under its name."""
    return send_file(io.BytesIO(pdf), mimetype="application/pdf", download_name=name, max_age=0)
