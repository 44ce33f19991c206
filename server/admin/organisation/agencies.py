"""Agencies, inside and outside: opened, corrected and closed on a day (DOMAIN §2.4)."""

import datetime as dt
import re
from dataclasses import asdict, dataclass
from typing import NamedTuple

from sqlalchemy import and_, select

from server.admin.changes import key_issued, require_admin, require_end, said_day
from server.admin.keys.revoking import revoke_seal
from server.admin.staff.left_behind import refuse_at_work
from server.audit.changes import changed
from server.database import db, transaction
from server.office import office
from server.org.actor import Actor
from server.org.models import Agency, Position, Unit
from server.org.queries import lasts_beyond
from server.signatures.pins import PIN
from signing import issue
from workflows import Refused

CODE = re.compile(r"[a-z0-9]+([.-][a-z0-9]+)*")
LEVELS = ("xa", "huyen", "tinh", "khac")
LONGEST_ORGAN_ID = 13
"""Of an agency whose books are here (Annex VI, P.II)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """An agency as the directory writes it down; `superior` is its cơ quan chủ quản."""

    code: str
    organ_id: str
    name: str
    short_name: str
    abbreviation: str = ""
    level: str = "xa"
    parent: str = ""
    place_name: str = ""
    superior: str = ""
    regime: str = "collective"


def open_agency(actor: Actor, new: Body, *, valid_from: dt.date, pin: str = "") -> Agency:
    """An agency that works here from a day on; its seal is issued with a PIN where one is given.

    In service its seal's certificate comes from Ban Cơ yếu Chính phủ, and the PIN stays empty.
    """
    require_admin(actor)
    with transaction():
        return enter_agency(actor, new, valid_from=valid_from, pin=pin)


def enter_agency(
    actor: Actor,
    new: Body,
    *,
    valid_from: dt.date,
    pin: str = "",
    after: Agency | None = None,
) -> Agency:
    """The same as a step of another act: a plan of reorganisation sets up successors. `after`: the
    row that ends that day, of the same agency under another name; code and identifier stay."""
    _fit_seal(pin)
    agency = _enter(new, valid_from, external=False, after=after)
    agency.seal = _seal(agency, pin) if pin else ""
    words = f"Lập cơ quan {agency.name} từ {said_day(valid_from)}"
    _keep(actor, "agency_opened", agency, words + (", kèm dấu" if pin else ""))
    if pin:
        key_issued(actor, f"agency/{agency.id}", agency.seal)
    return agency


def enter_outside(actor: Actor, new: Body, *, valid_from: dt.date) -> Agency:
    """A line of the directory: an agency that is written to, and has no desks here."""
    require_admin(actor)
    with transaction():
        return write_down(actor, new, valid_from=valid_from)


def write_down(actor: Actor, new: Body, *, valid_from: dt.date) -> Agency:
    """The same as a step of another act: a whole directory comes in a workbook."""
    agency = _enter(new, valid_from, external=True)
    words = f"Ghi {agency.name} vào danh bạ từ {said_day(valid_from)}"
    _keep(actor, "outside_entered", agency, words)
    return agency


def correct_outside(actor: Actor, agency_id: int, new: Body, *, valid_from: dt.date) -> Agency:
    """The directory's line as it reads from a day on; papers keep the one of their own day.

    Closed and opened anew, never changed in place; a stranger whom the exchange entered by
    itself is confirmed by it.
    """
    require_admin(actor)
    with transaction():
        old = _held(agency_id, external=True)
        require_end(old.valid_from, old.valid_to, valid_from)
        old.valid_to = valid_from
        db.session.flush()
        agency = _enter(new, valid_from, external=True)
        old.successor_id = agency.id
        before = {name: getattr(old, name) for name in ("name", "organ_id", "short_name")}
        words = f"Sửa danh bạ: {old.name} thành {agency.name} từ {said_day(valid_from)}"
        subject = f"agency/{agency.id}"
        after = {name: getattr(agency, name) for name in before}
        changed(actor, "outside_corrected", subject, words, (before, after), was=old.id)
    return agency


def close_agency(actor: Actor, agency_id: int, *, on: dt.date, successor: str = "") -> None:
    """An agency that never worked ends here, after its units and posts; who takes over is found by
    its letters. Its seal is taken off: nobody seals for it any more (ORG-14).

    With open work or a book it is refused: only a plan of reorganisation, decided by two, hands
    each thing and the archive to one successor and closes the books, all in one midnight (ORG-11,
    ORG-12, ORG-15).
    """
    require_admin(actor)
    with transaction():
        agency = _held(agency_id)
        require_end(agency.valid_from, agency.valid_to, on)
        _refuse_what_is_open(agency, on)
        if not agency.external:
            refuse_at_work(agency)
        heir = _named(successor, "successor") if successor else None
        if heir is not None and heir.id == agency.id:
            raise Refused("succeeds_itself", "successor")
        agency.valid_to = on
        agency.successor_id = heir.id if heir else None
        by = f"; {heir.name} kế tục" if heir else ""
        revoke_seal(actor, agency, on)
        _keep(actor, "agency_closed", agency, f"Đóng {agency.name} từ {said_day(on)}{by}")


class Switch(NamedTuple):
    """A yes or no of an agency: its column, the event of its change, and the fact that tells it."""

    column: str
    act: str
    fact: str


PAGE_CODES = Switch("prints_qr", "page_codes_set", "prints")
SILENCE = Switch("silence_agrees", "silence_settled", "agrees")


def print_codes(actor: Actor, agency_id: int, *, prints: bool) -> None:
    """Whether pages that are made from now on carry the code by which anybody checks them (DESIGN
    §11.11); what was made before stays as it is."""
    words = f"{'In' if prints else 'Thôi in'} mã QR trên trang của {{name}}"
    _switch(actor, agency_id, PAGE_CODES, prints, words)


def settle_silence(actor: Actor, agency_id: int, *, agrees: bool) -> None:
    """Whether who does not answer a poll in writing agrees, as the agency's working rules have it
    (DOMAIN §10.5); polls that were sent before are counted as their members were told."""
    counts = "tính là đồng ý" if agrees else "không tính là đồng ý"
    words = f"Phiếu lấy ý kiến của {{name}}: không trả lời {counts}"
    _switch(actor, agency_id, SILENCE, agrees, words)


def _switch(actor: Actor, agency_id: int, switch: Switch, on: bool, words: str) -> None:
    """Of an agency that works here; as it was already, it leaves no trace."""
    require_admin(actor)
    with transaction():
        agency = _held(agency_id, external=False)
        before = getattr(agency, switch.column)
        if before == on:
            return
        setattr(agency, switch.column, on)
        said, subject = words.format(name=agency.name), f"agency/{agency.id}"
        moved = ({switch.fact: before}, {switch.fact: on})
        changed(actor, switch.act, subject, said, moved, **{switch.fact: int(on)})


def _enter(
    new: Body, valid_from: dt.date, *, external: bool, after: Agency | None = None
) -> Agency:
    _fit(new, external=external)
    parent = _named(new.parent, "parent") if new.parent else None
    agency = Agency(
        **{k: v for k, v in asdict(new).items() if k != "parent"},
        parent=parent, external=external, valid_from=valid_from,
    )  # fmt: skip
    agency.organ_id = new.organ_id.strip().upper()
    refuse_taken(agency, after)
    db.session.add(agency)
    db.session.flush()
    return agency


def _fit(new: Body, *, external: bool) -> None:
    """What others are called we take as they say it; ours has the decree's length (IN-06)."""
    if not CODE.fullmatch(new.code):
        raise Refused("bad_code", "code")
    if new.level not in LEVELS:
        raise Refused("unknown_level", "level")
    if not external and len(new.organ_id.strip()) > LONGEST_ORGAN_ID:
        raise Refused("over_long", "organ_id", most=LONGEST_ORGAN_ID)


