"""The words of each kind of letter: a title, and sections of lines, each with where it leads."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from flask_babel import LazyString
from flask_babel import gettext as _
from flask_babel import lazy_gettext as later

from server.clock import local
from server.counted import counted
from server.mail.events import kind_of
from server.mail.models import (
    ARRIVED,
    CALLED,
    COUNTS,
    ESCALATED,
    LATE,
    MADE,
    MORNING,
    NAMED,
    NEAR,
    PLANNED,
    PROOF,
    Mail,
)
from server.office import office
from server.words_of.law import VEILED_VERBS, VERBS, law_word, verb_word
from workflows.deadlines import WORDS as COLOURS
from workflows.deadlines import Colour
from workflows.urgency import WORDS as URGENCIES
from workflows.urgency import Urgency, is_urgent

Line = dict[str, Any]


class Row(NamedTuple):
    """What is to be done or seen, what is said beside it, and where it is."""

    words: str
    more: str = ""
    href: str = ""


class Section(NamedTuple):
    lead: str
    rows: list[Row]


@dataclass(frozen=True, slots=True)
class Said:
    """A letter in words; `code` proves an address."""

    title: str
    sections: list[Section] = field(default_factory=list)
    code: str = ""


def said_of(mail: Mail, lines: list[Line]) -> Said:
    if mail.kind == PROOF:
        return Said(_("Mã xác nhận địa chỉ nhận thư báo"), [Section(str(OF_A_CODE), [])],
                    lines[0]["code"])  # fmt: skip
    if mail.kind == MORNING:
        return _morning(lines, mail)
    title = str(TITLES[mail.kind]) % {"n": len(lines)}
    return Said(title, [_section(mail.kind, lines)])


OF_A_CODE = later(
    "Có người dùng tài khoản của anh/chị đề nghị gửi thư báo tới địa chỉ này. Gõ mã dưới"
    " đây vào trang “Thông báo của tôi” trong 24 giờ. Không phải anh/chị đề nghị thì bỏ qua"
    " thư này."
)

# fmt: off
TITLES: dict[str, LazyString] = {
    ARRIVED:   later("Việc mới chờ anh/chị: %(n)s"),
    NEAR:      later("Sắp đến hạn: %(n)s việc"),
    LATE:      later("Vừa quá hạn: %(n)s việc"),
    ESCALATED: later("Để lâu chưa được xử lý: %(n)s việc"),
    CALLED:    later("Lịch họp: %(n)s"),
    NAMED:     later("Có người nhắc tới anh/chị: %(n)s"),
    MADE:      later("Báo cáo định kỳ: %(n)s"),
    PLANNED:   later("Lịch công tác tuần: %(n)s"),
}
LEADS: dict[str, LazyString] = {
    ARRIVED:   later("Vừa đến lượt anh/chị:"),
    ESCALATED: later("Để lâu: quá lúc phải làm theo độ khẩn, quá hạn, hoặc chờ ký ba ngày làm"
                     " việc:"),
    LATE:      later("Vừa quá hạn, còn chờ anh/chị hoặc đơn vị anh/chị:"),
    NEAR:      later("Còn không quá hai ngày làm việc, còn chờ anh/chị hoặc đơn vị anh/chị:"),
    CALLED:    later("Anh/chị có lịch họp mới hoặc lịch họp thay đổi; tệp lịch gửi kèm thư này:"),
    NAMED:     later("Có người nhắc tới anh/chị trong trao đổi:"),
    PLANNED:   later("Lịch công tác tuần có việc của anh/chị vừa ban hành hoặc thay đổi:"),
    MADE:      later("Báo cáo định kỳ anh/chị đăng ký đã lập xong:"),
}
# fmt: on
"""In the order in which a morning's letter has them: what presses, then what is to be known."""


def _section(kind: str, lines: list[Line]) -> Section:
    return Section(str(LEADS[kind]), [_ROWS.get(kind, _of_a_desk)(line) for line in lines])


def _of_a_desk(line: Line) -> Row:
    level = Urgency(line["urgency"])
    speed = law_word(URGENCIES[level]) if is_urgent(level) else ""
    return Row(_verb(line), speed, _where(line))


