"""/schedule: the week of one's agency, its entries, its steps, its sheet."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from flask import Blueprint, Flask, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import force_locale
from flask_babel import gettext as _

from server.archive.sheets import sent
from server.clock import today
from server.database import db
from server.documents.forms import Fields
from server.documents.sheets import No, Sheet, attempt, mark, serve
from server.door.gate import require_seat
from server.door.visitor import current_actor
from server.org.actor import Actor
from server.org.models import Agency
from server.pages import fresh_op
from server.schedule import clashes, forms, gathered, services, sheet, views
from server.schedule import shared as rooms_and_cars
from server.schedule.models import ScheduleEntry, WeeklySchedule
from server.schedule.services import Entry
from server.shapes import Because, Nothing, whole
from workflows import Refused
from workflows.schedule import monday

room = Blueprint("schedule", __name__, url_prefix="/schedule")
require_seat(room)
ID = "<int(max=9007199254740992):row_id>"
SEVEN = dt.timedelta(days=7)


def install(app: Flask) -> None:
    app.register_blueprint(room)


def day_asked() -> dt.date:
    """The week in the address, by any of its days; this one where none is named."""
    said = request.args.get("week", "")
    try:
        day = dt.date.fromisoformat(said) if len(said) == len("2026-11-23") else today()
    except ValueError:
        day = today()
    return monday(day if 2000 <= day.year <= 2999 else today())  # noqa: PLR2004


@room.get("")
def index() -> ResponseReturnValue:
    return _page(day_asked())


def _seen(actor: Actor, first: dt.date) -> WeeklySchedule | None:
    week = services.week_of(actor.agency_id, first)
    return week if services.may_read(actor, week) else None


def _who(actor: Actor) -> int | None:
    """The leader whose week is asked for (§11.5); everybody's where none is."""
    asked = whole(request.args.get("who", ""))
    return asked if asked in gathered.leaders_of(actor.agency_id) else None


def _leaders(actor: Actor, first: dt.date, who: int | None) -> list[tuple[str, str, bool]]:
    """Whose week may be looked at alone."""
    names = gathered.leaders_of(actor.agency_id)
    there = [(None, _("Mọi lãnh đạo")), *names.items()]
    return [
        (name, url_for("schedule.index", week=first, who=one), one == who) for one, name in there
    ]


def _page(first: dt.date, no: No | None = None) -> str:
    actor = current_actor()
    week = _seen(actor, first)
    who = _who(actor)
    found = views.of_person(views.rows(actor, week, first), who)
    steps = views.steps(actor, services.week_of(actor.agency_id, first))
    return render_template(
        "schedule/week.html",
        title=_("Lịch công tác tuần"),
        under=views.title(first),
        first=first,
        week=week,
        state_of=views.state(week),
        published=views.published(week),
        days=views.by_day(found, first),
        named=views.named(first),
        today=today(),
        warnings=clashes.warnings(week) if week and _is_warned(actor, week, steps) else [],
        steps=steps,
        may_arrange=services.may_arrange(actor),
        before=url_for("schedule.index", week=first - SEVEN, who=who),
        after=url_for("schedule.index", week=first + SEVEN, who=who),
        print=url_for("schedule.paper", week=first, who=who),
        leaders=_leaders(actor, first, who),
        no=no,
        op_id=fresh_op(),
    )  # fmt: skip


def _is_warned(actor: Actor, week: WeeklySchedule, steps: set[str]) -> bool:
    """Whoever may still do something about it, and who asked for a line: his car may have been
    given away since the week was published."""
    is_over = week.monday + SEVEN <= today()
    return bool(steps) or (bool(services.READERS & actor.roles) and not is_over)


@room.get("/sheet.pdf")
def paper() -> Response:
    """The sheet of the week that hangs on the board."""
    actor, first = current_actor(), day_asked()
    if actor.agency_id is None:
        raise Refused("not_allowed")
    week, agency = _seen(actor, first), db.session.get_one(Agency, actor.agency_id)
    with force_locale("vi"):
        who = _who(actor)
        rows = views.of_person(views.rows(actor, week, first), who)
        leader = gathered.leaders_of(actor.agency_id)[who] if who else ""
    made = sheet.pdf(agency, first, week, rows, leader)
    return sent(made, f"lich-cong-tac-{first}.pdf")


@room.get(f"/weeks/{ID}")
def week(row_id: int) -> ResponseReturnValue:
    """Where a notice or a letter leads: the page of the week, of one's own agency."""
    found = db.session.get(WeeklySchedule, row_id)
    if found is None or found.agency_id != current_actor().agency_id:
        raise Refused("not_found")
    return redirect(_there(found.monday))


def _there(first: dt.date) -> str:
    return url_for("schedule.index", week=first)


@room.route("/new", methods=["GET", "POST"])
def new() -> ResponseReturnValue:
    """A line for the week; after publication with a reason."""
    actor, first = current_actor(), day_asked()
    steps = views.steps(actor, services.week_of(actor.agency_id, first))
    if "amend" in steps:
        return _amending(actor, first, None)
    if "propose" not in steps:
        raise Refused("wrong_role" if not steps else "wrong_state")
    return _sheet(
        first, _("Đề nghị đưa vào lịch"), forms.entry(actor, first),
        (forms.EntryTyped, lambda it: services.propose(actor, _entry(it))),
    )  # fmt: skip


