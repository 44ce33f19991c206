"""The clerk's page of what did not arrive, and the button that sends it once more."""

from typing import Any

from flask import Blueprint, Flask, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from server import pages
from server.documents.delivery.models import Letter
from server.documents.delivery.queries import status_word
from server.documents.forms import reason
from server.documents.sheets import Sheet, show, take
from server.door.gate import require_seat
from server.door.visitor import current_actor
from server.exchange import following
from server.exchange.unsaid import say_again, unsaid
from server.pages import headline, when
from server.shapes import MaybeWhy
from server.words_of_law import law_word

room = Blueprint("exchange", __name__)
require_seat(room)
ID = "<int(max=9223372036854775807):{}>".format


def install(app: Flask) -> None:
    app.register_blueprint(room)
    pages.badge("exchange", following.troubled)


@room.get("/exchange")
def index() -> ResponseReturnValue:
    """Not sent, turned away, or no word for too long; newest first (DOMAIN §8.5)."""
    actor = current_actor()
    rows = [_row(one) for one in following.troubles(actor)]
    answers = [_answer(one) for one in unsaid(actor)]
    title = _("Liên thông: cần xử lý")
    return render_template("exchange/index.html", title=title, rows=rows, answers=answers)


def _row(one: following.Trouble) -> dict[str, Any]:
    delivery = one.delivery
    again = url_for(
        "exchange.resend", paper_id=delivery.outgoing_id, delivery_id=delivery.id, back="exchange"
    )
    return {
        "href": url_for("outgoing.show", paper_id=delivery.outgoing_id),
        "code": one.code,
        "subject": headline(one.subject),
        "recipient": delivery.recipient,
        "in_trouble": True,
        "state": "" if delivery.late else "failed",
        "state_word": law_word(delivery.word),
        "heard": [
            {"at": when(heard.at), "word": law_word(heard.word), "words": heard.words}
            for heard in delivery.heard
        ],
        "resend_href": again if delivery.can_resend else None,
    }


def _answer(letter: Letter) -> dict[str, Any]:
    """An answer that was not taken; of a wish or of what was turned away there is no paper."""
    paper = url_for("incoming.show", paper_id=letter.paper_id)
    return {
        "href": paper if letter.paper_kind == "incoming" else "",
        "to": letter.to_organ,
        "word": law_word(status_word(letter.status_code)),
        "at": when(letter.created_at),
        "error": letter.error,
        "again_href": url_for("exchange.again", row_id=letter.id),
    }


@room.post(f"/exchange/answers/{ID('row_id')}/again")
def again(row_id: int) -> ResponseReturnValue:
    """Said once more; pressed twice it is said once."""
    say_again(current_actor(), row_id)
    flash(_("Đang báo lại."), "ok")
    return redirect(url_for("exchange.index"))


@room.post(f"/outgoing/{ID('paper_id')}/deliveries/{ID('delivery_id')}/resend")
def resend(paper_id: int, delivery_id: int) -> ResponseReturnValue:
    """Pressed twice it is sent once: what is on its way again cannot be sent again."""
    following.resend(current_actor(), paper_id, delivery_id)
    flash(_("Đã gửi lại."), "ok")
    if request.args.get("back") == "exchange":
        return redirect(url_for("exchange.index"))
    return redirect(url_for("outgoing.show", paper_id=paper_id))


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
    return take(sheet) if request.method == "POST" else show(sheet)
