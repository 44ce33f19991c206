"""Pages of people: the list with its vacancies, one person, a new one, a new post."""

from typing import Any
from urllib.parse import urlencode

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import LazyString
from flask_babel import gettext as _

from server import bars
from server.admin import fields, queries, shapes, views
from server.admin.changes import require_admin
from server.admin.doors import PAGE, door, doors, to_hand_over, words_asked
from server.admin.spans import terms
from server.admin.staff import people, posts, resets
from server.admin.staff.deeds import DEEDS
from server.documents import forms
from server.documents.sheets import No, Sheet, attempt, serve
from server.door import factors, oidc
from server.door.visitor import current_actor
from server.org import house
from server.org import queries as org
from server.org.models import Appointment, Person
from server.pages import fresh_op, when
from server.shapes import whole
from workflows import Refused, Role


@door("/people", "index")
def index() -> ResponseReturnValue:
    """Every post of today with its holder, then people without one; a leader sees what waits."""
    actor = current_actor()
    if Role.ADMIN not in actor.roles and Role.LEADER in actor.roles:
        return redirect(url_for("admin.pending"))
    require_admin(actor)
    asked = _asked()
    seats = queries.seats(asked["agency"], whole(asked["unit"]), asked["q"])
    rows = [views.seat_row(*row) for row in seats]
    if not asked["agency"] and not asked["unit"]:
        rows = [views.idle_row(one) for one in queries.without_post(asked["q"])] + rows
    page = bars.page()
    more = len(rows) > page * PAGE
    return render_template(
        "admin/people.html",
        title=_("Người dùng và chức vụ"),
        columns=[_("Họ và tên"), _("Chức vụ"), _("Nơi làm việc"), _("Tài khoản"), _("Tình trạng")],
        rows=rows[(page - 1) * PAGE : page * PAGE],
        filters=_filters(asked),
        doors=doors(actor, "index"),
        create=(_("Thêm người"), url_for("admin.new_person")),
        next_href=f"?{urlencode({**asked, 'page': page + 1})}" if more else None,
    )  # fmt: skip


def _asked() -> dict[str, str]:
    args, words = request.args, words_asked()
    agency = args.get("agency", "").replace("\0", "")[:60]
    unit = args.get("unit", "")
    return {"q": words, "agency": agency, "unit": unit if whole(unit) else ""}


def _filters(asked: dict[str, str]) -> list[dict[str, Any]]:
    agencies = org.own_agencies()
    chosen = next((one for one in house.agencies_here() if one.code == asked["agency"]), None)
    units = org.units(chosen.id) if chosen else []
    return [
        {"name": "q", "label": _("Tìm người"), "value": asked["q"],
         "hint": _("Họ tên, tài khoản, chức vụ; hoặc “khuyết”")},
        {"name": "agency", "label": _("Cơ quan"), "kind": "select", "value": asked["agency"],
         "options": [("", _("Mọi cơ quan")), *agencies]},
        {"name": "unit", "label": _("Đơn vị"), "kind": "select", "value": asked["unit"],
         "options": [("", _("Mọi đơn vị")), *((str(one.id), one.name) for one in units)]},
    ]  # fmt: skip


@door("/people/new", "new_person", form=True)
def new_person() -> ResponseReturnValue:
    """An account; the posts come after it."""
    actor = current_actor()
    require_admin(actor)
    sheet = Sheet(
        title=_("Thêm người"),
        form=fields.new_person(),
        shape=shapes.NewPerson,
        act=lambda it: people.create(actor, people.Newcomer(**it.model_dump())),
        back=(url_for("admin.index"), _("Người dùng và chức vụ")),
        submit=_("Tạo tài khoản"),
        explain=_(
            "Tài khoản chưa có quyền gì: quyền đến từ chức vụ, được giao ở bước sau và do hai"
            " người quyết định."
        ),
        done=lambda one: (_("Đã tạo tài khoản."), _after(one)),
    )
    return serve(sheet)


def _after(made: object) -> str:
    if isinstance(made, Person):
        return url_for("admin.person", account=made.account)
    return url_for("admin.index")


@door("/people/<account>", "person")
def person(account: str) -> ResponseReturnValue:
    require_admin(current_actor())
    return _person_page(queries.person(account))


