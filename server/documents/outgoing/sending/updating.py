"""The clerk tells who has a document what is otherwise now (edXML type 2, DOMAIN §8.2).

What was signed stands; an update says of its envelope until when an answer is asked for, and brings
the files once more, for who lacks one. Each recipient's clerk takes it over (15) or does not (16).
"""

import datetime as dt

from flask_babel import gettext as _

from server import perform
from server.answers import words_of
from server.clock import today
from server.documents.delivery.models import Delivery
from server.documents.delivery.queries import holding
from server.documents.delivery.services import send_update as send
from server.documents.forms import Fields, field, reason
from server.documents.outgoing import references
from server.documents.outgoing.models import OutgoingDocument
from server.org.actor import Actor
from server.pages import day
from server.papers.services import Ref, taking
from workflows import Refused
from workflows.outgoing import Going


def send_update(
    actor: Actor, ref: Ref, *, to: list[int], answer_by: dt.date | None, reason: str
) -> OutgoingDocument:
    """`to`: the deliveries of those who are told; `answer_by`: the day, where it is another."""
    with taking(OutgoingDocument, actor, ref, "send_update") as paper:
        told = _chosen(paper, to)
        due = answer_by if answer_by != references.answer_by(paper) else None
        act = Going(
            recipients=len(told),
            now=today().toordinal(),
            due=due.toordinal() if due else None,
            reason=_words(reason, due),
        )
        perform.perform(actor, "send_update", paper, act)
        send(paper, told, due, reason, actor.name)
    return paper


def _chosen(paper: OutgoingDocument, to: list[int]) -> list[Delivery]:
    """Those that have it now: one was asked to give it back while the page stood open, say."""
    having = {one.id: one for one in holding(paper.id)}
    if not set(to) <= set(having):
        raise Refused("has_it_no_more", "to")
    return [having[id] for id in dict.fromkeys(to)]


def _words(reason: str, due: dt.date | None) -> str:
    """What our own history says; the other clerk reads the day among what is otherwise."""
    moved = f" (đề nghị trả lời trước ngày {due:%d/%m/%Y})" if due and reason.strip() else ""
    return reason + moved


def form(_actor: Actor, paper: OutgoingDocument) -> Fields:
    """All who have it are ticked; the day as it stands."""
    having = [(str(one.id), one.recipient.short_name) for one in holding(paper.id)]
    asked = references.answer_by(paper)
    hint = _("ngày/tháng/năm; để nguyên nếu không đổi")
    return [
        field("to", _("Gửi tới"), "multiselect", [value for value, _l in having],
              options=having, required=True, listed=True,
              none=words_of("has_it_no_more", {})),
        field("answer_by", _("Đề nghị trả lời trước ngày"), "date", day(asked), hint=hint),
        reason(_("Vì sao cập nhật"), hint=_(
            "Nơi nhận đọc lý do này và nhận lại đủ các tệp của văn bản; văn thư nơi đó đồng ý hoặc"
            " từ chối. Sai thể thức hay nội dung thì đính chính, thay thế bằng văn bản.")),
    ]  # fmt: skip
