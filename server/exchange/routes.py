"""The clerk's page of what did not arrive, and the button that sends it once more."""

from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, Flask, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from server import bars, pages
from server.documents.delivery.models import Letter
from server.documents.delivery.queries import status_word, was_tried
from server.documents.delivery.tried import tried_words
from server.documents.forms import reason
from server.documents.incoming.models import IncomingDocument
from server.documents.sheets import Sheet, serve
from server.door.gate import require_seat
from server.door.visitor import current_actor
from server.exchange import following, settling
from server.exchange.following import PAGE
from server.exchange.troubled import SILENT, TROUBLES, WAITING, troubled
from server.exchange.unsaid import answer_of, how_many, leave, papers_of, say_again, unsaid
from server.pages import headline, when
from server.shapes import MaybeWhy
from server.words_of.law import law_word, why_returned
from workflows.dispatch import HAS_IT
from workflows.dispatch import Delivery as State

room = Blueprint("exchange", __name__)
require_seat(room)
ID = "<int(max=9223372036854775807):{}>".format


def install(app: Flask) -> None:
    app.register_blueprint(room)
    pages.badge("exchange", troubled)


@room.get("/exchange")
def index() -> ResponseReturnValue:
    """Not sent, turned away, no word for too long, or no answer; newest first (DOMAIN §8.5)."""
    actor, asked = current_actor(), bars.typed("q") | bars.chosen({"state": TROUBLES})
    page = bars.page()
    found = following.troubles(actor, asked.get("q", ""), asked.get("state", ""), page)
    states = [
        ("failed", _("Không gửi được")),
        ("refused", _("Bị từ chối")),
        ("late", _("Chậm tin")),
        (SILENT, _("Chưa trả lời yêu cầu")),
        (WAITING, _("Máy đang chờ gửi lại")),
    ]
    return render_template(
        "exchange/index.html",
        title=_("Liên thông: cần xử lý"),
        rows=[_row(one, waits=asked.get("state") == WAITING) for one in found[:PAGE]],
        answers=[],
        doors=_doors("exchange.index"),
        filters=[
            bars.search(asked, _("Số, trích yếu, nơi nhận")),
            bars.choice("state", (_("Tình trạng"), _("Mọi tình trạng")), states, asked),
        ],
        asked=asked,
        **_pager(asked, page, len(found)),
    )


@room.get("/exchange/answers")
def answers() -> ResponseReturnValue:
    """Statuses that whoever they are for did not take (§8.4); newest first."""
    actor, page = current_actor(), bars.page()
    asked = bars.typed("q") | bars.chosen({"state": (WAITING,)})
    found = unsaid(actor, asked.get("q", ""), page, waiting=asked.get("state") == WAITING)
    states = [(WAITING, _("Máy đang chờ báo lại"))]
    return render_template(
        "exchange/index.html",
        title=_("Tin chưa báo được cho nơi gửi"),
        rows=[],
        answers=_answers(found[:PAGE]),
        doors=_doors("exchange.answers"),
        filters=[
            bars.search(asked, _("Số, trích yếu, mã định danh nơi gửi")),
            bars.choice("state", (_("Tình trạng"), _("Nơi gửi không nhận")), states, asked),
        ],
        asked=asked,
        **_pager(asked, page, len(found)),
    )


def _pager(asked: dict[str, str], page: int, found: int) -> dict[str, str]:
    following_ = f"?{urlencode({**asked, 'page': page + 1})}" if found > PAGE else ""
    return {"next_href": following_, "first_href": f"?{urlencode(asked)}" if page > 1 else ""}


def _doors(here: str) -> list[tuple[str, str, int, bool]]:
    """What did not go out, and what was not taken of our answers, with how many."""
    left = how_many(current_actor())
    lists = (
        ("exchange.index", _("Văn bản đi"), 0),
        ("exchange.answers", _("Tin báo nơi gửi"), left),
    )
    return [(url_for(name), words, count, name == here) for name, words, count in lists]


def _row(one: following.Trouble, *, waits: bool) -> dict[str, Any]:
    """`waits`: it is shown for what the machine tries again, and is in no trouble yet."""
    delivery = one.delivery
    one_of_them: dict[str, Any] = {"paper_id": delivery.outgoing_id, "delivery_id": delivery.id}
    again = url_for("exchange.resend", **one_of_them, back=WAITING if waits else "exchange")
    paper = url_for("outgoing.show", paper_id=delivery.outgoing_id)
    return {
        "href": paper,
        "code": one.code,
        "subject": headline(one.subject),
        "recipient": delivery.recipient,
        "in_trouble": not waits,
        "tried": delivery.tried,
        "state": "" if delivery.late or delivery.on_paper or waits else "failed",
        "state_word": delivery.on_paper or _state_word(delivery, waits=waits),
        "heard": [
            {
                "at": when(heard.at),
                "word": law_word(heard.word),
                "is_idle": heard.is_idle,
                "words": why_returned(heard.words),
            }
            for heard in delivery.heard
        ],
        "resend_href": again if delivery.can_resend and not delivery.on_paper else None,
        # who is reached on paper alone: the form, which a browser unfolds around what is named
        "post_href": f"{paper}#send_by_post-to" if delivery.on_paper else None,
        "settle_href": None if waits else url_for("exchange.settled", **one_of_them),
    }


