"""The fields of the editor: filled from a version or a beginning, and as they were typed."""

import datetime as dt
import re
from collections.abc import Mapping
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as later
from markupsafe import Markup
from werkzeug.datastructures import MultiDict

from server.database import db
from server.documents import forms
from server.documents.directory.fields import leaders, recipients
from server.documents.forms import Field, Fields, field
from server.documents.outgoing import shapes
from server.documents.outgoing.drafts import blanks
from server.documents.outgoing.entrusted import heads_below
from server.documents.outgoing.in_name_of import heads_words
from server.moment import asked_once
from server.org import queries as org
from server.org.actor import Actor
from server.org.bodies import FIELD as IN_NAME_OF
from server.org.bodies import AdvisoryBody, bodies_of
from server.org.groups import expanded
from server.org.kind_rules import kinds_offered
from server.org.models import Agency
from server.pages import day
from server.words_of.law import law_word
from workflows import Role
from workflows.capacity import WORDS as CAPACITIES
from workflows.capacity import SigningCapacity
from workflows.kinds import KINDS

PLACES = {"to": later("Gửi để thực hiện"), "for_info": later("Gửi để biết")}
_JOINT = later("Người ký của từng cơ quan, theo thứ tự ký; chỉ cơ quan mình ban hành thì để trống")
_BODY = later("Cách một dòng trống là sang đoạn mới; để trống nếu tải lên tệp")


def draft_fields(actor: Actor, text: dict[str, Any]) -> Fields:
    """The fields of the editor, filled from a version or from what a new draft begins with.

    Whoever writes by keyboard stands at the first of them, not before the rail of rooms.
    """
    to, for_info, joint = looked_up(actor, text)
    return [
        field("doc_type", _("Tên loại"), "select", text["doc_type"], required=True, here=True,
              options=_types(actor.agency_id, text["doc_type"])),
        field("urgency", _("Độ khẩn"), "select", text["urgency"], options=forms.urgencies()),
        field("subject", _("Trích yếu"), "textarea", text["subject"], rows=2, required=True),
        blanks.group(text),
        _lines("bases", _("Căn cứ"), text, _("Mỗi căn cứ một dòng"), "\n"),
        _lines("body", _("Nội dung"), text, _BODY, "\n\n"),
        to,
        for_info,
        field("signer", _("Người ký"), "select", text["signer"], expected=True,
              options=signers(actor)),
        field("capacity", _("Thẩm quyền ký"), "select", text["capacity"], expected=True,
              options=capacities()),
        joint,
        *_personal(actor, text),
        *_in_name_of(actor, text),
        _answer_by(text.get("answer_by") or ""),
    ]  # fmt: skip


def _personal(actor: Actor, text: Mapping[str, Any]) -> Fields:
    """Whose document it is, where all decide together: theirs, or its chair's own (DOMAIN §2.2)."""
    agency = db.session.get(Agency, actor.agency_id) if actor.agency_id else None
    if agency is None or agency.regime != "collective":
        return []
    label = _("Văn bản của cá nhân người đứng đầu, không phải của tập thể %(name)s",
              name=agency.short_name)  # fmt: skip
    hint = _("khối ký không có TM.; cấp phó ký thay người đứng đầu")
    return [field("personal", label, "checkbox", "1" if text.get("personal") else "", hint=hint)]


def _in_name_of(actor: Actor, text: Mapping[str, Any]) -> Fields:
    """Asked where the agency has an advisory body; of one without the seal it is said."""
    bodies = bodies_of(actor.agency_id)
    if not bodies:
        return []
    options = [
        ("", bodies[0].agency.short_name),
        *((one.abbreviation, _named(one)) for one in bodies),
    ]
    hint = _("hội đồng, ban, tổ lấy số riêng, người ký là lãnh đạo của tổ chức đó")
    chosen = text.get(IN_NAME_OF) or ""
    return [field(IN_NAME_OF, _("Ban hành với tên của"), "select", chosen, options=options,
                  hint=hint)]  # fmt: skip


def _answer_by(said: str) -> Field:
    """What the text asks for in words, for the recipients' own desks (DOMAIN §4.5, §8.1)."""
    words = day(dt.date.fromisoformat(said)) if said else ""
    hint = _("ghi đúng ngày đã viết trong văn bản; nơi nhận thấy là hạn của văn bản")
    return field("answer_by", _("Đề nghị trả lời trước ngày"), "date", words, hint=hint)


