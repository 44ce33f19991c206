"""Rows and facts of people as the templates draw them."""

from typing import Any

from flask import url_for
from flask_babel import gettext as _

from server.admin import queries
from server.admin.changes import span
from server.admin.fields import is_ahead, role_words
from server.admin.keys import views as key_views
from server.admin.models import ALARM, Grant
from server.clock import now, today
from server.counted import counted
from server.org.dated import Dated
from server.org.models import Absence, Appointment, Person, Position
from server.org.queries import person_by_account
from server.pages import when
from server.signatures.keys import key_of

HELD, AHEAD, PAST, VACANT, LOCKED = "done", "", "superseded", "indeterminate", "refused"
"""How a state is coloured; the word always stands beside it."""


def chip(tone: str, word: str) -> dict[str, str]:
    return {"state": tone, "word": word}


def standing(row: Dated) -> dict[str, str]:
    """Whether an agency, a unit or a post works today, and for how long it is known to."""
    if not row.holds_on(today()):
        return chip(AHEAD, _("chưa bắt đầu"))
    if row.valid_to:
        return chip(VACANT, _("sắp đóng"))
    return chip(HELD, _("đang hoạt động"))


def term(row: Dated, held: str, ahead: str, over: str) -> dict[str, str]:
    """Whether what has a term counts today, does not yet, or no more: in its own words."""
    if row.holds_on(today()):
        return chip(HELD, held)
    return chip(LOCKED, over) if row.is_over_on(today()) else chip(AHEAD, ahead)


def seat_row(position: Position, person: Person | None, post: Appointment | None) -> dict[str, Any]:
    """One post and who holds it; a vacant one says so (DOMAIN §2.4)."""
    place = place_of(position)
    if person is None or post is None:
        state = chip(VACANT, _("khuyết"))
        return {"tone": "muted", "cells": ["–", position.title, place, "", state]}
    word = chip(HELD, _("đang giữ")) if person.active else chip(LOCKED, _("tài khoản bị khóa"))
    if person.active and post.kind == "acting":
        word = chip(HELD, _("giao quyền"))
    cells = [person.full_name, position.title, place, person.account, word]
    return {"href": url_for("admin.person", account=person.account), "cells": cells}


def place_of(position: Position) -> str:
    """`Văn phòng HĐND và UBND, UBND huyện Hoằng Hóa`: where the post stands."""
    unit = position.unit.name if position.unit else ""
    agency = position.agency.short_name if position.agency else ""
    return ", ".join(part for part in (unit, agency) if part)


def idle_row(person: Person) -> dict[str, Any]:
    """An account without a post: it opens nothing."""
    state = chip(PAST, _("chưa có chức vụ") if person.active else _("tài khoản bị khóa"))
    cells = [person.full_name, "–", "", person.account, state]
    return {"href": url_for("admin.person", account=person.account), "cells": cells}


def person_facts(person: Person) -> list[tuple[str, str]]:
    seats = [row for row in queries.sessions(person.id) if row.expires_at > now()]
    seen = ", " + _("gần nhất lúc %(at)s", at=when(seats[0].seen_at)) if seats else ""
    signed_in = counted("%(n)s nơi", len(seats)) + seen if seats else _("không")
    return [
        (_("Tài khoản"), person.account),
        (_("Thư điện tử"), person.email),
        (_("Đang đăng nhập"), signed_in),
        (_("Khóa ký"), key_views.said(key_of(person))),
        *((_("Vắng mặt"), _away(one)) for one in queries.absences_of(person.id)),
    ]


def _away(one: Absence) -> str:
    """Until when, and on whose desk his work lies besides."""
    days = span(one.valid_from, one.valid_to)
    return _("%(days)s; %(name)s nhận việc thay", days=days, name=one.substitute.full_name)


def post_line(post: Appointment) -> dict[str, str]:
    """A post with its days, past, present or to come."""
    code, word = PAST, _("đã thôi")
    if post.holds_on(today()):
        code, word = HELD, _("đang giữ")
    elif is_ahead(post):
        code, word = AHEAD, _("sắp giữ")
    return {
        "title": queries.place_words(post.position),
        "agency": _("Quyết định %(code)s", code=post.decision_code or "–"),
        "span": span(post.valid_from, post.valid_to),
        "roles": role_words(post.position.roles),
        "main": _("chức vụ chính") if post.main and is_ahead(post) else "",
        "kind": _("giao quyền (Q.)") if post.kind == "acting" else "",
        "state": code,
        "state_word": word,
    }


def by_name(account: str) -> str:
    """Whoever confirms knows his colleague's name, not what he signs in with."""
    person = person_by_account(account)
    return f"{person.full_name} ({account})" if person else account


def proposal_line(one: Grant) -> dict[str, str]:
    """A post that nobody has given him yet: who proposed it, by which paper."""
    return {
        "title": queries.place_words(one.position),
        "said": _(
            "Quyết định %(code)s · %(days)s · %(who)s đề nghị", code=one.decision_code or "–",
            days=span(one.valid_from, one.valid_to), who=by_name(one.by_account),
        ),
    }  # fmt: skip


def certificates(person: Person) -> list[dict[str, str]]:
    """The certificate of the key kept for a person, and whether it still counts."""
    return key_views.certificates(key_of(person))


def history(person: Person) -> list[dict[str, str]]:
    """What was changed, in words, with who did it."""
    return [
        {"at": when(one.at), "who": one.by_account or _("lệnh trên máy chủ"), "words": one.words}
        for one in queries.changes(person.id)
    ]


def grant_view(grant: Grant, *, second: bool, own: bool) -> dict[str, Any]:
    """A proposal as the second person reads it: who gets which roles, by which paper, from whom."""
    return {
        "id": grant.id,
        "batch": grant.batch,
        "post": queries.place_words(grant.position),
        "roles": role_words(grant.position.roles),
        "alarm": grant.state == ALARM,
        "name": grant.person.full_name,
        "account": grant.person.account,
        "fields": [
            (_("Chức vụ"), queries.place_words(grant.position)),
            (_("Vai trò được thêm"), role_words(grant.position.roles)),
            (_("Thời gian"), span(grant.valid_from, grant.valid_to)),
            (_("Quyết định"), grant.decision_code),
            (_("Người đề nghị"), f"{by_name(grant.by_account)}, {when(grant.at)}"),
        ],
        "second": second,
        "own": own,
    }
