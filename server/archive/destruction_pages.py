"""/casefiles/destructions: the lists of expired files, and each on its way to the end (AR-07)."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from flask import Response, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import select

from server import bars
from server.archive import destroying, shapes, sheets
from server.archive import destruction_sheets as on_paper
from server.archive.destruction_models import Destruction
from server.archive.pages import retention
from server.counted import counted
from server.documents.forms import Fields, field, reason
from server.documents.sheets import Sheet, show, take
from server.door.visitor import current_actor
from server.org.actor import Actor
from server.pages import day, headline, when
from server.papers.listing import before, newest
from server.shapes import Asked, Why
from server.words_of.casefiles import DESTRUCTIONS
from workflows import Refused, Role
from workflows.destroying import DESTROYING as LAW

N = "<int(max=9007199254740992):row_id>"
ACTS: dict[str, tuple[type[Asked], Callable[..., Destruction]]] = {
    "review": (shapes.Reviewing, destroying.review),
    "decide": (shapes.Deciding, destroying.decide),
    "reject": (Why, destroying.reject),
    "carry_out": (Why, destroying.carry_out),
    "withdraw": (Why, destroying.withdraw),
}


def label(deed: str) -> str:
    return {
        "review": _("Ghi ý kiến hội đồng"),
        "decide": _("Quyết định tiêu hủy"),
        "reject": _("Không cho tiêu hủy"),
        "carry_out": _("Tiêu hủy"),
        "withdraw": _("Rút danh mục"),
    }[deed]


def listed(
    actor: Actor, asked: dict[str, Any], cursor: str | None
) -> tuple[list[Destruction], str | None]:
    """A page of my agency's, newest first; for who keeps the archive, heads or inspects it."""
    if not destroying.SEES & actor.roles:
        raise Refused("wrong_role")
    found = select(Destruction)
    if Role.AUDITOR not in actor.roles:
        found = found.where(Destruction.agency_id.in_(actor.agencies))
    if stage := asked.get("stage"):
        found = found.where(Destruction.stage == stage)
    rows, more = newest(found, before(cursor))
    return [one for (one,) in rows], str(more) if more else None


def destructions() -> ResponseReturnValue:
    actor = current_actor()
    asked = bars.chosen({"stage": DESTRUCTIONS})
    rows, after = listed(actor, asked, request.args.get("cursor") or None)
    states = (_("Tình trạng"), _("Mọi tình trạng"))
    return render_template(
        "casefiles/destructions.html",
        rows=[_row(one) for one in rows],
        filters=[bars.choice("stage", states, [*DESTRUCTIONS.items()], asked)],
        may_list=Role.ARCHIVIST in actor.roles,
        next_href=f"?{urlencode({**asked, 'cursor': after})}" if after else None,
    )


def _row(one: Destruction) -> dict[str, Any]:
    return {
        "href": url_for("casefiles.destruction", row_id=one.id),
        "id": one.id,
        "stage": one.stage.lower(),
        "stage_word": str(DESTRUCTIONS[one.stage]),
        "by": one.listed_by,
        "at": when(one.listed_at),
        "count": len(one.going),
        "agency": one.agency.name,
    }


def destruction(row_id: int) -> ResponseReturnValue:
    """One of them: what happened to it, which files, and what may be done with it now."""
    actor = current_actor()
    one = destroying.of(actor, row_id)
    facts = (
        (_("Lập danh mục"), f"{one.listed_by}, {when(one.listed_at)}"),
        (_("Hội đồng"), "; ".join(one.members)),
        (_("Biên bản họp"), one.minutes),
        (_("Ý kiến hội đồng"), one.opinion),
        (_("Quyết định"), one.decision),
        (_("Người quyết định"), _at(one.decided_by, one.decided_at)),
        (_("Người tiêu hủy"), _at(one.done_by, one.done_at)),
        (_("Cách tiêu hủy"), one.how),
        (_("Lý do"), one.why),
    )
    return render_template(
        "casefiles/destruction.html",
        **_row(one),
        facts_=[(name, value) for name, value in facts if value],
        deeds=[(name, label(name), url_for(f"casefiles.{name}_form", row_id=row_id))
               for name in open_to(actor, one)],
        lines=[_line(it) for it in one.lines],
        has_annex=one.reviewed_at is not None,
        has_minutes=one.wiped_at is not None,
    )  # fmt: skip


def list_on_paper(row_id: int) -> Response:
    """For the council's table."""
    one = destroying.of(current_actor(), row_id)
    return sheets.sent(sheets.printed(on_paper.for_council(one)), f"danh-muc-het-han-{one.id}.pdf")


def annex_on_paper(row_id: int) -> Response:
    """Behind the head's decision; the council judges first."""
    one = destroying.of(current_actor(), row_id)
    if one.reviewed_at is None:
        raise Refused("not_found")
    return sheets.sent(sheets.printed(on_paper.annex(one)), f"danh-muc-tieu-huy-{one.id}.pdf")


def minutes_on_paper(row_id: int) -> Response:
    """Once nothing of it is left; until then there is nothing to bear witness to."""
    one = destroying.of(current_actor(), row_id)
    if one.wiped_at is None:
        raise Refused("not_found")
    return sheets.sent(sheets.printed(on_paper.minutes(one)), f"bien-ban-tieu-huy-{one.id}.pdf")


def _at(who: str, at: Any) -> str:
    return f"{who}, {when(at)}" if who else ""


