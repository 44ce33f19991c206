"""The signed list (biên bản bàn giao công việc): what goes to whom, and who confirmed it when."""

import datetime as dt
from collections.abc import Sequence

from server.archive.sheets import SIGN, printed
from server.clock import local, now
from server.handing_over import things
from server.handing_over.looking import digest, parties
from server.handing_over.models import Confirmation, WorkHandover, WorkLine
from server.pages import day, when
from server.typesetting.listing import Listing
from workflows.dates import written
from workflows.handing_over import Stage

KEY_UNDER = "Bàn giao con dấu, thiết bị lưu khóa bí mật của cơ quan"
Signer = tuple[str, str, str]
"""As what somebody signs, how, and his name."""


def pdf(one: WorkHandover) -> bytes:
    """The list as it stands; the same list gives the same bytes."""
    return printed(listing(one))


def listing(one: WorkHandover) -> Listing:
    """What the sheet says: who gives, each line under its kind, who confirmed it."""
    at = one.done_at or one.presented_at or one.drafted_at
    signers = [_signer(one, person, SIGN) for person in parties(one)]
    if one.absent:
        signers.insert(0, ("Người bàn giao", SIGN, ""))
    return _sheet(one, at, (*_counted(one), *_closing(one)), signers)


def to_sign(one: WorkHandover, signers: Sequence[int]) -> Listing:
    """The same as it goes before those who have a key: each signs in his own place, and who has
    none stands there as who confirms without."""
    how = {True: "(Ký số)", False: "(Xác nhận trên Hệ thống)"}
    people = [_signer(one, person, how[person in signers]) for person in parties(one)]
    return _sheet(one, now(), _counted(one), people)


def _sheet(
    one: WorkHandover, at: dt.datetime, closing: tuple[str, ...], signers: Sequence[Signer]
) -> Listing:
    agency = one.appointment.position.agency
    assert agency is not None
    return Listing(
        superior=agency.superior,
        agency=agency.name,
        title="Biên bản",
        under=(KEY_UNDER if one.only_key else "Bàn giao công việc, hồ sơ, tài liệu",),
        dated=f"{agency.place_name}, {written(local(at).date())}",
        opening=_opening(one),
        columns=("STT", "Công việc, hồ sơ, tài liệu", "Thời hạn", "Người nhận", "Ghi chú"),
        shares=(6, 38, 16, 30, 12),
        rows=tuple(_rows(one)),
        closing=closing,
        signers=tuple(signers),
    )


def _signer(one: WorkHandover, person_id: int, how: str) -> Signer:
    gives = person_id == one.appointment.person_id
    return "Người bàn giao" if gives else "Người nhận bàn giao", how, parties(one)[person_id]


def _opening(one: WorkHandover) -> tuple[str, ...]:
    leaver = one.appointment
    article = "điểm b khoản 2 Điều 32" if one.only_key else "điểm đ khoản 3 Điều 31"
    said = [
        f"Căn cứ {article} Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của "
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


def _counted(one: WorkHandover) -> tuple[str, ...]:
    return (f"Danh sách này gồm {len(one.lines)} việc. Mã danh sách (SHA-256): {digest(one)}.",)


def _closing(one: WorkHandover) -> tuple[str, ...]:
    """Who confirmed it in the System, with a key or by his word, and what came of it."""
    words = [_confirmed(it) for it in one.confirmations]
    if one.state == Stage.DONE:
        words.append(f"Hệ thống thực hiện bàn giao lúc {when(one.done_at)}.")
        late = one.sums.get("late", 0)
        words += [f"Trong đó {late} việc đến sau khi lập danh sách."] if late else []
        words += ["Khóa ký số của người bàn giao đã thu hồi."] if one.sums.get("key") else []
    return tuple(words)


def _confirmed(it: Confirmation) -> str:
    how = "đã ký số" if it.by_key else "đã xác nhận trên Hệ thống"
    return (
        f"{it.person.full_name}, {it.position}: {how} lúc {when(it.at)} "
        f"(mã danh sách {it.list_sha256[:16]}…)."
    )
