"""The planning form: its entries, and what was typed into them as the shape of a plan."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from server.documents import forms
from server.documents.forms import Field, Fields, FormWrong, field
from server.documents.typed import TYPED
from server.meetings.models import Meeting
from server.meetings.people.models import Delegate
from server.meetings.plan import asked_in_writing as plan_asking
from server.meetings.plan import beginnings, choices
from server.meetings.plan import site_rows as plan_sites
from server.meetings.shapes import Item, PlanHead
from server.meetings.sites import sites
from server.org.actor import Actor
from server.shapes import whole
from workflows.meeting_kinds import RULES, MeetingKind

ENTRY = re.compile(r"item\.(\d{1,3})\.(\w+(?:\.typed)?)")
PLAIN = ("title", "rapporteur", "minutes", "needs_vote", "closed", "view_only", "documents")
LISTS = ("documents", "guests", "sites")
ITEM = (*PLAIN, *LISTS[1:], "rapporteur" + TYPED, "guests" + TYPED, *plan_asking.HOW)
MANY = ("delegates", "secretaries", "attending", "guests", "observers")
WHOM = ("chair", "secretary", *MANY, "technician")
OF_A_ROOM = {"room", "technician", "urgent", "attending", "guests", "observers"}
"""What a poll in writing has not."""
Rows = list[dict[str, Any]]


def head_fields(actor: Actor, said: Mapping[str, Any]) -> Fields:
    """All but the agenda; `said` is a beginning, a meeting as it stands, or what was typed."""
    votes = RULES[MeetingKind(said["kind"])].may_vote
    when = _("ngày/tháng/năm giờ:phút, ví dụ 27/11/2026 07:30")
    members = _("Thành viên (được biểu quyết)") if votes else _("Đại biểu")
    called = _("Mời theo chức vụ: ai giữ chức vụ vào ngày họp thì người đó dự")
    if said.get("as_on"):
        called = _("Như phiên ngày %(day)s. %(hint)s", day=said["as_on"], hint=called)

    nowhere = is_written(said)

    def whom(name: str, label: str, **more: Any) -> Field:
        return choices.whom(actor, name, label, said, **more)

    fields = [
        field("kind", "", "hidden", said["kind"]),
        field("title", _("Tên cuộc họp"), "textarea", said["title"], rows=2, required=True),
        field("starts_at", _("Hạn trả lời") if nowhere else _("Thời gian"), "datetime",
              said["starts_at"], required=True, hint=when),
        field("room", _("Phòng họp"), "text", said["room"], known=beginnings.rooms(actor),
              expected=True),
        whom("chair", _("Chủ trì"), required=True),
        whom("secretary", _("Thư ký"), required=True),
        whom("secretaries", _("Thư ký khác (cùng ghi biên bản)"), many=True),
        whom("delegates", members, many=True, expected=True, hint=called),
        whom("attending", _("Đại biểu dự, không biểu quyết"), many=True),
        whom("guests", _("Khách mời (chỉ dự nội dung không đóng với khách)"), many=True),
        whom("observers", _("Người dự thính (không phát biểu, không biểu quyết)"), many=True),
        whom("technician", _("Người phụ trách kỹ thuật")),
        field("urgent", _("Họp đột xuất, không chờ giấy mời: lý do"), "text", said["urgent"]),
    ]  # fmt: skip
    return [one for one in fields if not nowhere or one["name"] not in OF_A_ROOM]


def item_fields(
    actor: Actor, n: int, said: Mapping[str, Any], of: tuple[choices.Named, Sequence[str]]
) -> Fields:
    """The entries of one matter, of the papers and the sites that there are."""
    papers, places = of
    given = lambda name: said.get(name) or ""  # noqa: E731
    return [
        field(f"item.{n}.title", _("Nội dung"), "text", given("title"), required=True),
        presents(actor, f"item.{n}.rapporteur", said),
        field(f"item.{n}.minutes", _("Số phút"), "number", given("minutes")),
        field(f"item.{n}.documents", _("Tài liệu"), "multiselect", said.get("documents") or [],
              options=papers, **choices.asked_of_the_store()),
        called(actor, f"item.{n}.guests", said),
        field(f"item.{n}.needs_vote", _("Có biểu quyết"), "checkbox", given("needs_vote")),
        field(f"item.{n}.closed", _("Không có khách mời"), "checkbox", given("closed")),
        field(f"item.{n}.view_only", _("Tài liệu chỉ xem, không tải về"), "checkbox",
              given("view_only"), hint=_("mỗi trang in tên người xem và giờ xem")),
        *_of_sites(n, said, places),
    ]  # fmt: skip


def _of_sites(n: int, said: Mapping[str, Any], places: Sequence[str]) -> Fields:
    """Which sites are part of it, where there are any (§10.12)."""
    if not places:
        return []
    hint = _("không chọn thì mọi điểm cầu; nội dung không có khách mời thì chỉ điểm cầu được chọn")
    return [field(f"item.{n}.sites", _("Điểm cầu được đọc tài liệu"), "multiselect",
                  said.get("sites") or [], options=[(one, one) for one in places],
                  hint=hint)]  # fmt: skip


def presents(actor: Actor, name: str, said: Mapping[str, Any]) -> Field:
    return choices.whom(actor, name, _("Người trình bày"), said, key="rapporteur")


def called(actor: Actor, name: str, said: Mapping[str, Any]) -> Field:
    """Who comes to this matter alone; whoever is named at none hears all that is open."""
    hint = _("chỉ được đọc tài liệu của các nội dung có tên mình")
    return choices.whom(
        actor, name, _("Khách mời riêng của nội dung này"), said, key="guests", many=True, hint=hint
    )


def _comes_by_itself(meeting: Meeting, one: Delegate) -> bool:
    """Chair, secretaries and rapporteurs, unless they sit here as something else besides."""
    called = one.presents or one.person_id in meeting.secretaries
    called |= any(one.person_id in item.guests for item in meeting.agenda)
    return one.person_id == meeting.chair_id or (called and one.part == "INVITEE")


def as_it_stands(meeting: Meeting) -> dict[str, Any]:
    """A draft as the form shows it; secretary and rapporteurs come by themselves."""
    named = {one.person_id: one.account for one in meeting.people}
    chosen: dict[str, list[str]] = {
        "MEMBER": [], "DELEGATE": [], "INVITEE": [], "TECH": [], "OBSERVER": [],
    }  # fmt: skip
    for one in meeting.people:
        if not _comes_by_itself(meeting, one):
            chosen[one.part].append(one.account)
    votes = meeting.rules.may_vote
    return {
        "kind": meeting.kind,
        "title": meeting.subject,
        "starts_at": forms.moment_words(meeting.starts_at),
        "room": meeting.room,
        "sites": plan_sites.rows_of(sites.as_planned(meeting)),
        "urgent": meeting.urgent,
        "chair": meeting.chair.account,
        "secretary": meeting.secretary.account,
        "secretaries": [one.account for one in meeting.people if one.writes],
        "delegates": chosen["MEMBER" if votes else "DELEGATE"],
        "attending": chosen["DELEGATE"] if votes else [],
        "guests": chosen["INVITEE"],
        "observers": chosen["OBSERVER"],
        "technician": next(iter(chosen["TECH"]), ""),
        "agenda": [
            {name: getattr(one, name) for name in PLAIN if name not in ("rapporteur", "documents")}
            | plan_asking.as_it_stands(one)
            | {"rapporteur": named.get(one.rapporteur_id or 0, ""), "documents": one.documents}
            | {
                "guests": [named[o] for o in one.guests if o in named],
                "sites": [o.name for o in meeting.at_sites if o.n in one.at_sites],
            }
            for one in meeting.agenda
        ],
    }


def typed(form: MultiDict[str, str]) -> dict[str, Any]:
    """What stands in the form, as it was typed: nothing of it is lost by a refusal."""
    plain = [name for name in PlanHead.model_fields if name not in (*MANY, "sites")]
    plain += [name + TYPED for name in WHOM]
    head = {name: form.get(name, "") for name in plain}
    if head["kind"] not in {*MeetingKind}:
        head["kind"] = MeetingKind.PHIEN_HOP_UBND.value
    rest = {name: form.getlist(name) for name in MANY} | {"agenda": typed_rows(form)}
    return head | rest | {"sites": plan_sites.typed(form)}


def typed_rows(form: MultiDict[str, str]) -> Rows:
    """The matters in the order in which they stand; a row that was never filled in is one too."""
    found: dict[int, dict[str, Any]] = {}
    for name in form:
        match = ENTRY.fullmatch(name)
        if match and match[2] in (*ITEM, "there"):
            values = form.getlist(name)
            found.setdefault(int(match[1]), {})[match[2]] = (
                values if match[2] in LISTS else values[0]
            )
    return [found[n] for n in sorted(found)]


def read(actor: Actor, said: Mapping[str, Any], form: MultiDict[str, str]) -> dict[str, Any]:
    """The plan, or `FormWrong` with the words for each entry of head, sites and agenda."""
    errors: dict[str, str] = {}
    plan: dict[str, Any] = {}
    try:
        plan = forms.read(PlanHead, form, head_fields(actor, said)).model_dump()
    except FormWrong as wrong:
        errors |= wrong.errors
    try:
        plan["sites"] = plan_sites.read(actor, [] if is_written(said) else said["sites"])
    except FormWrong as wrong:
        errors |= wrong.errors
    plan["agenda"] = []
    for n, row in enumerate(typed_rows(form), 1):
        try:
            asked = [presents(actor, "rapporteur", row), called(actor, "guests", row)]
            plan["agenda"].append(forms.read(Item, _alone(row), asked).model_dump())
        except FormWrong as wrong:
            errors |= {f"item.{n}.{name}": words for name, words in wrong.errors.items()}
    if errors:
        raise FormWrong(errors)
    return plan


def is_written(said: Mapping[str, Any]) -> bool:
    """Whether nobody meets: a poll in writing has neither a room nor sites (§10.5)."""
    return RULES[MeetingKind(said["kind"])].in_writing


def _alone(row: dict[str, Any]) -> MultiDict[str, str]:
    """One matter as a form of its own."""
    given: MultiDict[str, str] = MultiDict()
    for name in ITEM:
        value = row.get(name)
        if name == "choices":
            value = [one.strip() for one in (value or "").splitlines()]
        for one in value if isinstance(value, list) else [value]:
            if one:
                given.add(name, str(one))
    return given


def arranged(rows: Rows, wish: str) -> tuple[Rows, int]:
    """A row more, one less, or two in another order; and which row one now looks at."""
    what, _colon, number = wish.partition(":")
    at = (whole(number) or 0) - 1
    rows = list(rows)
    if what == "add":
        return [*rows, {}], len(rows) + 1
    if not 0 <= at < len(rows):
        return rows, 0
    if what == "drop":
        del rows[at]
        return rows, min(at + 1, len(rows))
    other = at - 1 if what == "up" else at + 1
    if what in ("up", "down") and 0 <= other < len(rows):
        rows[at], rows[other] = rows[other], rows[at]
        return rows, other + 1
    return rows, at + 1


def wrong(fields: list[Field], errors: Mapping[str, str]) -> Fields:
    """The entries with the words of what is amiss."""
    return [one | {"error": errors.get(one["name"], "")} for one in fields]


__all__ = [
    "arranged", "as_it_stands", "head_fields", "is_written", "item_fields", "read", "typed",
    "wrong",
]  # fmt: skip
