"""The rights matrix of the handbook, cell by cell, put to the law and to the policy (DOMAIN §3.2).

The doors themselves are knocked at in `tests/matrix`; here the table is read as it is written.
"""

from collections.abc import Callable

import pytest

from server import policy
from server.admin.changes import require_admin
from server.documents.outgoing.signatures.log_readers import LOG_READERS
from server.org.actor import Actor
from server.pages import READERS
from workflows import CASEFILE, INCOMING, OUTGOING, Refused, Role

COLUMNS = [
    "CLERK",
    "LEADER",
    "OFFICE_CHIEF",
    "UNIT_HEAD",
    "OFFICER",
    "FORM_CHECKER",
    "ARCHIVIST",
    "AUDITOR",
    "ADMIN",
]

TABLE = """
receive, refuse, register incoming | Y  - - - - - - - -
see incoming register              | Y  Y Y u o - - Y -
write directive                    | -  Y o - - - - - -
choose within the unit             | -  * - u - - - - -
route directly without directive   | Y  - Y - - - - - -
draft                              | -  Y Y Y Y - - - -
approve draft                      | -  o o o - - - - -
content check                      | -  * o u - - - - -
form check                         | -  - Y - - Y - - -
sign as person                     | -  o o o - - - - -
assign number and date, register   | Y  - - - - - - - -
agency seal                        | Y  - - - - - - - -
dispatch                           | Y  - - - - - - - -
order and execute recall           | X2 X2 - - - - - - -
void a number                      | X2 X2 - - - - - - -
open a case file                   | -  Y Y Y o - - - -
close a case file                  | -  Y Y Y o - - - -
accept into archive                | -  - - - - - Y - -
read signature log                 | o  u u - - - - Y -
manage users and roles             | -  - - - - - - - Y
open papers at all                 | Y  Y Y Y Y Y Y Y -
purge suspected secret             | X2 X2 - - - - - - -
"""
"""Y yes, o own, u own unit, X2 two persons, * only where there are no units (§4.2)."""

STEPS = {
    "receive, refuse, register incoming": (INCOMING, "receive_paper return register verify"),
    "write directive": (INCOMING, "direct"),
    "choose within the unit": (INCOMING, "assign"),
    "route directly without directive": (INCOMING, "route_by_rule"),
    "draft": (OUTGOING, "create edit consult submit"),
    "approve draft": (OUTGOING, "approve"),
    "content check": (OUTGOING, "content_check"),
    "form check": (OUTGOING, "form_check"),
    "sign as person": (OUTGOING, "sign refuse_sign"),
    "assign number and date, register": (OUTGOING, "number register correct_line"),
    "agency seal": (OUTGOING, "seal"),
    "dispatch": (OUTGOING, "dispatch"),
    "order and execute recall": (OUTGOING, "recall"),
    "void a number": (OUTGOING, "void_number"),
    "open a case file": (CASEFILE, "open"),
    "close a case file": (CASEFILE, "close"),
    "accept into archive": (CASEFILE, "accept_transfer"),
    "purge suspected secret": (INCOMING, "purge"),
}
WHOSE = {
    "write directive": policy.it_lies_with_me,
    "choose within the unit": policy.heads_lead_unit,
    "approve draft": policy.is_signer,
    "content check": policy.heads_drafting_unit,
    "sign as person": policy.signs_in_turn,
    "close a case file": policy.keeps_the_file,
}
"""What makes a cell "own": the right without which the step would be anybody's of that role."""


def _manages(role: Role) -> bool:
    try:
        require_admin(Actor(person_id=1, account="a", name="", title="", roles=frozenset({role})))
    except Refused:
        return False
    return True


ASKED: dict[str, Callable[[Role], bool]] = {
    "see incoming register": lambda role: policy.may_see_register({role}),
    "read signature log": lambda role: role in {*LOG_READERS, Role.AUDITOR},
    "manage users and roles": _manages,
    "open papers at all": lambda role: role in READERS,
}
ROWS = {
    name.strip(): dict(zip(map(Role, COLUMNS), cells.split(), strict=True))
    for name, cells in (line.split("|") for line in TABLE.strip().splitlines())
}


@pytest.mark.parametrize("row", ROWS)
def test_exactly_the_roles_of_the_row_may(row: str) -> None:
    cells = ROWS[row]
    wanted = {role for role, cell in cells.items() if cell != "-"}
    if row in ASKED:
        assert {role for role in cells if ASKED[row](role)} == wanted
        return
    law, names = STEPS[row]
    for name in names.split():
        steps = [step for step in law.transitions if step.name == name]
        may = {role for step in steps for role in step.roles | step.seconds}
        assert steps and may - {Role.SYSTEM} == wanted, name


@pytest.mark.parametrize("row", [name for name in ROWS if "X2" in ROWS[name].values()])
def test_two_persons_are_asked_for_and_none_is_both(row: str) -> None:
    law, name = STEPS[row]
    for step in (one for one in law.transitions if one.name == name):
        assert step.roles and step.seconds and not step.roles & step.seconds


@pytest.mark.parametrize("row", WHOSE)
def test_what_is_ones_own_is_nobody_elses(row: str) -> None:
    law, names = STEPS[row]
    for name in names.split():
        rights = policy.RIGHTS[f"{law.name}.{name}"]
        assert WHOSE[row] in rights or name == "refuse_sign"


def test_the_register_is_whole_for_a_yes_and_ones_own_lines_for_the_rest() -> None:
    whole = {role for role, cell in ROWS["see incoming register"].items() if cell == "Y"}
    assert whole == policy.WHOLE_REGISTER


def test_every_row_is_asked_somewhere() -> None:
    assert set(ROWS) == {*STEPS, *ASKED}
