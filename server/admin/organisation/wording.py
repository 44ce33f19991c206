"""A unit's or post's name that was typed wrongly is put right while nothing issued bears it (§2.4).

What an issued document bears stays as it was on its day: there the unit or post is closed, and
another opened under the right name.
"""

from sqlalchemy import ColumnElement, select

from server.admin.changes import found, require_admin
from server.audit.changes import changed
from server.database import db, transaction
from server.documents.outgoing.models import OutgoingDocument
from server.org.actor import Actor
from server.org.models import Position, Unit
from workflows import Refused


def reword_unit(actor: Actor, unit_id: int, *, name: str, abbreviation: str) -> Unit:
    """Its name, and how the symbol of a document writes it short."""
    require_admin(actor)
    with transaction():
        unit = found(Unit, unit_id, held=True)
        before = {"name": unit.name, "abbreviation": unit.abbreviation}
        after = {"name": name.strip(), "abbreviation": abbreviation.strip()}
        _refuse(before, after, OutgoingDocument.unit_id == unit_id)
        unit.name, unit.abbreviation = after["name"], after["abbreviation"]
        words = f"Sửa tên đơn vị gõ nhầm: {before['name']} ({before['abbreviation']}) thành "
        words += f"{unit.name} ({unit.abbreviation}), {unit.agency.short_name}"
        subject = f"unit/{unit.id}"
        changed(actor, "unit_reworded", subject, words, (before, after), agency=unit.agency_id)
    return unit


def reword_position(actor: Actor, position_id: int, *, title: str) -> Position:
    """The title, as it is printed under a signature."""
    require_admin(actor)
    with transaction():
        post = found(Position, position_id, held=True)
        before, after = {"title": post.title}, {"title": title.strip()}
        _refuse(before, after, OutgoingDocument.signer_post_id == position_id)
        post.title = after["title"]
        words = f"Sửa tên chức vụ gõ nhầm: {before['title']} thành {post.title}"
        changed(actor, "position_reworded", f"position/{post.id}", words, (before, after))
    return post


def _refuse(before: dict[str, str], after: dict[str, str], bears_it: ColumnElement[bool]) -> None:
    if before == after:
        raise Refused("nothing_changes")
    issued = select(OutgoingDocument.code).where(bears_it, OutgoingDocument.number.is_not(None))
    code = db.session.scalar(issued.limit(1))
    if code is not None:
        raise Refused("name_is_printed", next(iter(after)), code=code)