def _state_word(delivery: following.Followed, *, waits: bool) -> str:
    """What nobody answers, or has not got there; who has it stands here for such a wish alone."""
    back = delivery.state == State.RECALL_REQUESTED
    if not back and (delivery.late or delivery.state not in HAS_IT):
        return law_word(delivery.word)
    if waits:
        return _("Yêu cầu lấy lại chưa tới nơi") if back else _("Cập nhật chưa tới nơi")
    return _("Chưa trả lời yêu cầu lấy lại") if back else _("Chưa trả lời yêu cầu cập nhật")


def _answers(letters: list[Letter]) -> list[dict[str, Any]]:
    papers = papers_of(letters)
    return [_answer(one, papers.get(one.id)) for one in letters]


def _answer(letter: Letter, paper: IncomingDocument | None) -> dict[str, Any]:
    """An answer that was not taken; of what was turned away there is no paper."""
    waits = was_tried(letter)
    shut = letter.paper_id if letter.paper_kind == "incoming" else None
    id = paper.id if paper else shut
    return {
        "href": url_for("incoming.show", paper_id=id) if id else "",
        "code": paper.code if paper else "",
        "subject": headline(paper.subject) if paper else "",
        "to": f"{paper.issuer} ({letter.to_organ})" if paper else letter.to_organ,
        "word": law_word(status_word(letter.status_code)),
        "at": when(letter.created_at),
        "error": tried_words(letter) if waits else letter.error,
        "waits": waits,
        "again_href": url_for("exchange.again", row_id=letter.id),
        "leave_href": None if waits else url_for("exchange.left_unsaid", row_id=letter.id),
    }


@room.route(f"/exchange/answers/{ID('row_id')}/leave", methods=["GET", "POST"])
def left_unsaid(row_id: int) -> ResponseReturnValue:
    """Said no more, with the reason."""
    actor, there = current_actor(), url_for("exchange.answers")
    letter = answer_of(actor, row_id)
    sheet = Sheet(
        title=_("Thôi báo nơi gửi"),
        explain=f"{law_word(status_word(letter.status_code))} · {letter.to_organ}. {letter.error}",
        form=[reason(_("Vì sao không báo nữa"))],
        shape=MaybeWhy,
        act=lambda it: leave(actor, row_id, reason=it.reason),
        done=lambda _row: (_("Đã ghi: không báo nữa."), there),
        back=(there, _("Tin báo nơi gửi")),
    )
    return serve(sheet)


@room.post(f"/exchange/answers/{ID('row_id')}/again")
def again(row_id: int) -> ResponseReturnValue:
    """Said once more; pressed twice it is said once."""
    say_again(current_actor(), row_id)
    flash(_("Đang báo lại."), "ok")
    return redirect(url_for("exchange.answers"))


@room.post(f"/outgoing/{ID('paper_id')}/deliveries/{ID('delivery_id')}/resend")
def resend(paper_id: int, delivery_id: int) -> ResponseReturnValue:
    """Pressed twice it is sent once: what is on its way again cannot be sent again."""
    following.resend(current_actor(), paper_id, delivery_id)
    flash(_("Đang gửi lại."), "ok")
    back = request.args.get("back")
    if back in ("exchange", WAITING):
        return redirect(url_for("exchange.index", state=WAITING if back == WAITING else None))
    return redirect(url_for("outgoing.show", paper_id=paper_id))


@room.route(
    f"/outgoing/{ID('paper_id')}/deliveries/{ID('delivery_id')}/settle", methods=["GET", "POST"]
)
def settled(paper_id: int, delivery_id: int) -> ResponseReturnValue:
    """What did not get through was seen to another way: it leaves the list of what waits."""
    actor, there = current_actor(), url_for("exchange.index")
    paper, delivery = following.delivery_of(actor, paper_id, delivery_id)
    sheet = Sheet(
        title=_("Đã xử lý cách khác"),
        explain=_(
            "%(code)s, nơi nhận: %(name)s. Không gửi lại và không chờ tin từ nơi này nữa; ghi rõ đã"
            " xử lý thế nào. Nội dung ghi ở lại cùng văn bản.",
            code=paper.code,
            name=delivery.recipient.name,
        ),
        form=[reason(_("Đã xử lý thế nào"))],
        shape=MaybeWhy,
        act=lambda it: settling.settle(actor, paper_id, delivery_id, reason=it.reason),
        done=lambda _row: (_("Đã ghi: xử lý cách khác."), there),
        back=(there, _("Liên thông")),
    )
    return serve(sheet)


@room.route(
    f"/outgoing/{ID('paper_id')}/deliveries/{ID('delivery_id')}/ask-back", methods=["GET", "POST"]
)
def ask_back(paper_id: int, delivery_id: int) -> ResponseReturnValue:
    """One recipient is asked to give it back (status 13)."""
    actor = current_actor()
    paper, delivery = following.delivery_of(actor, paper_id, delivery_id)
    there = url_for("outgoing.show", paper_id=paper_id)
    sheet = Sheet(
        title=_("Xin lấy lại văn bản ở một nơi nhận"),
        explain=_(
            "%(code)s, nơi nhận: %(name)s. Văn bản vẫn có hiệu lực; nơi nhận trả lời đồng ý"
            " hoặc từ chối. Thu hồi văn bản ở mọi nơi thì phải có lệnh của lãnh đạo.",
            code=paper.code,
            name=delivery.recipient.name,
        ),
        form=[reason(_("Lý do gửi tới nơi nhận"))],
        shape=MaybeWhy,
        act=lambda it: following.ask_back(actor, paper_id, delivery_id, reason=it.reason),
        done=lambda _row: (_("Đã gửi yêu cầu lấy lại."), there),
        back=(there, paper.code),
        submit=_("Xin lấy lại"),
    )
    return serve(sheet)
