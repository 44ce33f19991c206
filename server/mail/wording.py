"""A letter in words: what waits, how much, and where to look; of a paper itself nothing.

Mail lies about on servers and telephones that are not the office's. So no subject, no issuer, no
name of a paper goes into it, and of a suspected secret not even what is to be done (SEC-02).
"""

import datetime as dt
from email.message import EmailMessage
from email.utils import format_datetime, formataddr
from typing import Any

from flask import render_template
from flask_babel import force_locale
from flask_babel import gettext as _
from sqlalchemy import select, tuple_

from server.clock import local, now
from server.counted import counted
from server.database import db
from server.desks.models import Desk
from server.mail.events import NOW, chosen, event_in, kind_of
from server.mail.models import (
    ARRIVED,
    CALLED,
    ESCALATED,
    LATE,
    MADE,
    MORNING,
    NAMED,
    NEAR,
    PLANNED,
    PROOF,
    Mail,
    MailChoice,
)
from server.mailbox import Mailbox
from server.office import office
from server.org.models import Person
from server.org.queries import calendar
from server.words_of.law import VEILED_VERBS, VERBS, law_word
from workflows.deadlines import WORDS as COLOURS
from workflows.deadlines import Colour, colour
from workflows.urgency import WORDS as URGENCIES
from workflows.urgency import Urgency, is_urgent

Line = dict[str, Any]
SHOWN = (Colour.RED, Colour.YELLOW, Colour.GREEN, Colour.GREY)
"""In the order of what presses most."""


OF_DESKS = (ARRIVED, NEAR, LATE, ESCALATED)
"""Kinds of letters that tell of what lies on a desk."""


def letter(mail: Mail, choice: MailChoice, person: Person, mailbox: Mailbox) -> EmailMessage | None:
    """The letter as it goes out; None where what it would tell is no longer so."""
    lines = _still(mail.lines, choice) if mail.kind in OF_DESKS else mail.lines
    if not lines:
        return None
    with force_locale(person.language):
        said = _WORDED[mail.kind](lines, mail)
        said |= {"name": person.full_name, "base": office().base_url}
        stop = f"{office().base_url}/notices/stop/{choice.stop}"
        said |= {"stop": None if mail.kind == PROOF else stop}
        texts = [render_template(f"mail/letter.{form}", **said) for form in ("txt", "html")]
    message = _enveloped(mail, mailbox, (said["title"], said["stop"]), texts)
    for line in lines if mail.kind == CALLED else ():
        name, said = f"cuoc-hop-{line['id']}.ics", {"method": _method(line[CALLED])}
        message.add_attachment(line[CALLED], subtype="calendar", params=said, filename=name)
    return message


def _method(entry: str) -> str:
    """The letter must say of its calendar entry what that says of itself (RFC 6047, 2.4)."""
    return entry.partition("METHOD:")[2].split("\r\n", 1)[0]


def _enveloped(
    mail: Mail, mailbox: Mailbox, said: tuple[str, str | None], texts: list[str]
) -> EmailMessage:
    message = EmailMessage()
    message["From"] = formataddr(("Công Sở", mailbox.sender))
    message["To"] = mail.address
    message["Subject"] = f"[Công Sở] {said[0]}"
    message["Date"] = format_datetime(local(mail.at))
    message["Message-ID"] = mail.message_id
    message["Auto-Submitted"] = "auto-generated"
    if said[1]:
        message["List-Unsubscribe"] = f"<{said[1]}>"
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message.set_content(texts[0])
    message.add_alternative(texts[1], subtype="html")
    return message


def _still(lines: list[Line], choice: MailChoice) -> list[Line]:
    """What still lies on a desk, is still late where it was, and is still wanted: a colleague may
    have been quicker, a deadline moved."""
    key = tuple_(Desk.paper_kind, Desk.paper_id, Desk.verb)
    asked = {(line["kind"], line["id"], line["verb"]) for line in lines}
    columns = (Desk.paper_kind, Desk.paper_id, Desk.verb, Desk.due_at, Desk.escalates_at)
    rows = db.session.execute(select(*columns).where(key.in_(asked))).all()
    found = {(*row[:3], ARRIVED) for row in rows}
    found |= {(*row[:3], NEAR) for row in rows if _is_near(row.due_at)}
    found |= {(*row[:3], LATE) for row in rows if _is_past(row.due_at)}
    found |= {(*row[:3], ESCALATED) for row in rows if _is_past(row.escalates_at)}
    return [
        line
        for line in lines
        if (line["kind"], line["id"], line["verb"], kind_of(line)) in found
        and chosen(choice.events, event_in(line)) == NOW
    ]


def _is_near(due: dt.datetime | None) -> bool:
    return due is not None and colour(due, None, now(), calendar()) == Colour.YELLOW


def _is_past(moment: dt.datetime | None) -> bool:
    return moment is not None and moment < now()


def _on_desks(lines: list[Line], title: str, lead: str) -> dict[str, Any]:
    """A line for each thing that lies there, by its kind and id."""
    return {"title": title, "lead": lead, "rows": _rows(lines), "code": ""}


def _arrived(lines: list[Line], _mail: Mail) -> dict[str, Any]:
    lead = _("Vừa đến lượt anh/chị:")
    return _on_desks(lines, _("Việc mới chờ anh/chị: %(n)s", n=len(lines)), lead)


def _near(lines: list[Line], _mail: Mail) -> dict[str, Any]:
    """Two working days are left, or less."""
    lead = _("Còn không quá hai ngày làm việc, còn chờ anh/chị hoặc đơn vị anh/chị:")
    return _on_desks(lines, _("Sắp đến hạn: %(n)s việc", n=len(lines)), lead)