def _line(line: Any) -> dict[str, Any]:
    case = line.case_file
    return {
        "href": url_for("casefiles.show", paper_id=case.id),
        "code": f"{case.code} ({case.year})",
        "title": headline(case.subject),
        "retention": retention(case.years),
        "expired": day(case.expires_on),
        "is_kept": line.is_kept,
    }


def open_to(actor: Actor, one: Destruction) -> list[str]:
    """What this one may do with it now."""
    names = [it.name for it in LAW.open_to(one, actor.roles)]
    mine = one.agency_id in actor.agencies
    return [name for name in names if mine and destroying.may(actor, name)]


def _listing(actor: Actor) -> Sheet:
    offered = [(str(one.id), _choice(one)) for one in destroying.may_be_listed(actor)]
    return Sheet(
        title=_("Lập danh mục hồ sơ hết thời hạn bảo quản"),
        explain=_("Lập danh mục chưa tiêu hủy gì: hội đồng xét, người đứng đầu quyết định."),
        warning="" if offered else _("Không có hồ sơ nào trong lưu trữ đã hết thời hạn bảo quản."),
        form=[field("files", _("Hồ sơ"), "multiselect", [], options=offered, required=True,
                    listed=True)],
        shape=shapes.Listing,
        act=lambda given: destroying.listed(actor, files=given.files),
        back=(url_for("casefiles.destructions"), _("Hồ sơ hết thời hạn bảo quản")),
        submit=_("Lập danh mục") if offered else "",
        done=lambda one: (_("Đã lập danh mục."), _there(one)),
    )  # fmt: skip


def _there(one: Any) -> str:
    if one is None:
        return url_for("casefiles.destructions")
    return url_for("casefiles.destruction", row_id=one.id)


def _choice(case: Any) -> str:
    words = _("%(years)s, hết hạn %(day)s", years=retention(case.years), day=day(case.expires_on))
    return f"{case.code} ({case.year}) – {case.subject} · {words}"


def _fields(one: Destruction, deed: str) -> Fields:
    if deed == "review":
        files = [(str(it.case_file_id), _choice(it.case_file)) for it in one.lines]
        return [
            field("members", _("Thành viên hội đồng"), "textarea", rows=4, required=True,
                  hint=_("mỗi dòng một người: họ tên, chức vụ; ít nhất ba người")),
            field("minutes", _("Số, ký hiệu, ngày biên bản họp"), required=True),
            reason(_("Ý kiến của hội đồng")),
            field("kept", _("Hồ sơ hội đồng đề nghị giữ lại"), "multiselect", [], options=files,
                  listed=True),
        ]  # fmt: skip
    if deed == "decide":
        hint = _("quyết định soạn trong hệ thống thì phải đã phát hành")
        return [field("decision", _("Số, ký hiệu quyết định"), required=True, hint=hint)]
    if deed == "carry_out":
        hint = _("biên bản tiêu hủy in được sau khi xong, có chỗ cho người chứng kiến ký")
        return [reason(_("Cách tiêu hủy, người chứng kiến"), hint=hint)]
    return [reason()]


def _deed(row_id: int, deed: str) -> Sheet:
    actor = current_actor()
    destroying.require(actor, deed)
    one = destroying.of(actor, row_id)
    shape, act = ACTS[deed]
    last = counted("Nội dung của %(n)s hồ sơ bị xóa hẳn, không lấy lại được.", len(one.going))
    return Sheet(
        title=label(deed),
        explain=counted("Danh mục số %(id)s: %(n)s hồ sơ.", len(one.going), id=one.id),
        warning=last if deed == "carry_out" else "",
        form=_fields(one, deed),
        shape=shape,
        act=lambda given: act(actor, row_id, **given.model_dump()),
        back=(url_for("casefiles.destruction", row_id=row_id), _("Danh mục")),
        submit=label(deed),
        done=lambda _one: (
            _("Đã ghi: %(step)s.", step=label(deed)),
            url_for("casefiles.destruction", row_id=row_id),
        ),
    )


def _views(deed: str) -> tuple[Callable[..., Any], Callable[..., Any]]:
    def form(row_id: int) -> ResponseReturnValue:
        return show(_deed(row_id, deed))

    def done(row_id: int) -> ResponseReturnValue:
        return take(_deed(row_id, deed))

    form.__name__, done.__name__ = f"{deed}_form", f"{deed}_done"
    return form, done


def _archivist() -> Actor:
    LAW.knows("list", current_actor().roles)
    return current_actor()


def list_form() -> ResponseReturnValue:
    return show(_listing(_archivist()))


def list_expired() -> ResponseReturnValue:
    return take(_listing(_archivist()))


DOORS: tuple[tuple[str, str, Callable[..., ResponseReturnValue]], ...] = (
    ("GET", "/destructions", destructions),
    ("GET", "/destructions/new", list_form),
    ("POST", "/destructions/new", list_expired),
    ("GET", f"/destructions/{N}", destruction),
    ("GET", f"/destructions/{N}/list.pdf", list_on_paper),
    ("GET", f"/destructions/{N}/annex.pdf", annex_on_paper),
    ("GET", f"/destructions/{N}/minutes.pdf", minutes_on_paper),
    *(
        (method, f"/destructions/{N}/{deed}", view)
        for deed in ACTS
        for method, view in zip(("GET", "POST"), _views(deed), strict=True)
    ),
)
