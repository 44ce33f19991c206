"""Pages of keys: every key of the office on one list, and an agency's own."""

from urllib.parse import urlencode

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from server import bars
from server.admin import shapes
from server.admin.changes import require_admin
from server.admin.doors import PAGE, door, doors, words_asked
from server.admin.keys import registering as keys
from server.admin.keys import views as key_views
from server.database import db
from server.documents.sheets import Sheet, serve
from server.door.visitor import current_actor
from server.org.models import Agency, Person
from server.signatures.keys import KIND_WORDS, key_of
from workflows import Refused

ID = "<int(max=9223372036854775807):row_id>"


@door("/people/keys", "keys")
def index() -> ResponseReturnValue:
    """Agencies, then people who have a key; each leads to where its key is registered.

    Only the certificates of the page's fifty are read and judged.
    """
    actor = current_actor()
    require_admin(actor)
    asked = {"q": words_asked(), "kind": request.args.get("kind", "")}
    asked["kind"] = asked["kind"] if asked["kind"] in {*KIND_WORDS, keys.NONE} else ""
    page = bars.page()
    held = keys.holders(asked["q"], asked["kind"])
    shown = keys.read(held[(page - 1) * PAGE : page * PAGE])
    more = len(held) > page * PAGE
    return render_template(
        "admin/list.html",
        title=_("Khóa ký số"),
        columns=[_("Của ai"), _("Loại khóa"), _("Tên trong chứng thư"), _("Thời hạn"),
                 _("Tình trạng")],
        rows=[key_views.row(key_of(one).owner.name, key_of(one), _href(one)) for one in shown],
        filters=_filters(asked),
        doors=doors(actor, "keys"),
        next_href=f"?{urlencode({**asked, 'page': page + 1})}" if more else None,
    )  # fmt: skip


def _filters(asked: dict[str, str]) -> list[bars.Box]:
    label = (_("Loại khóa"), _("Mọi loại khóa"))
    kinds = [*KIND_WORDS.items(), (keys.NONE, _("chưa có khóa"))]
    return [
        bars.search(asked, _("Tên cơ quan, họ tên, tài khoản"), _("Tìm khóa")),
        bars.choice("kind", label, kinds, asked),
    ]


def _href(one: Person | Agency) -> str:
    if isinstance(one, Person):
        return url_for("admin.person", account=one.account)
    return url_for("admin.agency_key", row_id=one.id)


@door(f"/people/keys/{ID}", "agency_key", form=True)
def agency_key(row_id: int) -> ResponseReturnValue:
    """The key that an agency's clerk seals with."""
    actor = current_actor()
    require_admin(actor)
    agency = db.session.get(Agency, row_id)
    if agency is None or agency.external:
        raise Refused("no_such_row")
    back = url_for("admin.keys")
    sheet = Sheet(
        title=_("Khóa của %(name)s", name=agency.name),
        form=key_views.form(key_of(agency)),
        shape=shapes.KeyGiven,
        act=lambda it: keys.register_agencys(actor, row_id, keys.NewKey(**it.model_dump())),
        back=(back, _("Khóa ký số")),
        submit=_("Đăng ký khóa"),
        explain=f"{key_views.kept(agency)} "
        + _(
            "Khóa hiện nay: %(key)s. Văn thư ký số của cơ quan bằng khóa mới từ ngay sau khi ghi.",
            key=key_views.said(key_of(agency)),
        ),
        done=lambda _none: (_("Đã đăng ký khóa ký số."), back),
    )
    return serve(sheet)
