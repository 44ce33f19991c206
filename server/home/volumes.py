"""A volume is closed, signed and sealed: claimed by its file, signed outside any act, recorded."""

from collections.abc import Callable
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from functools import partial
from typing import Any

from server import audit, jobs, pool, press, repeats
from server.clock import local, now, today
from server.database import db, transaction
from server.files import store
from server.home.volume_jobs import KIND, stage_of
from server.office import office
from server.org.actor import Actor
from server.org.models import Agency, Person
from server.papers.lasting import Sealed, lacks_only_data, lay, level_of, stands
from server.policy import WHOLE_REGISTER
from server.registers import volumes as shelf
from server.registers.models import BookVolume
from server.signatures import claims
from server.signatures.keys import Key, key_of
from server.signatures.pins import refuse, require_pin
from signing import SealFailed, ink_of_agency, ink_of_person
from workflows import Refused, Role
from workflows.dates import written
from workflows.numbering import printed_number
from workflows.volumes import (
    CLOSERS,
    WAITS_FOR,
    VolumeStep,
    may_take,
    refuse_closing,
    refuse_step,
)

PATIENCE = 120.0
"""Seconds in the cabinet: a year of a hundred thousand lines is a file of many megabytes."""

Read = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Mark:
    """What a step puts on the cover: under which field, with which key, how many time stamps."""

    step: VolumeStep
    field: str
    key: Key
    ink: bytes
    stamps: int
    lack: str


def close(actor: Actor, book: str, year: int, *, goes_on: bool = False) -> BookVolume:
    """Khóa sổ: what no volume holds yet goes into the next one, which is bound beside (Đ.22.3b)."""
    if not CLOSERS & actor.roles:
        raise Refused("wrong_role")
    with transaction():
        agency_id = actor.agency_id or 0
        shelf.lock_book(agency_id, year)
        lines = shelf.new_lines(agency_id, book, year)
        refuse_closing(new_lines=lines, year_is_over=year < today().year, goes_on=goes_on)
        volume = shelf.open_volume(agency_id, book, year, actor.person_id or 0)
        _write_down("close_volume", actor, volume)
        _ask_for_binding(actor, volume)
    return volume


def bind(actor: Actor, volume_id: int) -> BookVolume:
    """In lại: the clerk has it printed again, where the printing failed for good."""
    volume = ready(actor, volume_id, VolumeStep.BIND)
    with transaction():
        _write_down("bind_volume_again", actor, volume)
        _ask_for_binding(actor, volume)
    return volume


def _ask_for_binding(actor: Actor, volume: BookVolume) -> None:
    post = [actor.person_id, actor.appointment_id]
    jobs.later(KIND, {"volume_id": volume.id, "post": post}, person_id=actor.person_id)


def sign(actor: Actor, volume_id: int, *, pin: str) -> BookVolume:
    """The head of the agency signs the cover with his own key."""
    volume = ready(actor, volume_id, VolumeStep.SIGN)
    key = key_of(db.session.get_one(Person, actor.person_id))
    ink = ink_of_person(actor.name)
    lack = "signature_is_in_the_file"
    mark = Mark(VolumeStep.SIGN, "NguoiKy", key, ink, stamps=1, lack=lack)
    return _bring_down(actor, volume, mark, pin, press.sign_and_read)


def seal(actor: Actor, volume_id: int, *, pin: str) -> BookVolume:
    """The clerk in person seals over that signature, with the volume's number and its day."""
    volume = ready(actor, volume_id, VolumeStep.SEAL)
    agency = db.session.get_one(Agency, volume.agency_id)
    ink, lack = ink_of_agency(agency.name), "seal_is_in_the_file"
    mark = Mark(VolumeStep.SEAL, "CoQuan", key_of(agency), ink, stamps=2, lack=lack)
    said = (printed_number(volume.number), written(local(volume.closed_at).date()))
    call = partial(press.seal_and_read, number_and_date=said)
    return _bring_down(actor, volume, mark, pin, call)


