"""The signed list (biên bản bàn giao công việc): what goes to whom, and who confirmed it when."""

from server.archive.sheets import SIGN, printed
from server.clock import local
from server.handing_over import things
from server.handing_over.looking import parties
from server.handing_over.models import Confirmation, WorkHandover, WorkLine
from server.handing_over.services import digest
from server.pages import day, when
from server.typesetting.listing import Listing
from workflows.dates import written
from workflows.handing_over import Stage


def pdf(one: WorkHandover) -> bytes:
    """The list as it stands; the same list gives the same bytes."""
    return printed(listing(one))


def listing(one: WorkHandover) -> Listing:
    """What the sheet says: who gives, each line under its kind, who confirmed it."""
    agency, leaver = one.appointment.position.agency, one.appointment
    assert agency is not None
    at = one.done_at or one.presented_at or one.drafted_at
    return Listing(
        superior=agency.superior,
        agency=agency.name,
        title="Biên bản",
        under=("Bàn giao công việc, hồ sơ, tài liệu",),
        dated=f"{agency.place_name}, {written(local(at).date())}",
        opening=_opening(one),
        columns=("STT", "Công việc, hồ sơ, tài liệu", "Thời hạn", "Người nhận", "Ghi chú"),
        shares=(6, 38, 16, 30, 12),
        rows=tuple(_rows(one)),
        closing=_closing(one),
        signers=(
            ("Người bàn giao", SIGN, "" if one.absent else leaver.person.full_name),
            ("Người nhận bàn giao", SIGN, "; ".join(_takers(one))),
        ),
    )


def _opening(one: WorkHandover) -> tuple[str, ...]:
    leaver = one.appointment
    said = [
        "Căn cứ điểm đ khoản 3 Điều 31 Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của "
        "Chính phủ về công tác văn thư;",
        f"Căn cứ {one.decision_code},",
        f"Ông (bà) {things.taker_words(leaver)} bàn giao từ ngày {day(one.leaves_on)}:",
    ]
    absent = f"Người bàn giao không tự xác nhận được: {one.absent}."
    return tuple([*said, absent] if one.absent else said)


def _rows(one: WorkHandover) -> list[tuple[str, ...]]:
    rows: list[tuple[str, ...]] = []
    n = 0
    for kind, words in things.WORDS.items():
        lines = [it for it in one.lines if it.kind == kind]
        if lines:
            rows.append((str(words),))
        for line in lines:
            n += 1
            rows.append((str(n), line.called, when(line.due_at), _taker(line), ""))
    return rows


def _taker(line: WorkLine) -> str:
    return things.taker_words(line.taker) if line.taker else "chấm dứt"


def _takers(one: WorkHandover) -> list[str]:
    gives = one.appointment.person_id
    return [name for person, name in parties(one).items() if person != gives]


def _closing(one: WorkHandover) -> tuple[str, ...]:
    """Count, digest, and each who confirmed in the System: that is his signature here."""
    words = [f"Danh sách này gồm {len(one.lines)} việc. Mã danh sách (SHA-256): {digest(one)}."]
    words += [_confirmed(it) for it in one.confirmations]
    if one.state == Stage.DONE:
        words.append(f"Hệ thống thực hiện bàn giao lúc {when(one.done_at)}.")
        late = one.sums.get("late", 0)
        words += [f"Trong đó {late} việc đến sau khi lập danh sách."] if late else []
        words += ["Khóa ký số của người bàn giao đã thu hồi."] if one.sums.get("key") else []
    return tuple(words)


def _confirmed(it: Confirmation) -> str:
    digest_said = it.list_sha256[:16]
    return (
        f"{it.person.full_name}, {it.position}: đã xác nhận trên Hệ thống lúc {when(it.at)} "
        f"(mã danh sách {digest_said}…)."
    )
