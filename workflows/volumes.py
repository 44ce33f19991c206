"""Volumes of a register: the clerk closes one, the head signs it, the clerk seals it over that.

What is registered in the System is printed with all its columns, signed and bound (Decree 30,
articles 16.2b and 22.3b). The first leaf bears the head's signature; the agency's key goes over
nothing that no person signed, and not by the hand that signed (article 32.2d).
"""

from enum import StrEnum

from workflows.law import Refused, Role


class VolumeStep(StrEnum):
    """What is done to a volume once it is closed."""

    BIND = "bind"
    SIGN = "sign"
    SEAL = "seal"


class Stage(StrEnum):
    """How far a volume is; a withdrawn one had a line of a destroyed secret in it (SEC-03)."""

    BINDING = "binding"
    NOT_BOUND = "not_bound"
    TO_SIGN = "to_sign"
    TO_SEAL = "to_seal"
    SEALED = "sealed"
    WITHDRAWN = "withdrawn"


CLOSERS = frozenset({Role.CLERK})
WAITS_FOR = {
    VolumeStep.BIND: Stage.NOT_BOUND,
    VolumeStep.SIGN: Stage.TO_SIGN,
    VolumeStep.SEAL: Stage.TO_SEAL,
}


def refuse_closing(*, new_lines: int, year_is_over: bool, goes_on: bool) -> None:
    """A year that still runs is closed only by who knows that its later lines open a new volume."""
    if not new_lines:
        raise Refused("book_has_no_new_line")
    if not year_is_over and not goes_on:
        raise Refused("book_still_runs", "goes_on")


def may_take(step: VolumeStep, roles: frozenset[Role], *, heads_agency: bool) -> bool:
    """The head of the agency signs, no deputy for him; the clerk prints and seals."""
    return heads_agency if step is VolumeStep.SIGN else bool(CLOSERS & roles)


def refuse_step(step: VolumeStep, stage: Stage, *, by_its_signer: bool) -> None:
    if stage is not WAITS_FOR[step]:
        raise Refused("volume_is_elsewhere")
    if step is VolumeStep.SEAL and by_its_signer:
        raise Refused("sealer_did_not_sign")