def reader(actor: Actor) -> Actor:
    """Whoever sees the whole register sees its volumes."""
    if not WHOLE_REGISTER & actor.roles:
        raise Refused("not_allowed")
    return actor


def found(actor: Actor, volume_id: int) -> BookVolume:
    """A volume of the own agency; an auditor may open any."""
    reader(actor)
    volume = db.session.get(BookVolume, volume_id)
    mine = volume is not None and (
        volume.agency_id == actor.agency_id or Role.AUDITOR in actor.roles
    )
    if volume is None or not mine:
        raise Refused("not_found")
    return volume


def next_step(actor: Actor, volume: BookVolume) -> VolumeStep | None:
    """What the volume waits for, where it waits for this person."""
    stage = stage_of(volume)
    step = next((one for one, waits in WAITS_FOR.items() if waits is stage), None)
    mine = volume.agency_id == actor.agency_id
    return step if step and mine and may(actor, step) else None


def may(actor: Actor, step: VolumeStep) -> bool:
    """Whether a volume of the own agency could wait for this person at that step."""
    heads = actor.is_head and Role.LEADER in actor.roles
    return may_take(step, actor.roles, heads_agency=heads)


def ready(actor: Actor, volume_id: int, step: VolumeStep) -> BookVolume:
    """Rights and stage, before a PIN is tried (CONTRACT §2.8)."""
    if not may(actor, step):
        raise Refused("wrong_role")
    volume = found(actor, volume_id)
    if volume.agency_id != actor.agency_id:
        raise Refused("wrong_role")
    refuse_step(step, stage_of(volume), by_its_signer=volume.signed_by == actor.person_id)
    return volume


def _bring_down(
    actor: Actor, volume: BookVolume, mark: Mark, pin: str, call: Callable[..., tuple[bytes, Read]]
) -> BookVolume:
    require_pin(actor, mark.key, pin)
    volume_id, before = volume.id, volume.file_sha256
    with transaction():
        serials = claims.serials(mark.stamps)
    impression = press.Impression(mark.key.address, pin, serials, mark.key.owner, mark.ink)
    work = partial(call, store().fetch(before), impression=impression, cabinet=office().cabinet)
    try:
        signed, read = pool.submit(work, timeout=PATIENCE)
    except SealFailed as failure:
        refuse(actor, mark.key, failure)
    except (TimeoutError, BrokenProcessPool):
        raise Refused("took_too_long") from None
    if not _is_sound(read, mark):
        raise Refused(mark.lack)
    return _record(actor, volume_id, (before, store().keep(signed)), mark, read)


def _is_sound(read: Read, mark: Mark) -> bool:
    """The new mark reads back as valid; under a seal everything else in the file does too."""
    mine = [one for one in read["signatures"] if one["field"] == mark.field]
    whole = mark.step is VolumeStep.SIGN or stands(read)
    return bool(mine) and all(map(lacks_only_data, mine)) and whole


def _record(
    actor: Actor, volume_id: int, files: tuple[str, str], mark: Mark, read: Read
) -> BookVolume:
    before, after = files
    with transaction():
        volume = shelf.put_file(volume_id, before, after)
        if mark.step is VolumeStep.SIGN:
            volume.signed_by, volume.signed_at = actor.person_id, now()
        else:
            volume.sealed_by, volume.sealed_at = actor.person_id, now()
            lay(Sealed(volume.agency_id, "volume", volume.id), after, level_of(read))
        key = read["identity"]["sha256"]
        _write_down(f"{mark.step}_volume", actor, volume, input_sha256=before, certificate=key)
    return volume


def _write_down(event: str, actor: Actor, volume: BookVolume, **facts: str) -> None:
    audit.append(
        event,
        f"volume/{volume.id}",
        agency=volume.agency_id,
        book=volume.book,
        year=volume.year,
        number=volume.number,
        lines=volume.lines,
        by=actor.person_id,
        position=actor.position_id,
        file_sha256=volume.file_sha256 or None,
        **facts,
    )
    repeats.remember("volume", volume.id)
