"""Văn bản đến: what happens to a document that comes in (Decree 30/2020, art. 20–24; DOMAIN §4)."""

import datetime as dt
from enum import StrEnum

from workflows.arriving import (
    RETURN_CODES,
    Arriving,
    IncomingFacts,
    Verdict,
    came_on_paper,
    came_on_paper_if_late,
    contributions_are_open,
    contributions_are_settled,
    deadlines_are_within_bound,
    extension_is_asked,
    extension_is_later,
    goes_where_ruled,
    has_copies,
    has_fitting_person,
    has_full_reason_if_late,
    has_one_lead,
    has_open_case_file,
    has_reader,
    has_reason,
    has_reason_against_sound_signature,
    has_reason_before_verdict,
    has_reason_for_doubtful_signature,
    has_reason_for_duplicate,
    has_register_columns,
    has_reply_or_reason,
    has_return_code,
    has_rule,
    has_text,
    is_before_deadline,
    is_before_deputy,
    is_in_open_book,
    is_not_in_closed_file,
    is_not_invalid,
    is_past_deadline,
    is_refused_in_time,
    is_unverified,
    is_verified,
    lead_does_not_cooperate,
    may_be_copied_so,
    no_deadline_is_past,
    no_extension_is_open,
    seal_is_in_the_file,
    true_arrival_is_earlier,
)
from workflows.enveloped import came_in_an_envelope, has_reason_for_envelope
from workflows.law import NOWHERE, Reads, Role, Transition, Wait, Workflow, from_each
from workflows.one_entry import (
    has_entry,
    is_the_other_form,
    lacks_other_form,
    nothing_is_asked,
)
from workflows.suspected import is_in_register, is_not_in_register, is_shut_away
from workflows.wished import (
    has_reason_for_missing_files,
    is_acted_upon,
    recall_is_asked,
    replacement_is_here,
    update_is_here,
)

__all__ = ["INCOMING", "RETURN_CODES", "Arriving", "Incoming", "IncomingFacts", "Verdict"]


class Incoming(StrEnum):
    """Where a document that came stands (DOMAIN §4.1)."""

    ARRIVED = "ARRIVED"
    QUARANTINED = "QUARANTINED"
    RETURNED = "RETURNED"
    REGISTERED = "REGISTERED"
    PRESENTED = "PRESENTED"
    DIRECTED = "DIRECTED"
    ASSIGNED = "ASSIGNED"
    IN_PROGRESS = "IN_PROGRESS"
    AWAITING_CLOSE = "AWAITING_CLOSE"
    DONE = "DONE"
    FILED = "FILED"
    INFO_ONLY = "INFO_ONLY"
    RECALLED = "RECALLED"
    SUPERSEDED = "SUPERSEDED"
    REARRANGED = "REARRANGED"
    JOINED = "JOINED"
    PURGED = "PURGED"


(
    ARRIVED, QUARANTINED, RETURNED, REGISTERED, PRESENTED, DIRECTED, ASSIGNED,
    IN_PROGRESS, AWAITING_CLOSE, DONE, FILED, INFO_ONLY, RECALLED, SUPERSEDED, REARRANGED,
    JOINED, PURGED,
) = Incoming  # fmt: skip
CLERK, LEADER, CHIEF, HEAD, OFFICER = (
    Role.CLERK,
    Role.LEADER,
    Role.OFFICE_CHIEF,
    Role.UNIT_HEAD,
    Role.OFFICER,
)
SYSTEM = Role.SYSTEM

ENTERED = (REGISTERED, PRESENTED, DIRECTED, ASSIGNED, IN_PROGRESS, AWAITING_CLOSE, DONE, INFO_ONLY,
           FILED)  # fmt: skip
"""In the register, and neither recalled nor superseded: its sender may still ask for anything."""

STANDS = (ARRIVED, QUARANTINED, *ENTERED, SUPERSEDED)
"""What its sender may still have back: “any but RETURNED” (IN-T23), and what is gone already."""

UNREAD = (ARRIVED, REGISTERED, PRESENTED)
"""Nobody beyond clerk and leader has it yet: a secret found here can still be shut away (SEC-02).
From the register on [PRODUCT]: DOMAIN has it of what just arrived; the số đến stays."""