def _named(body: AdvisoryBody) -> str:
    return body.name if body.may_use_seal else _("%(name)s (dấu treo)", name=body.name)


def looked_up(actor: Actor, text: Mapping[str, Any]) -> Fields:
    """Whom it goes to, and who issues it too: found in the directory by a few letters."""
    hint = _to_groups()
    places = [
        recipients(
            actor, name, str(label), text.get(name, []), about=text.get("subject", ""), hint=hint
        )
        for name, label in PLACES.items()
    ]
    together = _("Cùng ban hành (văn bản liên tịch)")
    return [*places, leaders(actor, "joint", together, text.get("joint") or [], hint=_JOINT)]


def _lines(name: str, label: str, text: dict[str, Any], hint: Any, gap: str) -> Field:
    value = gap.join(text[name])
    rows = 14 if name == "body" else 3
    return field(name, label, "textarea", value, hint=hint, rows=rows, expected=name == "body")


def _types(agency_id: int | None, written: str) -> list[tuple[str, str]]:
    """The types an office writes most stand first; those it switched off are not there."""
    first = ("Công văn", "Quyết định", "Thông báo", "Kế hoạch", "Báo cáo", "Giấy mời")
    offered = kinds_offered(agency_id)
    names = [*first, *(kind.name for kind in KINDS if kind.name not in first)]
    return [(name, name) for name in names if name in offered or name == written]


def _to_groups() -> Markup:
    words = _("Nơi nhận hay gửi cùng nhau: lập nhóm")
    return Markup('<a href="{}">{}</a>').format(url_for("habits.index"), words)


def written(actor: Actor, form: MultiDict[str, str]) -> dict[str, Any]:
    """What the editor said, as a draft has it; raises `FormWrong`."""
    said = _typed(actor, form)
    asked = looked_up(actor, {"subject": said.get("subject", "")})
    return forms.read(shapes.Draft, said, asked).model_dump()


def _typed(actor: Actor, form: MultiDict[str, str]) -> MultiDict[str, str]:
    """The editor's two long fields as lists: căn cứ by line, nội dung by paragraph; a group of
    recipients as those who are in it."""
    lines = MultiDict(form)
    lines.setlist("bases", [one for one in form.get("bases", "").splitlines() if one.strip()])
    body = re.split(r"\n\s*\n", form.get("body", "").replace("\r\n", "\n"))
    lines.setlist("body", [one.strip() for one in body if one.strip()])
    for name in PLACES:
        lines.setlist(name, expanded(actor, form.getlist(name), form.get("subject", "")))
    return lines


@asked_once
def signers(actor: Actor) -> list[tuple[str, str]]:
    people = org.people_with(actor.agency_id, {Role.LEADER, Role.OFFICE_CHIEF, Role.UNIT_HEAD})
    ranked = sorted(people, key=lambda one: (Role.LEADER not in one[1].roles, not one[1].is_head))
    own = [(who.account, f"{post.title} {who.full_name}") for who, post in ranked]
    below = [
        (who.account, f"{heads_words(post)} {who.full_name} (TUQ.)")
        for who, post in heads_below(actor.agency_id)
    ]
    return own + below


def capacities() -> list[tuple[str, str]]:
    """By the letters that stand before a name; who signs in his own right has none."""
    said = {code: law_word(word) for code, word in CAPACITIES.items()}
    return [
        (str(code), word.capitalize() if code is SigningCapacity.DIRECT else f"{code} – {word}")
        for code, word in said.items()
    ]


def usual_capacity(agency: Agency) -> str:
    """Where all decide together the head signs on their behalf (article 13.1)."""
    return "TM" if agency.regime == "collective" else "DIRECT"


def beginning(actor: Actor, agency: Agency, words: Mapping[str, Any]) -> dict[str, Any]:
    """What a new draft begins with: an empty công văn, but for the words that are there already."""
    people = signers(actor)
    return {
        "doc_type": "Công văn",
        "urgency": "NORMAL",
        "subject": "",
        "bases": [],
        "body": [],
        "to": [],
        "for_info": [],
        "signer": people[0][0] if people else "",
        "capacity": usual_capacity(agency),
        **words,
    }
