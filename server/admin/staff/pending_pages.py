"""The page where a second person confirms a post with its roles, or says no."""

from collections import Counter

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from server.admin import queries, views
from server.admin.doors import door, doors
from server.admin.staff import grants, resets
from server.admin.waiting import others
from server.documents.sheets import No, attempt
from server.door.visitor import current_actor
from server.org.actor import Actor
from server.pages import fresh_op, when
from server.shapes import Because, Nothing
from workflows import Role

ID = "<int(max=9223372036854775807):grant_id>"


@door("/people/pending", "pending")
def pending() -> ResponseReturnValue:
    """Alarms and proposals, until somebody other than the first person has answered."""
    return _page()


def _page(wrong: tuple[int, No] | None = None) -> str:
    actor = current_actor()
    rows = [
        views.grant_view(
            one,
            second=actor.person_id not in (one.by_person_id, one.person_id),
            own=actor.person_id == one.by_person_id,
        )
        for one in queries.unsettled(actor)
    ]
    return render_template(
        "admin/pending.html",
        title=_("Chờ xác nhận"),
        grants=rows,
        batches=_batches(actor),
        resets=_resets(actor),
        others=others(actor),
        doors=doors(actor, "pending"),
        wrong={wrong[0]: wrong[1]} if wrong else {},
        typed=request.form.get("reason", ""),
        op_id=fresh_op(),
    )


def _resets(actor: Actor) -> list[dict[str, object]]:
    """Second factors that an administrator wants gone; done on the person's own page."""
    if Role.ADMIN not in actor.roles:
        return []
    return [
        {
            "name": one.person.full_name,
            "href": url_for("admin.person", account=one.person.account),
            "words": f"{views.by_name(one.by_account)}, {when(one.at)}: {one.reason}",
        }
        for one in resets.open_resets()
    ]


@door("/people/pending/batch", "confirm_batch", form=True, shown=False)
def confirm_batch() -> ResponseReturnValue:
    """Everything that one workbook proposed, with one word of the second person."""
    actor, batch = current_actor(), request.form.get("batch", "")
    _made, no = attempt(Nothing, lambda _it: grants.confirm_batch(actor, batch))
    if no is not None:
        flash(no.above, "bad")
        return _page(), no.status
    flash(_("Đã xác nhận tất cả; quyền có hiệu lực theo ngày bổ nhiệm."), "ok")
    return redirect(url_for("admin.pending"))


def _batches(actor: Actor) -> list[dict[str, object]]:
    """Imports of which this one may be the second person, with how many posts wait in each."""
    mine = [
        one.batch
        for one in queries.unsettled(actor)
        if one.batch and actor.person_id != one.by_person_id
    ]
    return [{"name": name, "n": n} for name, n in Counter(mine).items() if n > 1]


@door(f"/people/pending/{ID}/confirm", "confirm", form=True, shown=False)
def confirm(grant_id: int) -> ResponseReturnValue:
    actor = current_actor()
    _made, no = attempt(Nothing, lambda _it: grants.confirm(actor, grant_id))
    return _answer(grant_id, no, _("Đã xác nhận; quyền có hiệu lực theo ngày bổ nhiệm."))


@door(f"/people/pending/{ID}/reject", "reject", form=True, shown=False)
def reject(grant_id: int) -> ResponseReturnValue:
    actor = current_actor()
    _made, no = attempt(Because, lambda it: grants.reject(actor, grant_id, reason=it.reason))
    return _answer(grant_id, no, _("Đã trả lời: không bổ nhiệm."))


@door(f"/people/pending/{ID}/seen", "seen", form=True, shown=False)
def seen(grant_id: int) -> ResponseReturnValue:
    actor = current_actor()
    _made, no = attempt(Nothing, lambda _it: grants.acknowledge(actor, grant_id))
    return _answer(grant_id, no, _("Đã ghi nhận là đã xem cảnh báo."))


def _answer(grant_id: int, no: No | None, words: str) -> ResponseReturnValue:
    if no is None:
        flash(words, "ok")
        return redirect(url_for("admin.pending"))
    return _page((grant_id, no)), no.status
