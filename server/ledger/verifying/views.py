"""The public verdict in the office's words (DOMAIN §7.4), as the page takes it."""

from collections.abc import Sequence, Set
from typing import Any

from flask_babel import gettext as _

from server.documents import against
from server.documents.outgoing.signatures.signed import Signature
from server.ledger.identities import identity
from server.ledger.verifying.records import GONE, HALF, OUT, WHOLE, Issued
from server.pages import day, when
from server.words_of.law import VERDICTS
from server.words_of.reasons import worded
from server.words_of.signed import remarks, stated

Said = dict[str, Any]


def verdict(said: Said, issued: Issued | None) -> Said:
    """The file's verdict, what our books say of it and against it, and its signatures."""
    word = said["word"]
    return {
        "name": said["file"],
        "verdict": word,
        "verdict_word": VERDICTS[word],
        "words": record(issued),
        "faults": worded([*said["lacking"], *_faults(said)]) + against.worded(said),
        "notes": worded(_warnings(said)) + remarks(said),
        "whole": said["integrity"] == "valid",
        "trust": _trust({one["trust"] for one in said["signatures"]}),
        "signatures": [_signature(one, said) for one in said["signatures"]],
    }


def _trust(each: Set[str]) -> tuple[str, str]:
    """How far those who signed are believed: an icon, and a sentence that follows the worst."""
    if "revoked" in each:
        return "no", _("Không tin cậy: chứng thư đã bị thu hồi trước lúc ký")
    if each == {"trusted"}:
        return "check", _("Tin cậy: biết rõ ai ký, chứng thư tốt lúc ký")
    return "info", _("Chưa tin cậy: chưa đủ căn cứ về người ký")


def _faults(said: Said) -> list[str]:
    """What is wrong with the file as a whole; what its signers lack is said before it."""
    if said["integrity"] not in ("invalid", "unreadable"):
        return []
    return [one for one in said["reasons"] if one not in said["lacking"]]


def _warnings(said: Said) -> list[str]:
    """What is only told: active content in a paper from elsewhere, that is whole all the same."""
    whole = said["integrity"] == "valid"
    return [one for one in said["reasons"] if whole and one not in said["lacking"]]


def unreadable(name: str) -> Said:
    """A file that broke its reader, or kept it too long."""
    return _nothing_known(name, _("Không đọc được tệp này trong giới hạn cho phép."))


def not_judged(name: str) -> Said:
    """The fault is ours, and says nothing of the file."""
    words = _("Máy chưa kiểm tra được tệp này vì chính máy gặp lỗi; hãy thử lại sau ít phút.")
    return _nothing_known(name, words)


def _nothing_known(name: str, words: str) -> Said:
    word = "INDETERMINATE"
    return {
        "name": name,
        "verdict": word,
        "verdict_word": VERDICTS[word],
        "words": words,
        "faults": [],
        "notes": [],
        "signatures": [],
    }


def record(issued: Issued | None) -> str:
    """Issued by whom, under which number, and whether it still stands."""
    if issued is None:
        return _("Tệp đúng như thế này không có trong sổ phát hành của hệ thống này.")
    if issued.state in (HALF, WHOLE):
        said = _("Tệp này là biên bản của %(agency)s.", agency=issued.agency)
        return _joined(said, standing(issued), afterwards(issued))
    if issued.state not in (OUT, GONE):
        return _("Tệp khớp với văn bản của %(agency)s chưa phát hành.", agency=issued.agency)
    said = _(
        "Tệp này do %(agency)s phát hành, số %(code)s ngày %(day)s.",
        agency=issued.agency,
        code=issued.code,
        day=day(issued.issued_on),
    )
    return _joined(said, standing(issued), afterwards(issued))


def _joined(*said: str) -> str:
    return " ".join(one for one in said if one)


def afterwards(issued: Issued) -> str:
    """Of an agency that has ended: whom one asks today."""
    if issued.ended_on is None:
        return ""
    since = {"agency": issued.agency, "day": day(issued.ended_on), "heir": issued.heir}
    if not issued.heir:
        return _("%(agency)s đã kết thúc hoạt động từ ngày %(day)s.", **since)
    return _("%(agency)s đã kết thúc hoạt động từ ngày %(day)s, %(heir)s kế tục.", **since)


def standing(issued: Issued) -> str:
    """Whether a document that left the office still stands."""
    if issued.state in (HALF, WHOLE):
        return _standing_of_minutes(issued)
    if issued.state == GONE:
        said = _("Văn bản đã bị thu hồi.")
    elif issued.state == OUT:
        said = _("Văn bản chưa bị thu hồi.")
    else:
        return _("Văn bản chưa phát hành.")
    if issued.replaced_by:
        said += " " + _("Đã được thay thế bằng văn bản số %(code)s.", code=issued.replaced_by)
    return said


def _standing_of_minutes(issued: Issued) -> str:
    """They are locked by the first signature, and added to by others of their own (§10.10)."""
    if issued.state == HALF:
        return _("Biên bản mới có chữ ký của thư ký, còn chờ chủ trì ký.")
    said = _("Biên bản đã được thư ký và chủ trì ký.")
    if issued.added:
        said += " " + _("Đã có %(n)s biên bản bổ sung.", n=issued.added)
    return said


def _signature(one: Said, file: Said) -> Said:
    """One signature; in a file that is not whole a good one is good by itself, and not green."""
    role, role_word = _role(one["kind"])
    who = one["certificate"] or {}
    return {
        "subject": who.get("subject") or one["signer"] or one["field"],
        "role": role,
        "role_word": role_word,
        "facts": _facts(one, file),
        **_word(one["word"], whole=file["integrity"] == "valid"),
        "notes": worded(one["reasons"]),
    }


def _facts(one: Said, file: Said) -> list[tuple[str, str]]:
    """What the verifier states, with what our directory knows of the signer behind the issuer."""
    unit, issuer, *others = stated(one, file.get("revisions", 0))
    known = identity(one)
    return [unit, issuer, *([(_("Danh tính"), known)] if known else []), *others]


def signers(rows: Sequence[Signature]) -> list[Said]:
    """Who signed an issued document, as the register keeps it."""
    return [
        {
            "name": one.signer,
            "role": _role(one.kind)[1],
            "at": when(one.at),
            "icon": "seal" if one.kind == "seal" else "pen",
        }
        for one in rows
    ]


def hands(rows: Sequence[Signature]) -> list[Said]:
    """Who signed minutes: the secretary first, then the chair (§10.10)."""
    parts = (_("Thư ký"), _("Chủ trì"))
    return [one | {"role": part} for one, part in zip(signers(rows), parts, strict=False)]


def log(proof: Said | None) -> str:
    """Where the public log has its steps, for whoever holds the log's head."""
    if proof is None:
        return ""
    size = proof["checkpoint"].split("\n")[1]
    places = ", ".join(str(one["seq"]) for one in proof["entries"])
    return _("Mục %(places)s, trong điểm chốt %(size)s mục đã ký", places=places, size=size)


def _word(word: str, *, whole: bool) -> Said:
    alone = word in against.GREEN and not whole
    said = _("Riêng chữ ký này đúng") if alone else VERDICTS[word]
    return {"verdict": "INDETERMINATE" if alone else word, "verdict_word": said}


def _role(kind: str) -> tuple[str, str]:
    roles = {
        "person": ("person", _("Người có thẩm quyền")),
        "seal": ("agency", _("Cơ quan, tổ chức")),
        "timestamp": ("timestamp", _("Dấu thời gian")),
    }
    return roles.get(kind, ("unknown", _("Không rõ vai trò")))