DECIDED_ON = (DIRECTED, ASSIGNED, IN_PROGRESS, AWAITING_CLOSE, DONE, INFO_ONLY, FILED)
"""A leader has read it: he decides whether copies are made of what others sent (art. 27.1)."""

HELPED = (DIRECTED, ASSIGNED, IN_PROGRESS, AWAITING_CLOSE)
"""Who is asked to cooperate has it before him from the directive on, with a day of his own
(A07) [PRODUCT]: were it only while the lead works (IN-T18), that day could pass unseen."""

WITH_LEAD = (DIRECTED, ASSIGNED, IN_PROGRESS)
"""A leader has said who handles it, and it is their turn: left lying late, it is told [PRODUCT]."""

UNFINISHED = (ARRIVED, QUARANTINED, REGISTERED, PRESENTED, DIRECTED, ASSIGNED, IN_PROGRESS,
              AWAITING_CLOSE)  # fmt: skip
"""Somebody still owes something on it: it cannot be left without an owner (ORG-12)."""

QUARTER_HOUR = dt.timedelta(minutes=15)
"""Between the two hands of a purge (SEC-03)."""

ORDERED = {has_text, has_one_lead, lead_does_not_cooperate, no_deadline_is_past,
           deadlines_are_within_bound}  # fmt: skip
"""What a directive must say (IN-T10, IN-07)."""


def entry_stands(_paper: IncomingFacts, act: Arriving) -> bool:
    """It was neither called back nor replaced: to what is cancelled nothing is added (IN-05)."""
    return act.entry_state in ("", *ENTERED)


Step = Transition[IncomingFacts, Arriving]

