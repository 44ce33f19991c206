"""A volume of a register: who closes, signs and seals it, and when (articles 16.2b, 22.3b)."""

from itertools import product

import pytest

from tests.law.rows import each
from workflows import Refused
from workflows.law import Role
from workflows.volumes import (
    CLOSERS,
    Stage,
    VolumeStep,
    may_take,
    refuse_closing,
    refuse_step,
)

BIND, SIGN, SEAL = VolumeStep.BIND, VolumeStep.SIGN, VolumeStep.SEAL


def test_the_clerk_and_nobody_else_closes_a_book():
    assert {Role.CLERK} == CLOSERS


def test_a_line_of_a_year_that_is_over_is_enough_to_close_the_book():
    refuse_closing(new_lines=1, year_is_over=True, goes_on=False)


def test_a_book_without_a_new_line_makes_no_volume():
    with pytest.raises(Refused, match=r"^book_has_no_new_line$"):
        refuse_closing(new_lines=0, year_is_over=True, goes_on=True)


def test_a_year_that_runs_is_closed_only_by_who_says_that_the_book_goes_on():
    refuse_closing(new_lines=5, year_is_over=False, goes_on=True)
    with pytest.raises(Refused, match=r"^book_still_runs$") as no:
        refuse_closing(new_lines=5, year_is_over=False, goes_on=False)
    assert no.value.field == "goes_on"


@each([frozenset(), frozenset({Role.CLERK}), frozenset(Role)])
def test_the_head_of_the_agency_signs_whatever_else_he_is_and_no_role_signs_for_him(roles):
    assert may_take(SIGN, roles, heads_agency=True)
    assert not may_take(SIGN, roles, heads_agency=False)


@each(product(Role, [True, False]))
def test_only_a_clerk_seals_not_even_the_head(role, heads_agency):
    may = may_take(SEAL, frozenset({role}), heads_agency=heads_agency)
    assert may == (role is Role.CLERK)


@each(product(VolumeStep, Stage))
def test_each_step_is_taken_where_the_volume_waits_for_it(step, stage):
    waits = {(SIGN, Stage.TO_SIGN), (SEAL, Stage.TO_SEAL), (BIND, Stage.NOT_BOUND)}
    if (step, stage) in waits:
        refuse_step(step, stage, by_its_signer=False)
        return
    with pytest.raises(Refused, match=r"^volume_is_elsewhere$"):
        refuse_step(step, stage, by_its_signer=False)


def test_the_hand_that_signed_does_not_seal():
    refuse_step(SIGN, Stage.TO_SIGN, by_its_signer=True)
    with pytest.raises(Refused, match=r"^sealer_did_not_sign$"):
        refuse_step(SEAL, Stage.TO_SEAL, by_its_signer=True)