def _person_page(one: Person, wrong: tuple[str, No] | None = None) -> str:
    held = queries.posts(one.id)
    return render_template(
        "admin/person.html",
        person={
            "name": one.full_name,
            "account": one.account,
            "fields": views.person_facts(one),
            "state": "done" if one.active else "refused",
            "state_word": _("Đang hoạt động") if one.active else _("Đã khóa"),
        },
        appointments=[views.post_line(post) for post in held],
        proposals=[views.proposal_line(one) for one in queries.proposed_for(one.id)],
        certificates=views.certificates(one),
        history=views.history(one),
        actions=[_action(one, name, wrong) for name in _open_deeds(one)],
        appoint_href=url_for("admin.appoint", account=one.account),
        list_href=url_for("admin.index"),
        version=None,
        op_id=fresh_op(),
    )


def _open_deeds(one: Person) -> list[str]:
    ended = {"activate"} if one.active else {"deactivate", "sign-out"}
    if not any(fields.is_ahead(post) for post in queries.posts(one.id)):
        ended.add("end-post")
    if not factors.has_any(one.id):
        ended.add("end-factors")
    if not oidc.linked(one.id):
        ended.add("unlink")
    return [name for name in DEEDS if name not in ended]


def _action(one: Person, name: str, wrong: tuple[str, No] | None) -> dict[str, Any]:
    deed, no = DEEDS[name], wrong[1] if wrong and wrong[0] == name else None
    form = deed.form(one)
    return {
        "name": name,
        "label": deed.label,
        "href": url_for("admin.do", account=one.account, name=name),
        "explain": _proposed(one) if name == "end-factors" else deed.explain,
        "tone": deed.tone,
        "lead": to_hand_over(one.account) if name in ENDS_WORK and one.appointments else None,
        "form": forms.kept(form, request.form, no.errors) if no else form,
        "error": no.above if no else "",
    }


ENDS_WORK = frozenset({"end-post", "deactivate"})
"""What is refused while work would be nobody's."""


def _proposed(one: Person) -> LazyString | str:
    """Who said the first word, when and why; else what the deed is for."""
    first = resets.open_reset(one.id)
    if first is None:
        return DEEDS["end-factors"].explain
    return _("%(who)s đã đề nghị lúc %(at)s: %(why)s. Một quản trị khác bấm ở đây là gỡ.",
             who=first.by_account, at=when(first.at), why=first.reason)  # fmt: skip


@door("/people/<account>/<name>", "do", form=True, shown=False)
def do(account: str, name: str) -> ResponseReturnValue:
    """One of the deeds of the person's page; a no opens its form again."""
    require_admin(current_actor())
    one = queries.person(account)
    if name not in DEEDS:
        raise Refused("no_such_step")
    deed = DEEDS[name]
    made, no = attempt(deed.shape, lambda it: deed.act(account, it), deed.form(one))
    if no is None:
        flash(made if isinstance(made, str) and made else str(deed.done), "ok")
        return redirect(url_for("admin.person", account=account))
    one = queries.person(account)
    if name not in _open_deeds(one):
        flash(no.above, "bad")
    return _person_page(one, (name, no)), no.status


@door("/people/<account>/appoint", "appoint", form=True)
def appoint(account: str) -> ResponseReturnValue:
    """A new post: given at once where it adds no role, else it waits for a second person."""
    actor = current_actor()
    require_admin(actor)
    one = queries.person(account)
    here = url_for("admin.person", account=account)
    sheet = Sheet(
        title=_("Bổ nhiệm %(name)s", name=one.full_name),
        form=fields.new_post(one),
        shape=shapes.NewPost,
        act=lambda it: posts.appoint(
            actor, account, position_id=it.position_id, terms=terms(it)
        ),
        back=(here, one.full_name),
        submit=_("Đề nghị bổ nhiệm"),
        explain=_(
            "Chức vụ thêm vai trò thì phải có người thứ hai xác nhận: một quản trị khác, hoặc lãnh"
            " đạo của cơ quan đó. Đến lúc ấy quyền mới có hiệu lực."
        ),
        done=lambda made: (_appointed(made), here),
    )  # fmt: skip
    return serve(sheet)


def _appointed(made: object) -> str:
    if isinstance(made, Appointment):
        return _("Đã bổ nhiệm.")
    return _("Đã đề nghị; chờ người thứ hai xác nhận.")