# fmt: off
INCOMING: Workflow[IncomingFacts, Arriving] = Workflow("incoming", (
    Step("IN-T01", "receive_electronic", NOWHERE, ARRIVED, {SYSTEM}),
    Step("IN-T02", "receive_paper",      NOWHERE, ARRIVED, {CLERK, SYSTEM}),
    Step("IN-T02", "rearrange",  ARRIVED, REARRANGED, {SYSTEM}),
    Step("IN-T02", "put_back",   REARRANGED, ARRIVED, {SYSTEM}),
    *from_each(UNREAD,
        Step("IN-T03", "quarantine", "", QUARANTINED, {SYSTEM, CLERK}, asked={has_reason})),
    Step("SEC-03", "release",         QUARANTINED, ARRIVED, {LEADER},
         {is_not_in_register}, {has_reason}),
    Step("SEC-03", "release_entered", QUARANTINED, REGISTERED, {LEADER},
         {is_in_register}, {has_reason}),
    Step("SEC-03", "purge", QUARANTINED, PURGED, {CLERK}, asked={has_reason},
         seconds={LEADER}, window=QUARTER_HOUR),
    Step("SEC-03", "purge", RECALLED, PURGED, {CLERK}, {is_shut_away}, {has_reason},
         seconds={LEADER}, window=QUARTER_HOUR),
    *from_each((REARRANGED, JOINED),
        Step("SEC-03", "purge_with", "", PURGED, {SYSTEM})),
    *from_each(tuple(state for state in Incoming if state != PURGED),
        Step("SEC-04", "purge_again", "", PURGED, {SYSTEM})),
    Step("IN-T04", "verify",         ARRIVED, ARRIVED, {CLERK, SYSTEM}, {is_unverified}),
    Step("IN-T05", "return",         ARRIVED, RETURNED, {CLERK},
         asked={has_return_code, has_reason_against_sound_signature, has_reason_before_verdict}),
    Step("IN-T06", "report_anomaly", ARRIVED, ARRIVED,  {CLERK},   asked={has_reason}),
    Step("IN-T07", "register",       ARRIVED, REGISTERED, {CLERK}, {is_verified, is_not_invalid},
         {has_register_columns, has_reason_for_doubtful_signature, has_reason_for_missing_files,
          has_reason_for_duplicate, came_on_paper_if_late, true_arrival_is_earlier, has_full_reason_if_late,
          came_in_an_envelope, has_reason_for_envelope}),
    Step("IN-05", "same_document",   ARRIVED, JOINED, {CLERK},
         {is_verified, is_not_invalid, nothing_is_asked},
         {has_entry, entry_stands, is_the_other_form, has_reason_for_doubtful_signature,
          has_reason_for_missing_files, came_in_an_envelope, has_reason_for_envelope}),
    *from_each(ENTERED, stay=True, step=
        Step("IN-05", "take_other_form", "", "", {SYSTEM},
             {is_not_in_closed_file, lacks_other_form}, {has_reason})),
    Step("IN-T08", "present",       REGISTERED, PRESENTED, {CLERK},      asked={has_reader}),
    Step("IN-T09", "route_by_rule", REGISTERED, DIRECTED, {CLERK, CHIEF},
         asked={has_rule, has_one_lead, goes_where_ruled}),
    Step("IN-T10", "direct",   PRESENTED, DIRECTED,  {LEADER, CHIEF},    asked=ORDERED),
    Step("IN-T11", "pass_up",  PRESENTED, PRESENTED, {LEADER}, {is_before_deputy}),
    Step("IN-T12", "for_info", PRESENTED, INFO_ONLY, {LEADER},           asked={has_reader}),
    *from_each((DIRECTED, ASSIGNED),
        Step("IN-T13", "redirect", "", DIRECTED, {LEADER}, asked=ORDERED | {has_reason})),
    Step("IN-T14", "refuse_assignment", DIRECTED, PRESENTED, {HEAD},
         asked={has_reason, is_refused_in_time}),
    Step("IN-T15", "assign", DIRECTED, ASSIGNED, {HEAD, LEADER},
         asked={has_fitting_person, no_deadline_is_past, deadlines_are_within_bound}),
    Step("IN-T16", "start",  ASSIGNED, IN_PROGRESS, {OFFICER}),
    Step("IN-T17", "request_extension", IN_PROGRESS, IN_PROGRESS, {OFFICER}, {no_extension_is_open},
         {has_reason, extension_is_later, is_before_deadline}),
    Step("IN-T17", "grant_extension", IN_PROGRESS, IN_PROGRESS, {HEAD, LEADER, CHIEF},
         {extension_is_asked}, {deadlines_are_within_bound}),
    Step("IN-T17", "deny_extension",  IN_PROGRESS, IN_PROGRESS, {HEAD, LEADER, CHIEF},
         {extension_is_asked}, {has_reason}),
    *from_each(HELPED, stay=True, step=
        Step("IN-T18", "contribute", "", "", {HEAD, OFFICER},
             {contributions_are_open}, {has_text})),
    *from_each(HELPED, stay=True, step=
        Step("IN-T18", "waive_contribution", "", "", {HEAD, LEADER},
             {contributions_are_open}, {has_reason})),
    *from_each(HELPED, stay=True, step=
        Step("IN-T18", "lapse_contribution", "", "", {SYSTEM},
             {contributions_are_open}, {is_past_deadline})),
    Step("IN-T19", "propose_close", IN_PROGRESS, AWAITING_CLOSE, {OFFICER},
         asked={has_reply_or_reason}),
    Step("IN-T20", "close",  AWAITING_CLOSE, DONE, {HEAD, LEADER}, {contributions_are_settled}),
    Step("IN-T20", "rework", AWAITING_CLOSE, IN_PROGRESS, {HEAD, LEADER}, asked={has_reason}),
    Step("IN-T21", "reopen", DONE, IN_PROGRESS, {LEADER}, {is_not_in_closed_file}, {has_reason}),
    *from_each((DONE, INFO_ONLY),
        Step("IN-T22", "file", "", FILED, {OFFICER}, asked={has_open_case_file})),
    *from_each(STANDS,
        Step("IN-T23", "recall_received", "", RECALLED, {CLERK},
             {recall_is_asked, is_not_in_closed_file})),
    *from_each((*ENTERED, SUPERSEDED), stay=True, step=
        Step("IN-T24", "refuse_recall", "", "", {CLERK},
             {recall_is_asked, is_acted_upon}, {has_reason}, seconds={LEADER})),
    Step("IN-T24", "refuse_recall", QUARANTINED, QUARANTINED, {CLERK},
         {recall_is_asked}, {has_reason}, seconds={LEADER}),
    *from_each((ARRIVED, *ENTERED),
        Step("IN-T25", "replaced", "", SUPERSEDED, {CLERK}, {replacement_is_here})),
    *from_each((ARRIVED, *ENTERED), stay=True, step=
        Step("IN-T26", "accept_update", "", "", {CLERK}, {update_is_here})),
    *from_each((ARRIVED, *ENTERED), stay=True, step=
        Step("IN-T26", "refuse_update", "", "", {CLERK}, {update_is_here}, {has_reason})),
    *from_each(ENTERED, stay=True, step=
        Step("§4.3", "correct_line", "", "", {CLERK}, {is_in_open_book},
             {has_reason, has_register_columns})),
    *from_each(DECIDED_ON, stay=True, step=
        Step("§5.7", "copy", "", "", {CLERK}, asked={may_be_copied_so, has_copies})),
    *from_each(DECIDED_ON, stay=True, step=
        Step("§5.7", "copy_electronically", "", "", {CLERK}, {came_on_paper},
             {may_be_copied_so, seal_is_in_the_file})),
    *from_each(DECIDED_ON, stay=True, step=
        Step("§5.7", "extract", "", "", {CLERK}, asked={has_text, has_copies})),
    *from_each(DECIDED_ON, stay=True, step=
        Step("§5.7", "extract_electronically", "", "", {CLERK},
             asked={has_text, seal_is_in_the_file})),
    *from_each(UNFINISHED, stay=True, step=
        Step("ORG-12", "pass_on", "", "", {SYSTEM}, asked={has_reason})),
    *from_each(UNFINISHED, stay=True, step=
        Step("CAL-09", "recompute_due", "", "", {SYSTEM}, asked={has_reason})),
    *from_each(UNFINISHED, stay=True, step=
        Step("AR-04", "hand_on", "", "", {SYSTEM}, asked={has_reason})),
), waits=(
    Wait(ARRIVED,        "register",      "clerks"),
    Wait(QUARANTINED,    "release",       "leaders"),
    Wait(REGISTERED,     "present",       "clerks"),
    Wait(PRESENTED,      "direct",        "directing"),
    Wait(DIRECTED,       "assign",        "lead_head"),
    Wait(ASSIGNED,       "start",         "assignee"),
    Wait(IN_PROGRESS,    "propose_close", "assignee"),
    Wait(IN_PROGRESS,    "grant_extension", "granting"),
    Wait(AWAITING_CLOSE, "close",         "closer"),
    *(Wait(state,        "contribute",    "contributing") for state in HELPED),
), reads=(
    Reads("receive_electronic", "clerks"),
    Reads("receive_paper",      "clerks"),
    Reads("quarantine",         "leaders"),
    Reads("purge",              "auditors"),
    Reads("report_anomaly",     "head_of_agency"),
    Reads("report_anomaly",     "office_chief"),
    Reads("return",             "auditors_unless_secret"),
    Reads("recall_received",    "auditors_unless_secret"),
    Reads("replaced",           "auditors_unless_secret"),
    Reads("register",           "auditors"),
    Reads("register",           "head_of_agency"),
    Reads("register",           "office_chief"),
    Reads("present",            "directing"),
    Reads("pass_up",            "directing"),
    Reads("direct",             "ordered"),
    Reads("route_by_rule",      "ordered"),
    Reads("redirect",           "ordered"),
    Reads("for_info",           "informed"),
    Reads("assign",             "assignee"),
), hides={
    RECALLED: frozenset({"clerks", "auditors"}),
    PURGED: frozenset({"clerks", "leaders", "auditors"}),
}, reread=frozenset({"correct_line"}),
final=frozenset({
    RETURNED, FILED, RECALLED, SUPERSEDED, INFO_ONLY, DONE, REARRANGED, JOINED, PURGED,
}))
# fmt: on