def refuse_taken(agency: Agency, after: Agency | None = None) -> None:
    """Nobody else has its code or identifier from that day on; one that never was has no day."""
    own = [one.id for one in (agency, after) if one is not None and one.id]
    still = and_(lasts_beyond(Agency, agency.valid_from), Agency.id.not_in(own))
    for name in ("code", "organ_id"):
        same = select(Agency.name).where(getattr(Agency, name) == getattr(agency, name), still)
        taken = db.session.scalar(same.limit(1))
        if taken:
            raise Refused("agency_taken", name, name=taken)


def _refuse_what_is_open(agency: Agency, on: dt.date) -> None:
    for model, name in ((Unit, Unit.name), (Position, Position.title)):
        beyond = lasts_beyond(model, on)
        rows = db.session.scalars(select(name).where(model.agency_id == agency.id, beyond))
        left = ", ".join(sorted(set(rows)))
        if left:
            raise Refused("agency_has_posts", titles=left)


def _named(code: str, field: str) -> Agency:
    found = select(Agency).where(Agency.code == code).order_by(Agency.valid_from.desc())
    agency = db.session.scalar(found.limit(1))
    if agency is None:
        raise Refused("unknown_agency", field, code=code)
    return agency


def _held(agency_id: int, *, external: bool | None = None) -> Agency:
    agency = db.session.get(Agency, agency_id, with_for_update=True)
    if agency is None or external not in (None, agency.external):
        raise Refused("no_such_row")
    return agency


def _fit_seal(pin: str) -> None:
    if pin and not PIN.fullmatch(pin):
        raise Refused("bad_pin", "pin")
    if pin and not (office().cabinet.keys / "ca.key").exists():
        raise Refused("no_demo_authority", "pin")


def _seal(agency: Agency, pin: str) -> str:
    keys = office().cabinet.keys
    return issue(keys, f"seal.{agency.code}", agency.name, agency.short_name, pin)


def _keep(actor: Actor, act: str, agency: Agency, words: str) -> None:
    facts = {"code": agency.code, "organ": agency.organ_id}
    changed(actor, act, f"agency/{agency.id}", words, ({}, dict(facts)), **facts)
