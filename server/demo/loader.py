"""Fills an installation with the demo district: people, posts, keys, calendar, and its papers."""

import datetime as dt
from pathlib import Path

from sqlalchemy import insert, select

from server.audit.bound import moving_in
from server.audit.models import LedgerWitness
from server.clock import HANOI, now, today
from server.database import db, transaction
from server.demo import cast, loader_archive, loader_habits, loader_papers, loader_week
from server.demo.calendar import demo_calendar
from server.demo.papers_out import CHAIR
from server.door.passwords import hashed
from server.ledger import asking, heads, vouching, witnesses
from server.office import office
from server.org.bodies import DEPUTY, HEAD, AdvisoryBody
from server.org.models import (
    Agency,
    Appointment,
    CalendarDay,
    Delegation,
    Person,
    Position,
    Unit,
)
from server.org.queries import person_by_account
from server.papers.openings import Inspection
from server.words import person_key
from signing import found_authority, issue

WITNESS = "hoangphu"

EVER = dt.date(2015, 1, 1)
"""The districts and communes of the demo world have stood since then, as far as it matters."""


def load() -> None:
    """The whole demo world where it is wanting; what a crash left undone is done now.

    People are one transaction, papers another: each is there as a whole or not at all. An office
    that has other people than the demo's gets no papers.
    """
    if not is_loaded():
        load_people()
    if person_by_account(CHAIR) is None:
        return
    if not loader_papers.is_loaded():
        with moving_in():
            loader_papers.load_papers()
    loader_habits.load_habits(EVER)
    loader_week.load_weeks()
    vouching.bind_what_stands()
    loader_archive.load_archive()
    if db.session.scalar(select(LedgerWitness.id).limit(1)) is None:
        _ask_a_witness()


def _ask_a_witness() -> None:
    """A commune sees every head of the district's log, as docs/ledger.md tells how."""
    commune = asking.found_here(WITNESS)
    commune.watch(heads.log_key())
    witnesses.ask(str(commune.key))


def is_loaded() -> bool:
    return db.session.scalar(select(Agency.id).limit(1)) is not None


def load_people() -> None:
    """Agencies, units, positions, persons, posts, mandates and days off; keys beside them."""
    keys = office().cabinet.keys
    found_authority(keys)
    with moving_in(), transaction():
        agencies = _agencies(keys)
        units = _units(agencies)
        positions = _positions(agencies, units)
        persons = _persons(keys)
        _appointments(persons, positions)
        _delegations(agencies, positions)
        _bodies(agencies, positions)
        db.session.add(_inspection(persons["thanhtra"]))
        days = [
            {"day": d.day, "kind": d.kind, "name": d.name, "notice": d.notice}
            for d in demo_calendar(today())
        ]
        db.session.execute(insert(CalendarDay), days)


def _agencies(keys: Path) -> dict[str, Agency]:
    made: dict[str, Agency] = {}
    with_units = {unit.agency for unit in cast.UNITS}
    for one in cast.AGENCIES:
        made[one.code] = Agency(
            code=one.code,
            organ_id=one.organ_id.upper(),
            name=one.full_name,
            short_name=one.short_name,
            abbreviation=one.abbreviation,
            level=one.level,
            place_name=one.place_name,
            superior=one.superior,
            regime=one.regime,
            external=one.external,
            has_units=one.code in with_units,
            valid_from=EVER,
        )
        if not one.external:
            made[one.code].seal = issue(
                keys, f"seal.{one.code}", one.full_name, one.short_name, cast.PIN
            )
    for one in cast.AGENCIES:
        made[one.code].parent = made.get(one.parent)
    db.session.add_all(made.values())
    db.session.flush()
    return made


def _units(agencies: dict[str, Agency]) -> dict[tuple[str, str], Unit]:
    made = {
        (one.agency, one.code): Unit(
            agency_id=agencies[one.agency].id,
            code=one.code,
            name=one.name,
            abbreviation=one.abbreviation,
            rank=rank,
            valid_from=EVER,
        )
        for rank, one in enumerate(cast.UNITS)
    }
    db.session.add_all(made.values())
    db.session.flush()
    return made


def _positions(
    agencies: dict[str, Agency], units: dict[tuple[str, str], Unit]
) -> dict[str, Position]:
    made = {
        one.code: Position(
            agency_id=agencies[one.agency].id if one.agency else None,
            unit_id=units[(one.agency, one.unit)].id if one.unit else None,
            title=one.title,
            roles=sorted(one.roles),
            rank=rank,
            is_head=one.is_head,
            is_deputy=one.is_deputy,
            single_holder=one.is_head,
            valid_from=cast.TERM,
        )
        for rank, one in enumerate(cast.POSITIONS)
    }
    db.session.add_all(made.values())
    db.session.flush()
    return made


def _persons(keys: Path) -> dict[str, Person]:
    """Everybody with the demo password, and a demo key; one hash serves all of them."""
    password = hashed(cast.PASSWORD)
    made = {
        one.account: Person(
            account=one.account,
            full_name=one.full_name,
            sort_key=person_key(one.full_name),
            password_hash=password,
            seal=issue(keys, one.account, one.full_name, "Huyện Hoằng Hóa", cast.PIN),
        )
        for one in cast.PEOPLE
    }
    db.session.add_all(made.values())
    db.session.flush()
    return made


def _appointments(persons: dict[str, Person], positions: dict[str, Position]) -> None:
    db.session.add_all(
        Appointment(
            person_id=persons[one.account].id,
            position_id=positions[one.position].id,
            decision_code=one.decision,
            main=one.main,
            valid_from=one.valid_from,
            valid_to=one.valid_to,
        )
        for one in cast.APPOINTMENTS
    )


def _inspection(auditor: Person) -> Inspection:
    """The yearly look at the keeping of documents, by which Sơn opens papers."""
    third = dt.datetime.combine(today().replace(month=1, day=3), dt.time(8), HANOI)
    return Inspection(
        person_id=auditor.id,
        order_code=f"15/KH-UBND/{today().year}",
        about="Kiểm tra công tác văn thư, quản lý và sử dụng con dấu, chữ ký số",
        began_at=min(third, now()),
    )


def _delegations(agencies: dict[str, Agency], positions: dict[str, Position]) -> None:
    db.session.add_all(
        Delegation(
            agency_id=agencies[one.agency].id,
            kind=one.capacity,
            position_id=positions[one.holder].id,
            document_code=one.document_code,
            doc_types=list(one.doc_types),
            subjects=one.scope,
            valid_from=one.valid_from,
            valid_to=one.valid_to,
        )
        for one in cast.delegations(today())
    )


def _bodies(agencies: dict[str, Agency], positions: dict[str, Position]) -> None:
    db.session.add_all(
        AdvisoryBody(
            agency_id=agencies[agency].id,
            name=name,
            short_name=short,
            abbreviation=abbreviation,
            may_use_seal=True,
            decision_code=decision,
            members=[
                {"post_id": positions[who].id, "title": title, "part": DEPUTY if n else HEAD}
                for n, (who, title) in enumerate(members)
            ],
            valid_from=cast.TERM,
        )
        for agency, name, short, abbreviation, decision, members in cast.BODIES
    )
