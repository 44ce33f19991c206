"""The volumes of a book: closing the next one, and each one's page to sign, seal and take away."""

from typing import Any

from flask import (
    Blueprint,
    Response,
    flash,
    g,
    redirect,
    render_template,
    request,
    send_file,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_babel import LazyString
from flask_babel import gettext as _
from flask_babel import lazy_gettext as later
from sqlalchemy import ColumnElement, Select, false, or_, select

from server.answers import words_of
from server.clock import today
from server.database import db
from server.documents.counter import ID
from server.documents.forms import Fields, field
from server.documents.outgoing.signatures import signing_pages
from server.documents.outgoing.signatures.agent_doors import Doors, open_agent_doors
from server.documents.sheets import No, attempt
from server.door.gate import require_seat
from server.files import store
from server.home import book_jobs, volume_signing, volumes
from server.home.columns import BOOKS
from server.home.holding_back import is_held_back
from server.home.volume_jobs import stage_of, why_not_bound
from server.org.actor import Actor
from server.org.models import Agency, Person
from server.pages import badge, fresh_op, when
from server.registers.models import BookVolume
from server.registers.volumes import new_lines, told_later, volumes_of
from server.registers.whose import agency_asked
from server.shapes import Asked, KeyAsked, Word
from server.signatures.keys import Key, key_of
from workflows import Refused
from workflows.volumes import CLOSERS, Stage, VolumeStep

room = Blueprint("volumes", __name__, url_prefix="/registers")
require_seat(room)

NAME = "<any(in, out):name>"
STAGES = {
    Stage.BINDING: later("đang in và đóng quyển"),
    Stage.NOT_BOUND: later("chưa in được"),
    Stage.TO_SIGN: later("chờ người đứng đầu cơ quan ký"),
    Stage.TO_SEAL: later("chờ văn thư đóng dấu"),
    Stage.SEALED: later("đã ký và đóng dấu"),
    Stage.WITHDRAWN: later(
        "đã thu hồi: có dòng của văn bản mật đã tiêu hủy; các dòng được khóa lại"
    ),
}
HELD = later("chưa in: có dòng nghi là văn bản mật")
"""It is printed by itself once that is decided."""
LABELS = {
    VolumeStep.BIND: later("In lại"),
    VolumeStep.SIGN: later("Ký quyển sổ"),
    VolumeStep.SEAL: later("Đóng dấu cơ quan"),
}
KEYS = {VolumeStep.SIGN: volume_signing.sign, VolumeStep.SEAL: volume_signing.seal}
FILES = {"in": "so-van-ban-den", "out": "so-van-ban-di"}


class Closing(Asked):
    """That the year still runs was read, and is meant."""

    goes_on: Word = ""


@room.get(f"/{NAME}/<year:year>/volumes")
def shelf(name: str, year: int) -> str:
    return _shelf(name, year)


@room.post(f"/{NAME}/<year:year>/volumes")
def close(name: str, year: int) -> ResponseReturnValue:
    """Khóa sổ: the lines that no volume holds yet become the next one."""
    volume, no = attempt(
        Closing, lambda it: volumes.close(g.actor, name, year, goes_on=bool(it.goes_on))
    )
    if no is not None:
        return _shelf(name, year, no), no.status
    if not isinstance(volume, BookVolume):
        return redirect(url_for("volumes.shelf", name=name, year=year))
    flash(_("Đã khóa sổ. Quyển sổ đang được in."), "ok")
    return redirect(url_for("volumes.show", row_id=volume.id))


@room.get("/volumes/<int:row_id>")
def show(row_id: int) -> str:
    return _show(volumes.found(g.actor, row_id))


@room.post("/volumes/<int:row_id>/<any(sign, seal):act>")
def do(row_id: int, act: str) -> ResponseReturnValue:
    """The PIN goes to the cabinet and nowhere else; a wrong one keeps the page."""
    step = VolumeStep(act)
    if not volumes.may(g.actor, step):
        raise Refused("wrong_role")
    _done, no = attempt(
        KeyAsked, lambda it: KEYS[step](g.actor, row_id, pin=it.pin, answer=it.answer)
    )
    if no is not None:
        return _show(volumes.found(g.actor, row_id), no), no.status
    flash(
        _("Đã ký. Tệp đã ký được lưu.") if act == "sign" else _("Đã đóng dấu. Quyển sổ đã xong."),
        "ok",
    )
    return redirect(url_for("volumes.show", row_id=row_id))


@room.post("/volumes/<int:row_id>/bind")
def bind(row_id: int) -> ResponseReturnValue:
    volumes.bind(g.actor, row_id)
    flash(_("Quyển sổ đang được in lại."), "ok")
    return redirect(url_for("volumes.show", row_id=row_id))


@room.post("/volumes/<int:row_id>/later")
def print_later(row_id: int) -> ResponseReturnValue:
    """What came after the closing, to be bound behind the volume: it shows what it did not."""
    volume = volumes.found(g.actor, row_id)
    if not told_later(volume.id):
        raise Refused("not_found")
    return redirect(f"/jobs/{book_jobs.begin_later(g.actor, volume)}")


@room.get("/volumes/<int:row_id>/file")
def file(row_id: int) -> Response:
    volume = volumes.found(g.actor, row_id)
    return file_of(volume)


def file_of(volume: BookVolume) -> Response:
    """The file as it stands now: bound, signed or sealed."""
    if not volume.file_sha256:
        raise Refused("not_found")
    if is_held_back(volume):
        raise Refused("volume_is_held_back")
    name = f"{FILES[volume.book]}-{volume.year}-quyen-{volume.number}.pdf"
    path = store().path(volume.file_sha256)
    return send_file(path, mimetype="application/pdf", download_name=name, max_age=0)


def title_of(volume: BookVolume) -> str:
    words = _("Quyển số %(n)s", n=volume.number)
    return f"{BOOKS[volume.book].title} {volume.year} – {words}"


def _shelf(name: str, year: int, no: No | None = None) -> str:
    actor: Actor = g.actor
    agency = agency_asked(actor, request.args.get("agency", ""))
    agency_id = agency.id if agency else actor.agency_id
    volumes.require(actor, agency_id)
    free = new_lines(agency_id, name, year)
    closes = free and agency is None and CLOSERS & actor.roles
    code = agency.code if agency else None
    return render_template(
        "registers/volumes.html",
        title=f"{BOOKS[name].title} {year}",
        under=agency.name if agency else actor.agency_name,
        rows=[_row(one) for one in volumes_of(agency_id, name, year)],
        free=free,
        back_href=url_for("books.book", name=name, year=year, agency=code),
        close=_closing(name, year, no) if closes else None,
        error=no.above if no else "",
    )


def _closing(name: str, year: int, no: No | None) -> dict[str, Any]:
    runs = year >= today().year
    sure = field(
        "goes_on",
        _("Khóa sổ giữa năm: văn bản đăng ký sau lúc này vào quyển sau"),
        "checkbox",
        required=True,
        hint=_(
            "Năm %(year)s chưa hết. Quyển này chỉ đến dòng cuối hôm nay; số vẫn chạy tiếp.",
            year=year,
        ),
        error=(no.errors.get("goes_on", "") if no else ""),
    )
    form: Fields = [sure] if runs else []
    href = url_for("volumes.close", name=name, year=year)
    return {"name": "close", "href": href, "label": _("Khóa sổ và in quyển"), "form": form}


def _row(volume: BookVolume) -> dict[str, Any]:
    return {
        "href": url_for("volumes.show", row_id=volume.id),
        "number": volume.number,
        "span": volume.span,
        "lines": volume.lines,
        "words": _stage(volume),
        "closed": when(volume.closed_at),
    }


def _stage(volume: BookVolume) -> LazyString:
    stage = stage_of(volume)
    return HELD if stage is Stage.BINDING and is_held_back(volume) else STAGES[stage]


def _show(volume: BookVolume, no: No | None = None) -> str:
    step, stage = volumes.next_step(g.actor, volume), stage_of(volume)
    held = is_held_back(volume)
    return render_template(
        "registers/volume.html",
        title=title_of(volume),
        agency=db.session.get_one(Agency, volume.agency_id).name,
        row=_row(volume),
        past=_past(volume),
        later=[(one.code or one.number, one.later) for one in told_later(volume.id)],
        later_href=url_for("volumes.print_later", row_id=volume.id),
        sha256=volume.file_sha256,
        binding=stage is Stage.BINDING and not held,
        failure=why_not_bound(volume) if stage is Stage.NOT_BOUND else "",
        held=words_of("volume_is_held_back", {}) if held else "",
        file=url_for("volumes.file", row_id=volume.id) if volume.file_sha256 and not held else None,
        back_href=_shelf_of(volume),
        act=_act(volume, step, no) if step else None,
        op_id=fresh_op(),
    )


def _shelf_of(volume: BookVolume) -> str:
    mine = volume.agency_id == g.actor.agency_id
    code = None if mine else db.session.get_one(Agency, volume.agency_id).code
    return url_for("volumes.shelf", name=volume.book, year=volume.year, agency=code)


def _act(volume: BookVolume, step: VolumeStep, no: No | None) -> dict[str, Any]:
    label = LABELS[step]
    if step is VolumeStep.BIND:
        href = url_for("volumes.bind", row_id=volume.id)
        return {"name": str(step), "href": href, "label": label, "form": []}
    key = _key(volume, step)
    href = url_for("volumes.do", row_id=volume.id, act=str(step))
    said = signing_pages.act_of("volumes", volume.id, step, key, no)
    return said | {"href": href, "label": label}


def _key(volume: BookVolume, step: VolumeStep) -> Key:
    """One's own on the cover, the agency's over it."""
    signs = step is VolumeStep.SIGN
    holder = (Person, g.actor.person_id) if signs else (Agency, volume.agency_id)
    return key_of(db.session.get_one(*holder))


def _past(volume: BookVolume) -> list[tuple[str, str, str]]:
    """What was done to it, by whom, when."""
    done = [
        (_("Khóa sổ"), volume.closed_by, volume.closed_at),
        (_("Ký"), volume.signed_by, volume.signed_at),
        (_("Đóng dấu cơ quan"), volume.sealed_by, volume.sealed_at),
    ]
    past = [(what, _name(who), when(at)) for what, who, at in done if who and at]
    gone = volume.withdrawn_at
    return [*past, (_("Thu hồi tệp"), _("Hệ thống"), when(gone))] if gone else past


def _name(person_id: int) -> str:
    return db.session.get_one(Person, person_id).full_name


def _waiting(actor: Actor) -> Select[Any]:
    """Volumes that wait for this person's key."""
    unsigned = BookVolume.signed_at.is_(None)
    mine: list[ColumnElement[bool]] = []
    if volumes.may(actor, VolumeStep.SIGN):
        mine.append(unsigned)
    if volumes.may(actor, VolumeStep.SEAL):
        mine.append(~unsigned & BookVolume.sealed_at.is_(None))
    return select(BookVolume.id).where(
        BookVolume.agency_id == actor.agency_id,
        BookVolume.file_sha256 != "",
        or_(false(), *mine),
    )


badge("registers", _waiting)
AGENT_DOORS = Doors(
    volume_signing.VOLUMES,
    lambda actor, row_id: (actor, volumes.found(actor, row_id)),
    at=f"volumes/{ID}",
    require=lambda actor, step, volume: volumes.ready(actor, volume.id, VolumeStep(step)),
    has_versions=False,
    named=lambda volume: (title_of(volume), volume.span),
)
open_agent_doors(room, AGENT_DOORS)
