"""Đọc hồ sơ theo yêu cầu: who may not read a file asks, with purpose and term (DOMAIN §9, ORG-15).

Who answers for the file grants or refuses while it is with the unit, the archive once it has it;
until then its asker may take it back.
What was changed in rights stands as an alert until who has authority confirms it (Decree 30,
Annex VI, III.3c); what a grant foresaw, its end, is no change.
"""

import datetime as dt
from enum import StrEnum

from workflows.filing import FileFacts, Filing
from workflows.law import Role

LONGEST_TERM = 366
"""Days for which a grant may run: a longer need is a new request [PRODUCT]."""
ASKERS = frozenset(
    {
        Role.CLERK, Role.LEADER, Role.OFFICE_CHIEF, Role.UNIT_HEAD, Role.OFFICER,
        Role.FORM_CHECKER, Role.ARCHIVIST, Role.SECRETARY, Role.DESK,
    }
)  # fmt: skip
"""Whoever works in the office; the auditor has his inspection, the administrator no document."""
CONFIRMERS = frozenset({Role.LEADER, Role.OFFICE_CHIEF})


class Stage(StrEnum):
    """Where a request stands."""

    ASKED = "ASKED"
    GRANTED = "GRANTED"
    REFUSED = "REFUSED"
    WITHDRAWN = "WITHDRAWN"
    TAKEN_BACK = "TAKEN_BACK"
    ENDED = "ENDED"


def is_fair_term(first: dt.date, last: dt.date) -> bool:
    """From today on, and no longer than one may ask at a time."""
    return first <= last <= first + dt.timedelta(LONGEST_TERM)


def confirms_itself(roles: frozenset[Role]) -> bool:
    """A leader who changes a right has the authority that would have to confirm it."""
    return Role.LEADER in roles


def is_asked_for(case: FileFacts) -> bool:
    """Somebody asked to read it and has no answer yet."""
    return case.is_asked_for


def is_read_by_request(case: FileFacts) -> bool:
    """Somebody reads it for a term that still runs."""
    return case.is_read_by_request


def has_alert(case: FileFacts) -> bool:
    """Its readers were changed, and nobody with authority has confirmed that yet."""
    return case.has_alert


def has_purpose(_case: FileFacts, act: Filing) -> bool:
    """Whoever asks says what for."""
    return bool(act.reason.strip())


def term_is_fair(_case: FileFacts, act: Filing) -> bool:
    """A day of its own, near enough to be looked at again."""
    return act.term_is_fair


def reads_it_not_yet(_case: FileFacts, act: Filing) -> bool:
    """Who may read it anyway has nothing to ask for."""
    return not act.reads_it


def asks_it_once(_case: FileFacts, act: Filing) -> bool:
    """One request at a time for one file."""
    return not act.asks_already


def request_waits(_case: FileFacts, act: Filing) -> bool:
    """Only what waits for an answer is answered."""
    return act.stage == Stage.ASKED


def request_runs(_case: FileFacts, act: Filing) -> bool:
    """Granted, and its term not over."""
    return act.stage == Stage.GRANTED


def term_is_over(_case: FileFacts, act: Filing) -> bool:
    """The server ends what the clock has ended."""
    return act.stage == Stage.ENDED


def is_unconfirmed(_case: FileFacts, act: Filing) -> bool:
    """Once is enough."""
    return act.is_unconfirmed


def confirms_anothers(_case: FileFacts, act: Filing) -> bool:
    """Nobody confirms the change that he made."""
    return act.confirms_anothers
