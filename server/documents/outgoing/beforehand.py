"""What whoever presses a button should have read before: the law asks it only later, or never."""

from collections.abc import Callable, Mapping
from typing import Any

from flask_babel import gettext as _

from server.answers import words_of
from server.database import db
from server.documents.outgoing import capacity
from server.documents.outgoing.models import OutgoingDocument
from server.documents.outgoing.sending.issuing import to_go_on_paper
from server.documents.outgoing.within import another_field
from server.org.models import Person
from server.papers.services import proposed
from server.words_of.law import moment_words


def may_not_sign(paper: OutgoingDocument) -> str:
    """Why its signer may not sign so today: two would check it in vain, for only the approval asks
    (OUT-T05)."""
    why = capacity.refusal(paper)
    if not why:
        return ""
    return _(
        "%(name)s hôm nay chưa ký được với tư cách đã chọn, trình lên sẽ không duyệt được: %(why)s",
        name=paper.signer.full_name,
        why=words_of(why, {}),
    )


def void_awaited(paper: OutgoingDocument) -> str:
    """Somebody found it wrong, and a leader has not answered yet: the law lets it go all the same
    (OUT-T15, T16)."""
    said = proposed(paper, "void_number")
    if said is None:
        return ""
    first = db.session.get_one(Person, said.person_id)
    return _(
        "%(who)s đã đề nghị hủy số từ %(since)s: “%(reason)s”; lãnh đạo chưa trả lời.",
        who=first.full_name,
        since=moment_words(said.at),
        reason=said.reason,
    )


def to_be_printed(paper: OutgoingDocument) -> str:
    """Whom no line reaches: once it is out its original is printed no more (OUT-T15, OUT-T20)."""
    names = "; ".join(to_go_on_paper(paper))
    if not names:
        return ""
    if paper.copies:
        return _("Chưa có đường liên thông, gửi bản giấy qua bưu điện: %(names)s", names=names)
    return _(
        "Chưa có đường liên thông tới: %(names)s. Hãy in bản giấy trước khi phát hành,"
        " rồi gửi bưu điện; phát hành rồi chỉ còn sao y ra giấy được.",
        names=names,
    )


def _submit(paper: OutgoingDocument) -> dict[str, Any]:
    why = may_not_sign(paper)
    return {"explain": why} if why else {}


def _approve(paper: OutgoingDocument) -> dict[str, Any]:
    """Before he types his PIN: that it would be refused, or of what matter it is."""
    why = capacity.refusal(paper)
    said = words_of(why, {}) if why else another_field(paper)
    return {"explain": said} if said else {}


def _sign(paper: OutgoingDocument) -> dict[str, Any]:
    """Where what he approved by has ended he reads it before his PIN is asked for (ORG-06)."""
    why = capacity.refusal_to_sign(paper)
    return {"explain": words_of(why, {})} if why else {}


def _dispatch(paper: OutgoingDocument) -> dict[str, Any]:
    awaited = void_awaited(paper)
    if awaited:
        late = _("Phát hành rồi thì số không hủy được nữa.")
        return {"explain": f"{awaited} {late}", "tone": "danger"}
    on_paper = to_be_printed(paper)
    return {"explain": on_paper} if on_paper else {}


def _under_doubt(paper: OutgoingDocument) -> dict[str, Any]:
    """What is done with a number meanwhile may be done for nothing (OUT-T16)."""
    awaited = void_awaited(paper)
    return {"explain": awaited} if awaited else {}


TOLD: Mapping[str, Callable[[OutgoingDocument], dict[str, Any]]] = {
    "submit": _submit,
    "approve": _approve,
    "sign": _sign,
    "register": _under_doubt,
    "seal": _under_doubt,
    "dispatch": _dispatch,
}
