"""The sheet of a handing over between agencies: what went to whom, and what was closed (ORG-12)."""

from collections.abc import Collection, Iterable, Sequence

from flask_babel import force_locale
from sqlalchemy import func, select

from server.archive.sheets import SIGN
from server.database import db
from server.documents.casefiles.models import CaseFile
from server.open_work.kinds import KINDS
from server.org.models import Person
from server.pages import day, when
from server.registers.called import book_word
from server.registers.models import Register
from server.reorganising.models import AgencyHandover, HandedOver
from server.reorganising.queries import went
from server.typesetting.listing import Listing
from workflows.casefile import CaseFile as State
from workflows.dates import written

KEYED = "(Ký số)"
COLUMNS = ("STT", "Công việc, hồ sơ, tài liệu", "Thời hạn", "Ghi chú")


def listing(row: AgencyHandover, signers: Collection[int]) -> Listing:
    """As it is signed: who has a key by his key, who has none under it on paper. What is official
    stays Vietnamese."""
    with force_locale("vi"):
        lines = lines_of(row)
        return Listing(
            superior=row.from_agency.superior,
            agency=row.from_agency.name,
            title="Biên bản",
            under=("Bàn giao khi sắp xếp cơ quan",),
            dated=f"{row.from_agency.place_name}, {written(row.plan.effective_on)}",
            opening=_opening(row),
            columns=COLUMNS,
            shares=(8, 56, 22, 14),
            rows=tuple(_rows(lines)),
            closing=tuple(_closing(row, len(lines))),
            signers=_signers(row, signers),
        )


def lines_of(row: AgencyHandover) -> Sequence[HandedOver]:
    """What of the one agency went to the other, kind by kind."""
    found = db.session.scalars(select(HandedOver).where(went(row)).order_by(HandedOver.id)).all()
    order = list(KINDS)
    return sorted(found, key=lambda one: order.index(one.paper_kind))


def _opening(row: AgencyHandover) -> tuple[str, ...]:
    plan = row.plan
    return (
        f"Căn cứ {plan.decision_code};",
        f"Thực hiện phương án “{plan.title}”, có hiệu lực từ 0 giờ ngày {day(plan.effective_on)},",
        f"BÊN GIAO: {row.from_agency.name}",
        *_party(row.giver, row.giver_post),
        f"BÊN NHẬN: {row.to_agency.name}",
        *_party(row.taker, row.taker_post),
    )


def _party(person: Person | None, post: str) -> tuple[str, ...]:
    if person is None:
        return ("Đại diện: khuyết",)
    return (f"Ông (bà): {person.full_name}", f"Chức vụ công tác: {post}")


def _rows(lines: Iterable[HandedOver]) -> Iterable[tuple[str, ...]]:
    """Each kind under its heading, numbered through."""
    kind = ""
    for n, one in enumerate(lines, start=1):
        if one.paper_kind != kind:
            kind = one.paper_kind
            yield (str(KINDS[kind].words),)
        yield (str(n), one.called, when(one.due_at), "")


def _closing(row: AgencyHandover, count: int) -> Iterable[str]:
    """How much it is; of whoever takes over all the rest, the books, the archive and the seal."""
    yield f"Danh sách này gồm {count} việc. Thời hạn đã giao được giữ nguyên."
    if row.from_agency.successor_id != row.to_id:
        return
    books = [f"{book_word(it.book)} năm {it.year}, số cuối {it.last}" for it in _books(row)]
    if books:
        yield f"Sổ đã khóa: {'; '.join(books)}."
    kept = db.session.scalar(
        select(func.count(CaseFile.id)).filter_by(agency_id=row.from_id, state=State.ACCEPTED)
    )
    yield f"Hồ sơ đã nộp lưu, giữ nguyên trong phông của bên giao: {kept or 0}."
    yield (
        f"Con dấu, chữ ký số của {row.from_agency.short_name} thôi sử dụng từ 0 giờ ngày "
        f"{day(row.plan.effective_on)}; văn bản đã ký trước đó giữ nguyên giá trị."
    )


def _books(row: AgencyHandover) -> Sequence[Register]:
    """Those that the act closed."""
    closed = select(Register).filter_by(agency_id=row.from_id)
    mine = closed.where(Register.closed_on >= row.plan.effective_on, Register.last > 0)
    return db.session.scalars(mine.order_by(Register.year, Register.book)).all()


def _signers(row: AgencyHandover, signers: Collection[int]) -> tuple[tuple[str, str, str], ...]:
    """In the order of `minutes.parties`; one place where both are the same."""
    sides = [("Đại diện bên giao", row.giver), ("Đại diện bên nhận", row.taker)]
    if row.giver_id == row.taker_id:
        sides = [("Đại diện bên giao, bên nhận", row.giver)]
    return tuple(
        (words, KEYED if one.id in signers else SIGN, one.full_name) for words, one in sides if one
    )
