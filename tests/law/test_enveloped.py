"""Lan holds a letter in her hand: its envelope, and the number on it (art. 21.1a; IN-T02)."""

from tests.law.papers import arriving, letter
from tests.law.rows import each
from workflows import INCOMING
from workflows.enveloped import (
    FLAWS,
    came_in_an_envelope,
    has_reason_for_envelope,
    is_odd,
    is_otherwise,
)

ENVELOPED = ("came_in_an_envelope", "has_reason_for_envelope")
PAPER = letter("ARRIVED", "register")


def test_she_looks_at_what_the_article_names() -> None:
    """How many, how it looks, the seal, who sent it; the number is told by itself."""
    assert FLAWS == ("COUNT", "STATE", "SEAL", "SENDER")


@each(
    [
        ("12/UBND-VX", "12/UBND-VX", False),
        (" 12 / ubnd-vx ", "12/UBND-VX", False),
        ("", "12/UBND-VX", False),
        ("  ", "12/UBND-VX", False),
        ("13/UBND-VX", "12/UBND-VX", True),
        ("12/UBND-VX", "", True),
    ]
)
def test_the_number_outside_is_held_against_the_one_inside(out: str, inside: str, it: bool) -> None:
    assert is_otherwise(out, inside) is it


@each([({}, False), ({"envelope": ("SEAL",)}, True), ({"outside": "13/UBND"}, True)])
def test_in_order_is_what_nothing_is_said_of(found: dict[str, object], odd: bool) -> None:
    assert is_odd(arriving("register", **found)) is odd
    assert has_reason_for_envelope(PAPER, arriving("register", reason=" ", **found)) is not odd
    assert has_reason_for_envelope(PAPER, arriving("register", **found))
    electronic = letter("ARRIVED", "register", electronic=True)
    assert came_in_an_envelope(electronic, arriving("register", **found)) is not odd
    assert came_in_an_envelope(PAPER, arriving("register", **found))


@each([(True, "Rách", ENVELOPED[0]), (False, " ", ENVELOPED[1])])
def test_the_envelope_of_what_is_laid_into_an_entry_was_looked_at_too(electronic, reason, why):
    paper = letter("ARRIVED", "same_document", electronic=electronic)
    act = arriving("same_document", envelope=("STATE",), reason=reason)
    assert INCOMING.step("ARRIVED", "same_document").objections(paper, act) == [why]
