"""Hồ sơ công việc: opened, filled, closed, handed to the archive (Decree 30/2020, art. 28–31)."""

from collections.abc import Sequence, Set
from enum import StrEnum

from workflows.access import (
    ASKERS,
    CONFIRMERS,
    asks_it_once,
    confirms_anothers,
    has_alert,
    has_purpose,
    is_asked_for,
    is_read_by_request,
    is_unconfirmed,
    reads_it_not_yet,
    request_runs,
    request_waits,
    term_is_fair,
    term_is_over,
)
from workflows.filing import (
    FileFacts,
    Filing,
    code_is_free,
    ends_in_time,
    has_code,
    has_consent,
    has_expired,
    has_file,
    has_package,
    has_papers,
    has_reason,
    has_title,
    is_decided,
    is_described,
    is_empty,
    is_frozen,
    is_in_it,
    is_not_frozen,
    is_not_in_it_yet,
    made_by_today,
    package_is_sound,
    paper_is_settled,
    retention_is_set,
    until_is_fair,
    work_is_done,
)
from workflows.law import NOWHERE, Reads, Role, Transition, Wait, Workflow, from_each


class CaseFile(StrEnum):
    """Where a case file stands (DOMAIN §9)."""

    OPEN = "OPEN"
    CLOSED = "CLOSED"
    KEPT_BACK = "KEPT_BACK"
    SUBMITTED_TO_ARCHIVE = "SUBMITTED_TO_ARCHIVE"
    RETURNED = "RETURNED"
    ACCEPTED = "ACCEPTED"
    DESTROYED = "DESTROYED"
    CANCELLED = "CANCELLED"


OPEN, CLOSED, KEPT_BACK, SUBMITTED, RETURNED, ACCEPTED, DESTROYED, CANCELLED = CaseFile
HANDS = frozenset({Role.LEADER, Role.OFFICE_CHIEF, Role.UNIT_HEAD, Role.OFFICER})
"""Who opens and closes files (§3.2); whose a file is, is a right (`policy`)."""
ANSWERABLE = frozenset({Role.LEADER, Role.OFFICE_CHIEF, Role.UNIT_HEAD})
"""Who answers for the files of the unit or the agency (article 31.1 and 31.3a)."""
KEPT = (OPEN, CLOSED, KEPT_BACK, SUBMITTED, RETURNED)
"""Not in the archive yet: somebody makes it, or answers for it."""
EVERY = (*KEPT, ACCEPTED)
SYSTEM, ARCHIVIST = Role.SYSTEM, Role.ARCHIVIST

Step = Transition[FileFacts, Filing]
FREE = frozenset({is_not_frozen})


def answered_by(roles: Set[Role], states: Sequence[str]) -> tuple[Step, ...]:
    """A request to read it is granted or refused, and a grant taken back, by the same."""
    each = (
        Step("§9", "grant_access", "", "", roles, {is_asked_for}, {request_waits, term_is_fair}),
        Step("§9", "refuse_access", "", "", roles, {is_asked_for}, {request_waits, has_reason}),
        Step(
            "§9", "withdraw_access", "", "", roles, {is_read_by_request}, {request_runs, has_reason}
        ),
    )
    return tuple(one for step in each for one in from_each(states, step, stay=True))


