"""/handing-over/agencies/ahead: my posts that end by an approved plan, and what to finish first."""

from flask import render_template
from flask_babel import gettext as _

from server.door.visitor import current_actor
from server.pages import day, headline
from server.reorganising import forewarning
from server.reorganising.forewarning import Ending
from server.reorganising.minutes_pages import room


@room.get("/ahead")
def ahead() -> str:
    """Read by whoever comes: each sees his own posts alone."""
    actor = current_actor()
    return render_template(
        "account/ahead.html",
        rows=[(one.post, _facts(one), one.is_last) for one in forewarning.of_person(actor)],
        waits=[
            (f"/outgoing/{one.id}", f"{one.code} – {headline(one.subject)}")
            for one in forewarning.half_issued(actor)
        ],
    )


def _facts(one: Ending) -> list[tuple[str, str]]:
    unsaid = _("chưa có trong phương án; hỏi người quản trị")
    return [
        (_("Kết thúc"), _("0 giờ ngày %(day)s", day=day(one.plan.effective_on))),
        (_("Theo văn bản"), f"{one.plan.decision_code}, {one.plan.title}"),
        (_("Việc chưa xong sang"), one.heir),
        (_("Anh/chị nhận chức vụ"), one.goes_to or unsaid),
    ]
