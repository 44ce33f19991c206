"""Templates of drafts: an administrator keeps them for an agency; drafts begun stay as they are."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import select

from server.admin.changes import require_admin
from server.audit.changes import changed
from server.clock import today
from server.database import db, transaction
from server.org.actor import Actor
from server.org.models import Agency, DraftTemplate, PersonChange
from server.org.queries import agency_by_code
from server.org.templates import templates_of
from server.words import name_key
from workflows import Refused
from workflows.kinds import kind

MOST = 60
"""Templates that an agency keeps: they are chosen from one list."""
NAMES = {
    "name": "tên mẫu",
    "doc_type": "tên loại",
    "subject": "trích yếu",
    "bases": "căn cứ",
    "body": "nội dung",
    "to": "nơi nhận để thực hiện",
    "for_info": "nơi nhận để biết",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a template is to say; `to` and `for_info` take agency codes."""

    name: str
    doc_type: str
    subject: str
    bases: Sequence[str]
    body: Sequence[str]
    to: Sequence[str]
    for_info: Sequence[str]


def make(actor: Actor, agency_code: str, *, wanted: Wanted) -> DraftTemplate:
    """A new template of an agency, offered from now on."""
    require_admin(actor)
    with transaction():
        agency = _held(agency_by_code(agency_code, "agency").id)
        if len(templates_of(agency.id)) >= MOST:
            raise Refused("too_many_templates", most=MOST)
        said = _fit(agency, wanted)
        row = DraftTemplate(agency_id=agency.id, valid_from=today(), **said)
        db.session.add(row)
        db.session.flush()
        words = f"Lập mẫu dự thảo “{row.name}” ({row.doc_type}), {agency.short_name}"
        _write_down(actor, "template_made", row, words, ({}, said))
    return row


def change(actor: Actor, template_id: int, *, wanted: Wanted) -> DraftTemplate:
    """Other words in it; what was begun from it keeps the older ones."""
    require_admin(actor)
    with transaction():
        row = found(template_id, held=True)
        agency = _held(row.agency_id)
        said = _fit(agency, wanted, row.id)
        before = {name: getattr(row, name) for name in said}
        other = [name for name in said if said[name] != before[name]]
        if not other:
            raise Refused("nothing_changes")
        for name in other:
            setattr(row, name, said[name])
        fields = ", ".join(NAMES[name] for name in other)
        words = f"Sửa mẫu dự thảo “{row.name}”, {agency.short_name}: {fields}"
        moved = ({name: before[name] for name in other}, {name: said[name] for name in other})
        _write_down(actor, "template_changed", row, words, moved)
    return row


def drop(actor: Actor, template_id: int) -> DraftTemplate:
    """Offered no more from today on; the row stays."""
    require_admin(actor)
    with transaction():
        row = found(template_id, held=True)
        agency = _held(row.agency_id)
        row.valid_to = today()
        words = f"Bỏ mẫu dự thảo “{row.name}”, {agency.short_name}"
        _write_down(actor, "template_dropped", row, words, ({}, {}))
    return row


def _held(agency_id: int) -> Agency:
    """Whoever changes another template of the agency waits: a name stands once."""
    return db.session.get_one(Agency, agency_id, with_for_update=True)


def found(template_id: int, *, held: bool = False) -> DraftTemplate:
    """One that is offered today."""
    row = db.session.get(DraftTemplate, template_id, with_for_update=held)
    if row is None or not row.holds_on(today()):
        raise Refused("no_such_row")
    return row


def _fit(agency: Agency, wanted: Wanted, own: int | None = None) -> dict[str, Any]:
    """As it is kept: a type of the decree, agencies of the directory, a name of its own."""
    name = " ".join(wanted.name.split())
    said = asdict(wanted) | {"name": name, "doc_type": kind(wanted.doc_type).name}
    for field in ("to", "for_info"):
        for code in said[field]:
            agency_by_code(code, field)
    taken = {name_key(one.name) for one in templates_of(agency.id) if one.id != own}
    if name_key(name) in taken:
        raise Refused("template_name_taken", "name")
    return {name: list(value) if _is_list(value) else value for name, value in said.items()}


def _is_list(value: Any) -> bool:
    return isinstance(value, list | tuple)


def _write_down(
    actor: Actor,
    act: str,
    row: DraftTemplate,
    words: str,
    moved: tuple[Mapping[str, Any], Mapping[str, Any]],
) -> None:
    changed(actor, act, f"template/{row.id}", words, moved, agency=row.agency_id)


def past_of(template_id: int) -> Sequence[PersonChange]:
    """What was done to it, newest first."""
    mine = select(PersonChange).where(PersonChange.subject == f"template/{template_id}")
    return db.session.scalars(mine.order_by(PersonChange.id.desc()).limit(MOST)).all()
