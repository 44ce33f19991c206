"""On whose desk a meeting lies in which state, and for which step (DOMAIN §10.2)."""

from workflows.law import Wait
from workflows.meeting_states import (
    CHECK_IN,
    CLOSED,
    CONCLUDED,
    DRAFT,
    IN_SESSION,
    INVITED,
    MINUTES_DRAFT,
    MINUTES_LOCKED,
    OVER,
    PAUSED,
    POLLING,
    POSTPONED,
    SCHEDULED,
)

# fmt: off
WAITS = (
    Wait(DRAFT,          "schedule",      "leaders"),
    Wait(SCHEDULED,      "draft_invitation", "secretary_without_invitation"),
    Wait(SCHEDULED,      "invite",        "clerks_who_call"),
    Wait(SCHEDULED,      "send_ballots",  "secretary_of_a_poll"),
    Wait(POLLING,        "answer",        "members_who_owe"),
    Wait(POLLING,        "end_poll",      "secretary_of_a_poll"),
    *(Wait(state, "open_check_in", "secretary_who_opens") for state in (SCHEDULED, INVITED)),
    Wait(INVITED,        "mark_stances",  "members_who_owe"),
    *(Wait(state, "answer_question", "who_owes_an_answer") for state in (INVITED, CHECK_IN)),
    Wait(CHECK_IN,       "open",          "chair"),
    Wait(IN_SESSION,     "start_item",    "chair"),
    Wait(PAUSED,         "resume",        "chair"),
    Wait(CLOSED,         "draft_minutes", "secretary"),
    Wait(MINUTES_DRAFT,  "sign_minutes",  "secretary"),
    Wait(MINUTES_LOCKED, "sign_minutes",  "signers"),
    *(Wait(state, "draft_notice", "secretary_without_notice")
      for state in (MINUTES_DRAFT, MINUTES_LOCKED)),
    Wait(MINUTES_LOCKED, "conclude",      "clerks_once_signed"),
    *(Wait(state, "sign_supplement", "supplement_signer") for state in (MINUTES_LOCKED, CONCLUDED)),
    *(Wait(state, "take_chair", "deputy_who_signs") for state in OVER),
    Wait(POSTPONED,      "schedule",      "leaders"),
)
# fmt: on