# fmt: off
CASEFILE: Workflow[FileFacts, Filing] = Workflow("casefiles", (
    Step("CF-01", "open",   NOWHERE, OPEN, HANDS,
         asked={has_title, has_code, code_is_free, retention_is_set}),
    Step("CF-04", "add",    OPEN, OPEN, HANDS | {SYSTEM}, FREE,
         {paper_is_settled, is_not_in_it_yet}),
    Step("CF-04", "attach", OPEN, OPEN, HANDS, FREE, {is_described, has_file, made_by_today}),
    Step("CF-04", "record", OPEN, OPEN, HANDS | {SYSTEM}, FREE,
         {paper_is_settled, is_not_in_it_yet}),
    Step("CF-04", "set_rule", OPEN, OPEN, HANDS, FREE),
    Step("CF-06", "remove", OPEN, OPEN, HANDS, FREE | {has_papers}, {has_reason, is_in_it}),
    *from_each((OPEN, RETURNED),
        Step("CF-06", "close", "", CLOSED, HANDS, FREE | {has_papers},
             {has_title, retention_is_set, work_is_done, ends_in_time})),
    # A file is papers that belong together (article 3.14): one in which none ever came to lie is
    # none. Its code stays its own, so it is opened again under it, never given to another.
    Step("CF-06", "cancel", OPEN, CANCELLED, HANDS, FREE | {is_empty}, {has_reason}),
    *from_each((CLOSED, RETURNED, CANCELLED),
        Step("CF-06", "reopen", "", OPEN, ANSWERABLE, FREE, {has_reason})),
    Step("AR-03", "keep_back", CLOSED, KEPT_BACK, {Role.LEADER}, FREE,
         {has_reason, has_consent, until_is_fair}),
    *from_each((CLOSED, KEPT_BACK),
        Step("AR-01", "transfer", "", SUBMITTED, HANDS, FREE)),
    Step("AR-05", "accept_transfer", SUBMITTED, ACCEPTED, {ARCHIVIST},
         FREE | {has_package}, {package_is_sound}),
    Step("AR-05", "return_transfer", SUBMITTED, RETURNED, {ARCHIVIST}, FREE, {has_reason}),
    *from_each(EVERY, stay=True, step=
        Step("§9", "freeze",   "", "", {Role.LEADER}, FREE, {has_reason})),
    *from_each(EVERY, stay=True, step=
        Step("§9", "unfreeze", "", "", {Role.LEADER}, {is_frozen}, {has_reason})),
    Step("AR-07", "destroy", ACCEPTED, DESTROYED, {ARCHIVIST}, FREE | {has_expired}, {is_decided}),
    *from_each(EVERY,
        Step("AR-07", "destroy_again", "", DESTROYED, {SYSTEM}, asked={is_decided})),
    *from_each(KEPT, stay=True, step=
        Step("ORG-12", "pass_on", "", "", {SYSTEM}, asked={has_reason})),
    *from_each(KEPT, stay=True, step=
        Step("AR-04", "hand_on", "", "", {SYSTEM}, asked={has_reason})),
    *from_each(EVERY, stay=True, step=
        Step("§9", "ask_access", "", "", ASKERS,
             asked={has_purpose, term_is_fair, reads_it_not_yet, asks_it_once})),
    *from_each(EVERY, stay=True, step=
        Step("§9", "drop_access", "", "", ASKERS, {is_asked_for}, {request_waits})),
    *answered_by(ANSWERABLE, KEPT),
    *answered_by({ARCHIVIST}, (ACCEPTED,)),
    *from_each(EVERY, stay=True, step=
        Step("§9", "read_by_access", "", "", ASKERS, asked={request_runs})),
    *from_each(EVERY, stay=True, step=
        Step("§9", "end_access", "", "", {SYSTEM}, asked={term_is_over})),
    *from_each((*EVERY, DESTROYED, CANCELLED), stay=True, step=
        Step("§9", "confirm_access", "", "", CONFIRMERS,
             {has_alert}, {is_unconfirmed, confirms_anothers})),
), waits=(
    Wait(OPEN,      "close",           "keeper_late"),
    Wait(CLOSED,    "transfer",        "keeper_late"),
    Wait(KEPT_BACK, "transfer",        "keeper_late"),
    Wait(RETURNED,  "close",           "keeper"),
    Wait(SUBMITTED, "accept_transfer", "archivists"),
), reads=(
    Reads("open",     "keeper"),
    Reads("open",     "unit_head"),
    Reads("open",     "leaders"),
    Reads("open",     "auditors"),
    Reads("transfer", "archivists"),
), final=frozenset({ACCEPTED, DESTROYED, CANCELLED}))
# fmt: on
