"""/audit/signatures/<id>: everything that a court would ask of one signature."""

from concurrent.futures.process import BrokenProcessPool
from typing import Any

import structlog
from flask import render_template
from flask_babel import gettext as _
from sqlalchemy import Row

from server import pool, press
from server.auditing import checks, facts, told
from server.auditing.pages import capacity_word, line_of, name_of, room
from server.auditing.picture import picture_of
from server.auditing.proof import Proof, proof_of
from server.counted import counted
from server.documents.outgoing.signatures.signed import paper_of
from server.files import store
from server.office import office
from server.pages import day, headline, when
from server.papers.tombstones import Tombstone, stone_over
from server.signatures.keys import KIND_WORDS
from server.words_of.law import VERDICTS
from signing import GOOD, UNKNOWN, NotJudged
from signing.evidence.examining import Examined

PATIENCE = 20.0
"""Seconds for one file: the largest takes about one."""

Said = dict[str, Any]
log = structlog.get_logger()


@room.get("/signatures/<int(max=9223372036854775807):row_id>")
def one(row_id: int) -> str:
    """Nothing of the document's content is shown; its file is read for its signatures alone."""
    row = facts.found(row_id)
    wanted = facts.file_of(row)
    read, late = examined(row, wanted)
    evidence = read.evidence if read else None
    stone = None if read or late else stone_over(wanted)
    field = facts.field_of(row)
    return render_template(
        "auditing/signature.html",
        title=_("Chữ ký của %(who)s", who=row.signer),
        line=line_of(row),
        paper=_paper(row),
        right=_right(row),
        moments=_moments(row, read),
        late=late,
        alarm="" if late or stone else _alarm(read, wanted),
        destroyed=_destroyed(stone) if stone else "",
        stones=f"/tombstones?q={wanted}",
        verdict=_verdict(read),
        checks=_checks(read) if read else [],
        bytes_=_bytes(row, read, wanted),
        chain=[told.link(link) for link in evidence.chain] if evidence else [],
        answers=[told.answer(answer) for answer in evidence.answers] if evidence else [],
        stamps=[told.stamp(stamp) for stamp in evidence.stamps] if evidence else [],
        revisions=[told.revision(it) for it in evidence.revisions] if evidence else [],
        picture=picture_of(evidence.revisions, field) if evidence else None,
        exceptions=[
            (it.rule_id, it.name, when(it.at), it.reason) for it in facts.exceptions_of(row)
        ],
        proof=proof_said(proof_of(paper_of(row), row.field, row.output_sha256)),
    )


def examined(row: Row, sha256: str) -> tuple[Examined | None, str]:
    """None where the file is not in the store or does not open; and where only the time ran out,
    that in words: it says nothing of the file."""
    if not store().has(sha256):
        return None, ""
    call = (press.read_for_a_court, store().fetch(sha256), facts.field_of(row), office().cabinet)
    try:
        return pool.submit(*call, timeout=PATIENCE), ""
    except TimeoutError:
        return None, _(
            "Chưa đọc xong tệp sau %(n)s giây vì máy chủ đang bận. Điều này không nói lên gì về"
            " chữ ký: tệp vẫn nằm trong kho. Hãy tải lại trang sau ít phút.",
            n=int(PATIENCE),
        )
    except NotJudged as fault:
        log.exception("a signature was not judged", fault=str(fault))
        return None, _(
            "Máy chưa kiểm tra được tệp này vì chính máy gặp lỗi; điều đó không nói lên gì về"
            " chữ ký."
        )
    except BrokenProcessPool:
        return None, ""


def _checks(read: Examined) -> list[tuple[checks.Check, bool, str]]:
    return checks.judged([*read.said.get("reasons", []), *read.reasons], read.profile)


def _paper(row: Row) -> Said:
    about = paper_of(row)
    return {
        "href": f"/{about}" if about.startswith(("outgoing/", "incoming/")) else "",
        "name": name_of(row),
        "subject": headline(row.subject) if row.subject else "",
        "entries": f"/audit/entries?q={about}",
    }


def _right(row: Row) -> list[tuple[str, str]]:
    """By which right he signed, on that day."""
    posts = [_post(one) for one in facts.posts_that_day(row)]
    given = [
        f"{one.document_code}: {one.subjects} ({day(one.valid_from)} – {day(one.valid_to)})"
        for one in facts.delegations_of(row)
    ]
    away = [f"{day(a.valid_from)} – {day(a.valid_to)}" for a in facts.absences_that_day(row)]
    return [
        (_("Người ký"), f"{row.full_name} ({row.account})"),
        (_("Chức vụ ghi lúc ký"), row.position or ""),
        (_("Các chức vụ giữ hôm ấy"), "; ".join(posts)),
        (_("Thẩm quyền ký"), capacity_word(row.capacity) or _("chữ ký của cơ quan")),
        (_("Văn bản giao ký"), "; ".join(given)),
        (_("Vắng mặt hôm ấy"), "; ".join(away) or _("không")),
        (_("Địa chỉ máy của người ký"), row.client_ip),
        (_("Loại khóa"), str(KIND_WORDS.get(row.key_kind, row.key_kind))),
        (_("Chứng thư lúc ký"), _standing(row.revocation)),
    ]


