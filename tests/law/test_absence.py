"""Vắng mặt: what goes along with an absent one's role, and what never does (DOMAIN §2.1)."""

from tests.law.rows import each
from workflows import INCOMING, OUTGOING, TASK, Role
from workflows.absence import IN_PLACE, OWN_WORK, ROLES, AbsenceKind, goes_along, may_judge

TABLES = {one.name: one for one in (INCOMING, OUTGOING, TASK)}
NEVER = (
    "outgoing.sign", "outgoing.approve", "outgoing.seal", "outgoing.number", "outgoing.register",
    "outgoing.dispatch", "outgoing.void_number", "outgoing.recall", "outgoing.form_check",
    "outgoing.waive_form_check", "incoming.register", "incoming.return", "incoming.release",
    "incoming.purge", "incoming.refuse_recall", "incoming.reopen", "incoming.redirect",
)  # fmt: skip


def test_the_head_of_a_unit_and_the_office_chief_go_along_and_nobody_else():
    assert {Role.UNIT_HEAD, Role.OFFICE_CHIEF} == ROLES
    assert [str(one) for one in AbsenceKind] == ["LEAVE", "TRIP", "OTHER"]


@each(NEVER)
def test_no_signature_number_seal_or_register_goes_along(step):
    assert goes_along(step, frozenset(Role)) == frozenset()


@each(sorted((role, step) for role in IN_PLACE for step in IN_PLACE[role]))
def test_what_goes_along_is_the_roles_own_step(role, step):
    """A row that the law gives the role, in its own table; without the role it does not go."""
    kind, name = step.split(".")
    assert TABLES[kind].is_for(name, {role})
    assert goes_along(step, {role, Role.OFFICER}) == {role}
    assert goes_along(step, frozenset(Role) - {role}) <= ROLES - {role}


HEADS = (
    "incoming.refuse_assignment", "incoming.assign", "incoming.grant_extension",
    "incoming.deny_extension", "incoming.contribute", "incoming.waive_contribution",
    "incoming.close", "incoming.rework", "outgoing.opine", "outgoing.content_check",
    "outgoing.send_back", "tasks.receive", "tasks.return", "tasks.start", "tasks.report",
    "tasks.request_extension", "tasks.attach", "tasks.contribute",
)  # fmt: skip
CHIEFS = ("incoming.route_by_rule", "incoming.direct", "incoming.grant_extension",
          "incoming.deny_extension")  # fmt: skip


@each(HEADS)
def test_the_work_of_the_unit_goes_along_with_its_head(step):
    assert Role.UNIT_HEAD in goes_along(step, {Role.UNIT_HEAD})


@each(CHIEFS)
def test_what_the_chief_directs_goes_along(step):
    assert goes_along(step, {Role.OFFICE_CHIEF}) == {Role.OFFICE_CHIEF}


def test_a_leader_takes_no_step_by_way_of_somebody_else():
    assert goes_along("incoming.direct", {Role.LEADER, Role.CLERK}) == frozenset()


JUDGES = (
    "incoming.close", "incoming.rework", "incoming.grant_extension", "incoming.deny_extension",
    "outgoing.content_check", "tasks.accept", "tasks.rework", "tasks.grant_extension",
    "tasks.deny_extension",
)  # fmt: skip


@each(JUDGES)
def test_nobody_judges_his_own_work_in_anothers_place(step):
    assert step in OWN_WORK
    assert not may_judge(step, is_own=True)
    assert may_judge(step, is_own=False)


@each(["incoming.assign", "tasks.receive"])
def test_what_judges_nothing_he_does_of_his_own_too(step):
    assert may_judge(step, is_own=True)