@room.route(f"/entries/{ID}/change", methods=["GET", "POST"])
def change(row_id: int) -> ResponseReturnValue:
    """In the place of a line that was published; while the week is written, the line itself."""
    actor = current_actor()
    old = services.the_entry(actor, row_id)
    steps, first = views.steps(actor, old.week), old.week.monday
    if "amend" in steps:
        return _amending(actor, first, old)
    if "correct" not in steps:
        raise Refused("wrong_role")
    if not services.may_correct(actor, old):
        raise Refused("is_ones_own")
    return _sheet(
        first, _("Sửa việc trong lịch"), forms.entry(actor, first, old),
        (forms.EntryTyped, lambda it: services.correct(actor, row_id, _entry(it))), _corrected,
    )  # fmt: skip


def _amending(actor: Actor, first: dt.date, old: ScheduleEntry | None) -> ResponseReturnValue:
    title = _("Thay đổi lịch đã ban hành") if old else _("Bổ sung lịch đã ban hành")
    replaces = old.id if old else None
    return _sheet(
        first, title, [*forms.entry(actor, first, old), *forms.why()],
        (forms.Amending, lambda it: services.amend(
            actor, _entry(it), reason=it.reason, replaces=replaces)),
    )  # fmt: skip


def _entry(it: forms.EntryAsked) -> Entry:
    return Entry(**it.model_dump(exclude={"reason"}))


def _sheet(
    first: dt.date,
    title: str,
    form: Fields,
    does: tuple[Any, Callable[[Any], ScheduleEntry]],
    said: Callable[[ScheduleEntry | None], str] | None = None,
) -> ResponseReturnValue:
    shape, act = does
    asked = Sheet(
        title=title,
        form=form,
        shape=shape,
        act=act,
        back=(_there(first), _("Lịch công tác tuần")),
        submit=_("Ghi vào lịch"),
        done=lambda line: ((said or _written)(line), _there(line.week.monday if line else first)),
        address=url_for(".new", week=first) if request.endpoint == "schedule.new" else "",
        as_read=mark(form) if request.endpoint == "schedule.change" else "",
    )
    return serve(asked)


def _written(line: ScheduleEntry | None) -> str:
    """What a unit writes is a proposal until the office has taken it in."""
    if line is not None and line.settled_at is None:
        return _("Đã đề nghị; Văn phòng xem rồi đưa vào lịch.")
    return _("Đã ghi vào lịch.")


def _corrected(line: ScheduleEntry | None) -> str:
    """Of a proposal that it is one still: correcting it does not take it in."""
    if line is not None and line.settled_at is None:
        return _("Đã sửa đề nghị; Văn phòng xem rồi đưa vào lịch.")
    return _("Đã sửa.")


@room.post(f"/entries/{ID}/<any(settle, strike):on_entry>")
def entry_act(row_id: int, on_entry: str) -> ResponseReturnValue:
    """A proposal is answered; a published line is struck."""
    actor = current_actor()
    first = services.the_entry(actor, row_id).week.monday
    if on_entry == "settle":
        _made, no = attempt(forms.Settling, lambda it: services.settle(
            actor, row_id, taken=it.answer == "take", reason=it.reason, shown=it.shown
        ))  # fmt: skip
    else:
        _made, no = attempt(Because, lambda it: services.strike(actor, row_id, reason=it.reason))
    return _answered(first, no, _("Đã ghi."))


WEEK_ACTS: dict[str, tuple[Any, Callable[..., object]]] = {
    "review": (Nothing, lambda actor, day, _it: services.review(actor, day)),
    "publish": (forms.Shown,
                lambda actor, day, it: services.publish(actor, day, shown=it.shown)),
    "send_back": (Because,
                  lambda actor, day, it: services.send_back(actor, day, reason=it.reason)),
}  # fmt: skip


@room.post("/week/<any(review, publish, send_back):on_week>")
def week_act(on_week: str) -> ResponseReturnValue:
    """A step of the whole week."""
    actor, first = current_actor(), day_asked()
    shape, does = WEEK_ACTS[on_week]
    _made, no = attempt(shape, lambda it: does(actor, first, it))
    return _answered(first, no, {
        "review": _("Đã trình lãnh đạo duyệt."),
        "publish": _("Đã ban hành lịch công tác tuần."),
        "send_back": _("Đã trả lại văn phòng."),
    }[on_week])  # fmt: skip


def _answered(first: dt.date, no: No | None, words: str) -> ResponseReturnValue:
    if no is not None:
        if typed := request.form.get("reason", "").strip():
            flash(typed, "typed")  # the line may have no form for it any more
        return _page(first, no), no.status
    flash(words, "ok")
    return redirect(_there(first))


@room.route("/shared", methods=["GET", "POST"])
def shared() -> ResponseReturnValue:
    """Rooms and cars that the agency gives out."""
    actor = current_actor()
    if not services.may_arrange(actor):
        raise Refused("wrong_role")
    known = "; ".join([*rooms_and_cars.names(actor, "room"), *rooms_and_cars.names(actor, "car")])
    asked = Sheet(
        title=_("Phòng họp, xe của cơ quan"),
        form=forms.shared(),
        shape=forms.SharedAsked,
        act=lambda it: rooms_and_cars.add(actor, **it.model_dump()),
        back=(_there(monday(today())), _("Lịch công tác tuần")),
        submit=_("Thêm"),
        explain=_("Đã có: %(names)s", names=known) if known else "",
        done=lambda _made: (_("Đã thêm."), url_for("schedule.shared")),
    )
    return serve(asked)