def _standing(known: str) -> str:
    """What was known of the certificate at that instant, and told to the signer (SIG-05)."""
    words = {
        GOOD: _("không bị thu hồi theo danh sách mới nhất"),
        UNKNOWN: _("chưa lấy được danh sách thu hồi; người ký đã được báo trước"),
    }
    return words.get(known, "")


def _post(one: Row) -> str:
    name = ", ".join(filter(None, (one.title, one.unit)))
    return f"{name} ({one.decision_code}, {day(one.valid_from)} – {day(one.valid_to)})"


def _moments(row: Row, read: Examined | None) -> list[tuple[str, str]]:
    """Whose clock says what: only a stamp's is proof (DOMAIN §7.4 c)."""
    said = read.said if read else {}
    return [
        (_("Theo máy của người ký"), told.moment(row.claimed_at or said.get("signing_time"))),
        (_("Theo dấu thời gian tin cậy"), told.moment(row.trusted_at or said.get("timestamp"))),
        (_("Theo máy chủ, lúc ghi vào sổ"), told.moment(row.at)),
    ]


def _alarm(read: Examined | None, wanted: str) -> str:
    if read is None:
        return _("Không đọc được tệp trong kho: tệp đã mất hoặc không mở được.")
    if read.sha256 != wanted:
        return _("Tệp trong kho đã bị đổi: nội dung không còn đúng với giá trị băm đã ghi.")
    return ""


def _destroyed(stone: Tombstone) -> str:
    """Lawfully gone (SEC-03): the log still tells that it was signed, and by whom."""
    return _(
        "Tệp đã được tiêu hủy cùng văn bản bí mật nhà nước lúc %(at)s (%(first)s đề nghị,"
        " %(second)s xác nhận). Nhật ký vẫn ghi ai đã ký, lúc nào và giá trị băm.",
        at=when(stone.at), first=stone.proposed_by, second=stone.confirmed_by,
    )  # fmt: skip


def _verdict(read: Examined | None) -> Said | None:
    if read is None or not read.said:
        return None
    return {
        "word": read.said["word"],
        "words": VERDICTS[read.said["word"]],
        "file": read.word,
        "file_words": _file_words(read),
        "level": read.said["level"],
    }


def _file_words(read: Examined) -> str:
    """A file that only waits for who has still to sign is no broken one."""
    lacks = [
        one.code for one, holds, _detail in checks.judged(read.reasons, read.profile) if not holds
    ]
    return _("Chưa đủ chữ ký phải có") if lacks == ["missing"] else str(VERDICTS[read.word])


def _bytes(row: Row, read: Examined | None, wanted: str) -> list[tuple[str, str]]:
    evidence = read.evidence if read else None
    covers = evidence.covers if evidence else ()
    span = _("%(a)s–%(b)s và %(c)s–%(d)s", a=covers[0], b=covers[0] + covers[1], c=covers[2],
             d=covers[2] + covers[3]) if covers else ""  # fmt: skip
    return [
        (_("Bản dự thảo đã duyệt"), f"{row.version_n}: {row.version_sha256}"),
        (_("Chữ ký thứ"), str(row.n)),
        (_("Tệp trước chữ ký này (SHA-256)"), row.input_sha256),
        (_("Tệp ngay sau chữ ký này (SHA-256)"), row.output_sha256),
        (_("Tệp đang lưu (SHA-256)"), wanted),
        (_("Giá trị băm đã ký"), f"{evidence.algorithm}: {evidence.digest}" if evidence else ""),
        (_("Các byte được ký"), span),
        (_("Ô chữ ký trong tệp"), row.field),
    ]


def proof_said(found: Proof | None) -> Said | None:
    """An entry of the log and what proves its place, as pages show it."""
    if found is None:
        return None
    return {
        "seq": found.seq,
        "entry": f"/audit/entries/{found.seq}",
        "holds": found.holds,
        "facts": [
            (_("Mục số"), found.seq),
            (_("Nội dung được băm"), found.data),
            (_("Giá trị băm của mục"), found.leaf),
            (
                _("Điểm chốt đã ký"),
                counted("%(n)s mục", found.size) if found.size else "",
            ),
            (_("Gốc của cây"), found.root),
        ],
        "path": found.path,
    }
