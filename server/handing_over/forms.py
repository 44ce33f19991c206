"""What the forms of a handing over ask for, and their fields in the office's words."""

from typing import Annotated, Literal

from flask_babel import gettext as _
from pydantic import Field

from server.admin import queries
from server.admin.fields import CHOOSE, day_field
from server.admin.shapes import Date
from server.clock import today
from server.documents.forms import Field as Asking
from server.documents.forms import Fields, field
from server.handing_over import things
from server.handing_over.ability import Able
from server.org.models import Appointment, Person
from server.shapes import CLEAN, Asked, Filled, Id, Line, Pin, Reason
from workflows import Role


class Begun(Asked):
    """Which post, from when, by which decision, who takes what nobody else is named for."""

    appointment_id: Id
    leaves_on: Date
    decision_code: Filled
    leaves: bool = False
    only_key: bool = False
    rest_id: Id | None = None
    absent: Reason = ""


ENDS = "ends"


class Named(Asked):
    """Who takes the chosen things, or that they end with the post."""

    things: list[Line] = []
    taker_id: Id | Literal["ends"]

    @property
    def taker(self) -> int | None:
        return None if self.taker_id == ENDS else int(self.taker_id)


class Seen(Asked):
    """The list that was seen, by its digest; with the PIN of a key that opens here, or `answer`,
    what the agent on the signer's machine gave (docs/agent.md). Who has no key leaves both out."""

    list_sha256: Line
    pin: Pin | None = None
    answer: Annotated[str, Field(max_length=20_000, pattern=CLEAN)] = ""


def beginning(person: Person) -> Fields:
    """Of one person: which of his posts, and who takes what nobody else is named for."""
    held = [it for it in queries.posts(person.id) if it.position.agency_id]
    posts = [(str(it.id), things.taker_words(it)) for it in held]
    return [
        field("appointment_id", _("Chức vụ bàn giao"), "select", required=True,
              options=posts if len(posts) == 1 else [CHOOSE, *posts]),
        day_field("leaves_on", _("Từ ngày"), required=True,
                  hint=_("ngày thôi giữ chức vụ; nếu chỉ giao khóa thì ngày giao")),
        field("decision_code", _("Theo văn bản số"), required=True,
              hint=_("quyết định điều động, nghỉ hưu, thôi việc, hoặc văn bản cho phép giao khóa;"
                     " ví dụ 125/QĐ-UBND")),
        field("leaves", _("Thôi việc, nghỉ hưu hoặc chuyển hẳn đi: thu hồi khóa ký số"),
              "checkbox"),
        *([_key_alone()] if any(Role.CLERK in it.position.roles for it in held) else []),
        field("rest_id", _("Người nhận mọi việc không ghi riêng"), "select",
              options=[("", _("– chưa định, ghi từng việc –")), *_colleagues(held)]),
        field("absent", _("Người bàn giao không tự xác nhận được, vì"),
              hint=_("để trống nếu người bàn giao tự xác nhận")),
    ]  # fmt: skip


def _key_alone() -> Asking:
    label = _("Vẫn giữ chức vụ, chỉ giao con dấu, khóa bí mật của cơ quan cho người khác")
    return field("only_key", label, "checkbox", hint=_("điểm b khoản 2 Điều 32: có văn bản cho phép"
                 " và biên bản hai bên ký"))  # fmt: skip


def _colleagues(held: list[Appointment]) -> list[tuple[str, str]]:
    found: dict[str, str] = {}
    for one in held:
        found |= {str(it.id): things.taker_words(it) for it in things.takers(one, today())}
    return list(found.items())


def taker(found: Able, *, may_end: bool) -> Fields:
    """Who takes what is ticked: whoever may have most of what lacks a taker stands first; before
    them that it ends, where nobody may have any of it."""
    any_of_it = any(count for _who, count in found.people)
    lacking = found.lacking if any_of_it else 0
    options = [(str(it.id), _able_words(it, count, lacking)) for it, count in found.people]
    if may_end:
        ends = (ENDS, _("Không ai: chấm dứt (giao quyền ký, nhận việc thay)"))
        options.insert(len(options) if any_of_it or not found.lacking else 0, ends)
    options.insert(0, CHOOSE)
    label = _("Giao các việc đã đánh dấu cho")
    return [field("taker_id", label, "select", options=options, required=True)]


def _able_words(taker: Appointment, count: int, lacking: int) -> str:
    words = things.taker_words(taker)
    if not lacking:
        return words
    if count == lacking:
        return _("%(who)s (nhận được cả %(n)s việc)", who=words, n=count)
    return _("%(who)s (nhận được %(n)s trong %(all)s việc)", who=words, n=count, all=lacking)


def because() -> Fields:
    return [field("reason", _("Lý do"), "textarea", rows=2, required=True)]