def _late(lines: list[Line], _mail: Mail) -> dict[str, Any]:
    lead = _("Vừa quá hạn, còn chờ anh/chị hoặc đơn vị anh/chị:")
    return _on_desks(lines, _("Vừa quá hạn: %(n)s việc", n=len(lines)), lead)


def _escalated(lines: list[Line], _mail: Mail) -> dict[str, Any]:
    lead = _("Để lâu: quá lúc phải làm theo độ khẩn, quá hạn, hoặc chờ ký ba ngày làm việc:")
    return _on_desks(lines, _("Để lâu chưa được xử lý: %(n)s việc", n=len(lines)), lead)


def _called(lines: list[Line], _mail: Mail) -> dict[str, Any]:
    """The entry goes into a calendar by itself; what the meeting is about is read in the house."""
    return {
        "title": _("Lịch họp: %(n)s", n=len(lines)),
        "lead": _("Anh/chị có lịch họp mới hoặc lịch họp thay đổi; tệp lịch gửi kèm thư này:"),
        "rows": [(_("Xem giấy mời, chương trình và tài liệu"), "", _where(one)) for one in lines],
        "code": "",
    }


def _named(lines: list[Line], _mail: Mail) -> dict[str, Any]:
    """Who said it and what, is read in the house."""
    return {
        "title": _("Có người nhắc tới anh/chị: %(n)s", n=len(lines)),
        "lead": _("Có người nhắc tới anh/chị trong trao đổi:"),
        "rows": [(_("Xem trao đổi"), "", f"{_where(one)}#talk") for one in lines],
        "code": "",
    }


def _made(lines: list[Line], _mail: Mail) -> dict[str, Any]:
    """Which report, of what days; no figure: mail lies about elsewhere."""
    return {
        "title": _("Báo cáo định kỳ: %(n)s", n=len(lines)),
        "lead": _("Báo cáo định kỳ anh/chị đăng ký đã lập xong:"),
        "rows": [
            # one that was queued before letters named their reports says only that it is one
            (_("Xem báo cáo") if one[MADE] is True else one[MADE], "", _where(one))
            for one in lines
        ],
        "code": "",
    }


def _planned(lines: list[Line], _mail: Mail) -> dict[str, Any]:
    """Who goes where when is read in the house."""
    return {
        "title": _("Lịch công tác tuần: %(n)s", n=len(lines)),
        "lead": _("Lịch công tác tuần có việc của anh/chị vừa ban hành hoặc thay đổi:"),
        "rows": [(_("Xem lịch công tác tuần"), "", _where(one)) for one in lines],
        "code": "",
    }


def _rows(lines: list[Line]) -> list[tuple[str, str, str]]:
    return [(_verb(line["verb"]), _speed(line["urgency"]), _where(line)) for line in lines]


def _morning(lines: list[Line], mail: Mail) -> dict[str, Any]:
    """Counts by desk and colour: the desk is named where somebody has several."""
    total = sum(sum(line["colours"].values()) for line in lines)
    late = sum(line["colours"].get(Colour.RED, 0) for line in lines)
    title = counted("Ngày %(day)s: %(n)s việc đang chờ", total, day=f"{local(mail.at):%d/%m/%Y}")
    several = len({line["post"] for line in lines}) > 1
    rows = [
        (_verb(line["verb"]) + (f" ({line['post']})" if several else ""), _counts(line), "")
        for line in lines
    ]
    return {
        "title": title + (_(", %(n)s quá hạn", n=late) if late else ""),
        "lead": _("Đang chờ anh/chị:"),
        "rows": rows,
        "code": "",
    }


def _proof(lines: list[Line], _mail: Mail) -> dict[str, Any]:
    return {
        "title": _("Mã xác nhận địa chỉ nhận thư báo"),
        "lead": _(
            "Có người dùng tài khoản của anh/chị đề nghị gửi thư báo tới địa chỉ này. Gõ mã dưới"
            " đây vào trang “Thông báo của tôi” trong 24 giờ. Không phải anh/chị đề nghị thì bỏ qua"
            " thư này."
        ),
        "rows": [],
        "code": lines[0]["code"],
    }


def _verb(verb: str) -> str:
    return _("Việc cần xem trên hệ thống") if verb in VEILED_VERBS else str(VERBS[verb])


def _speed(urgency: str) -> str:
    level = Urgency(urgency)
    return law_word(URGENCIES[level]) if is_urgent(level) else ""


def _where(line: Line) -> str:
    """The paper's page asks who comes; of a suspected secret even its number stays inside."""
    if line.get("verb") in VEILED_VERBS or line.get(ESCALATED) == "above":
        return f"{office().base_url}/notices"
    return f"{office().base_url}/{line['kind']}/{line['id']}"


def _counts(line: Line) -> str:
    """`5: 1 quá hạn, 4 còn hạn`: a colour is a word here, and one alone needs no sum."""
    said = [(line["colours"].get(one, 0), law_word(COLOURS[one])) for one in SHOWN]
    parts = [f"{n} {words}" for n, words in said if n]
    return parts[0] if len(parts) == 1 else f"{sum(n for n, _words in said)}: {', '.join(parts)}"


_WORDED = {
    ARRIVED: _arrived,
    NEAR: _near,
    LATE: _late,
    ESCALATED: _escalated,
    CALLED: _called,
    NAMED: _named,
    MADE: _made,
    PLANNED: _planned,
    MORNING: _morning,
    PROOF: _proof,
}
