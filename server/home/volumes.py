"""A volume of a book: closed, bound, and whose turn it is (Decree 30, articles 16.2b, 22.3b)."""

from server import audit, repeats
from server.clock import today
from server.database import db, transaction
from server.home.holding_back import is_held_back
from server.home.volume_jobs import stage_of
from server.org.actor import Actor
from server.policy import WHOLE_REGISTER
from server.registers import volumes as shelf
from server.registers.models import BookVolume
from server.registers.whose import choice, is_anothers, may_open
from workflows import Refused, Role
from workflows.volumes import (
    CLOSERS,
    WAITS_FOR,
    VolumeStep,
    may_take,
    refuse_closing,
    refuse_step,
)


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
        write_down("close_volume", actor, volume)
        shelf.ask_for_binding(volume.id, actor)
    return volume


def bind(actor: Actor, volume_id: int) -> BookVolume:
    """In lại: the clerk has it printed again, where the printing failed for good."""
    volume = ready(actor, volume_id, VolumeStep.BIND)
    with transaction():
        write_down("bind_volume_again", actor, volume)
        shelf.ask_for_binding(volume.id, actor)
    return volume


def sees(actor: Actor, agency_id: int | None) -> bool:
    """Whoever sees the whole register of an agency sees its volumes."""
    whole = is_anothers(actor, agency_id) or bool(WHOLE_REGISTER & actor.roles)
    return whole and may_open(actor, agency_id)


def require(actor: Actor, agency_id: int | None) -> None:
    if not sees(actor, agency_id):
        raise Refused("not_allowed")


def found(actor: Actor, volume_id: int) -> BookVolume:
    """A volume of a book that he may open; of others' it is not said that there is one."""
    if not (sees(actor, actor.agency_id) or choice(actor)):
        raise Refused("not_allowed")
    volume = db.session.get(BookVolume, volume_id)
    if volume is None or not sees(actor, volume.agency_id):
        raise Refused("not_found")
    return volume


def next_step(actor: Actor, volume: BookVolume) -> VolumeStep | None:
    """What the volume waits for, where it waits for this person."""
    stage = stage_of(volume)
    step = next((one for one, waits in WAITS_FOR.items() if waits is stage), None)
    mine = volume.agency_id == actor.agency_id
    return step if step and mine and may(actor, step) and not is_held_back(volume) else None


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
    if is_held_back(volume):
        raise Refused("volume_is_held_back")
    return volume


def write_down(event: str, actor: Actor, volume: BookVolume, **facts: str) -> None:
    """What was done to it, in the log; a step."""
    audit.append(
        event,
        f"volume/{volume.id}",
        agency=volume.agency_id,
        book=volume.book,
        year=volume.year,
        number=volume.number,
        lines=volume.lines,
        **actor.by,
        file_sha256=volume.file_sha256 or None,
        **facts,
    )
    repeats.remember("volume", volume.id)