def _of_a_report(line: Line) -> Row:
    """Which report, of what days; no figure: mail lies about elsewhere."""
    named = line[MADE]  # one queued before letters named their reports says only that it is one
    return Row(_("Xem báo cáo") if named is True else named, "", _where(line))


_ROWS: dict[str, Callable[[Line], Row]] = {
    CALLED: lambda line: Row(_("Xem giấy mời, chương trình và tài liệu"), "", _where(line)),
    NAMED: lambda line: Row(_("Xem trao đổi"), "", f"{_where(line)}#talk"),
    PLANNED: lambda line: Row(_("Xem lịch công tác tuần"), "", _where(line)),
    MADE: _of_a_report,
}
"""What a meeting is about, who said what, who goes where: that is read in the house."""


def _verb(line: Line) -> str:
    if line["verb"] in VEILED_VERBS:
        return _("Việc cần xem trên hệ thống")
    return verb_word(line.get("kind", ""), line["verb"])


def _where(line: Line) -> str:
    """The paper's page asks who comes; of a suspected secret even its number stays inside."""
    if line.get("verb") in VEILED_VERBS or line.get(ESCALATED) == "above":
        return f"{office().base_url}/notices"
    return f"{office().base_url}/{line['kind']}/{line['id']}"


SHOWN = (Colour.RED, Colour.YELLOW, Colour.GREEN, Colour.GREY)
"""In the order of what presses most."""
ORDER = {verb: n for n, verb in enumerate(VERBS)}
"""The office's own: from what came in to what goes out."""


def _morning(lines: list[Line], mail: Mail) -> Said:
    """Counts by verb and colour, what presses first; then what was put aside for the morning."""
    lying = sorted((line for line in lines if COUNTS in line), key=_pressing)
    aside = [line for line in lines if COUNTS not in line]
    several = len({line["post"] for line in lying}) > 1
    rows = [
        Row(_verb(one) + (f" ({one['post']})" if several else ""), _counts(one),
            _where(one) if one.get("id") else "")
        for one in lying
    ]  # fmt: skip
    told = [(kind, [one for one in aside if kind_of(one) == kind]) for kind in LEADS]
    sections = [Section(_("Đang chờ anh/chị:"), rows)] if rows else []
    sections += [_section(kind, its) for kind, its in told if its]
    return Said(_title(lying, len(aside), f"{local(mail.at):%d/%m/%Y}"), sections)


def _title(lying: list[Line], aside: int, day: str) -> str:
    if not lying:
        return counted("Ngày %(day)s: %(n)s thông báo", aside, day=day)
    title = counted("Ngày %(day)s: %(n)s việc đang chờ", sum(map(_sum, lying)), day=day)
    urgent = sum(line.get("urgent", 0) for line in lying)
    late = sum(line[COUNTS].get(Colour.RED, 0) for line in lying)
    title += _(", %(n)s khẩn", n=urgent) if urgent else ""
    return title + (_(", %(n)s quá hạn", n=late) if late else "")


def _sum(line: Line) -> int:
    return sum(line[COUNTS].values())


def _pressing(line: Line) -> tuple[bool, bool, bool, int]:
    """As on the desk's page: urgent, late, soon late, and then the order of the work."""
    late, soon = (bool(line[COUNTS].get(one)) for one in (Colour.RED, Colour.YELLOW))
    return not line.get("urgent"), not late, not soon, ORDER[line["verb"]]


def _counts(line: Line) -> str:
    """`5: 1 quá hạn, 4 còn hạn`: a colour is a word here, and one alone needs no sum."""
    said = [(line[COUNTS].get(one, 0), law_word(COLOURS[one])) for one in SHOWN]
    parts = [f"{n} {words}" for n, words in said if n]
    told = parts[0] if len(parts) == 1 else f"{_sum(line)}: {', '.join(parts)}"
    urgent = line.get("urgent", 0)
    return told + (_("; trong đó %(n)s khẩn", n=urgent) if urgent else "")
