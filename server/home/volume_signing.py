"""A volume is signed by the head, then sealed by the clerk: claim → sign → record.

It is the path of every signature of the office, with a key that is opened here or one on the
signer's own machine; only who may, what is claimed and what is recorded are the volume's own.
"""

import datetime as dt
from functools import partial
from typing import Any

from server.clock import local, now
from server.database import db, transaction
from server.documents.outgoing.signatures import two_phases
from server.documents.outgoing.signatures.marking import Made, Mark, Taken, Way, mark_of
from server.documents.outgoing.signatures.signature_rows import Beside, row_beside, said_of
from server.home.columns import BOOKS
from server.home.volumes import found, ready, write_down
from server.org.actor import Actor
from server.org.models import Agency, Person
from server.papers.lasting import Sealed, lacks_only_data, lay, level_of, stands
from server.papers.services import Ref
from server.registers import volumes as shelf
from server.registers.models import BookVolume
from server.signatures import claims
from signing import PERSON, SEAL
from workflows import Refused
from workflows.dates import written
from workflows.numbering import printed_number
from workflows.volumes import VolumeStep

LEASE = dt.timedelta(seconds=125)
"""In the cabinet: a year of a hundred thousand lines is a file of many megabytes."""
LACKS = {VolumeStep.SIGN: "signature_is_in_the_file", VolumeStep.SEAL: "seal_is_in_the_file"}


def sign(actor: Actor, volume_id: int, *, pin: str | None, answer: str = "") -> BookVolume:
    """The head of the agency signs the cover with his own key."""
    return _by_key(actor, volume_id, VolumeStep.SIGN, pin, answer)


def seal(actor: Actor, volume_id: int, *, pin: str | None, answer: str = "") -> BookVolume:
    """The clerk in person seals over that signature, with the volume's number and its day."""
    return _by_key(actor, volume_id, VolumeStep.SEAL, pin, answer)


def _by_key(
    actor: Actor, volume_id: int, step: VolumeStep, pin: str | None, answer: str
) -> BookVolume:
    ref = Ref(volume_id, None)
    signed: BookVolume = two_phases.by_key(VOLUMES, actor, ref, step, pin=pin, answer=answer)
    return signed


def ready_for(actor: Actor, ref: Ref, step: VolumeStep) -> Mark:
    """Whose mark comes now, where everything but the key's own word is given."""
    volume = ready(actor, ref.id, step)
    if step is VolumeStep.SIGN:
        return mark_of(db.session.get_one(Person, actor.person_id), step, PERSON)
    return mark_of(db.session.get_one(Agency, volume.agency_id), step, SEAL)


def claim(actor: Actor, ref: Ref, mark: Mark, lease: dt.timedelta) -> Taken:
    """By the file as it stands: `put_file` takes the next one only in place of that."""
    with transaction():
        volume = found(actor, ref.id)
        before = volume.file_sha256
        place = (f"volume/{volume.id}", mark.field, before)
        held = claims.claim(place, actor.person_id, mark.stamps, lease)
        printed = (printed_number(volume.number), written(local(volume.closed_at).date()))
    return Taken(ref, before, printed, held, [], "")


def record(actor: Actor, ref: Ref, mark: Mark, made: Made) -> BookVolume:
    """Keep the signed file, where its mark reads back; the claim has done its work."""
    step = VolumeStep(mark.step)
    if not _is_sound(made.read, mark):
        claims.release(made.held)
        raise Refused(LACKS[step])
    with transaction():
        claims.finish(made.held, made.after)
        volume = shelf.put_file(ref.id, made.before, made.after)
        if step is VolumeStep.SIGN:
            volume.signed_by, volume.signed_at = actor.person_id, now()
        else:
            volume.sealed_by, volume.sealed_at = actor.person_id, now()
            lay(Sealed(volume.agency_id, "volume", volume.id), made.after, level_of(made.read))
        key = made.read["identity"]["sha256"]
        beside = _beside(volume, 2 if step is VolumeStep.SEAL else 1)
        db.session.add(row_beside(actor, beside, mark, made))
        write_down(f"{step}_volume", actor, volume, input_sha256=made.before, certificate=key)
    return volume


def _beside(volume: BookVolume, n: int) -> Beside:
    """Which signature of its file this is, in the signature log."""
    what = f"{BOOKS[volume.book].title} {volume.year} – Quyển số {volume.number}"
    return Beside(f"volume/{volume.id}", what, volume.agency_id, n)


def _is_sound(read: dict[str, Any], mark: Mark) -> bool:
    """The new mark reads back as valid; under a seal everything else in the file does too."""
    mine = said_of(read, mark.field)
    whole = mark.step == VolumeStep.SIGN or stands(read)
    return bool(mine) and lacks_only_data(mine) and whole


VOLUMES = Way(
    "volume",
    {step: partial(ready_for, step=step) for step in (VolumeStep.SIGN, VolumeStep.SEAL)},
    claim,
    record,
    LEASE,
)
