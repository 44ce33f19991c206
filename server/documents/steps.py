"""One row for each transition that can be asked for: its button, its shape, its service."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from pydantic import BaseModel

from server.papers.models import Paper
from server.shapes import Asked, Nothing
from server.signatures import elsewhere
from workflows import Refused


class Step(NamedTuple):
    """What a button says, what must be filled in, and which service does it.

    `needs_version`: the version seen is required, not only taken (DESIGN §11.18). `resumes`:
    repeated after a crash it goes on where it stopped. `tone` is how the button looks.
    """

    label: str
    act: Callable[..., Paper | BaseModel | None]
    shape: type[Asked] = Nothing
    needs_version: bool = False
    resumes: bool = False
    tone: str = "secondary"
    hint: str = ""


class Copier(NamedTuple):
    """An electronic copy by a key on the clerk's machine: what it asks besides the key, and the
    service that makes it ready."""

    shape: type[Asked]
    begin: Callable[..., elsewhere.Asked]


Steps = Mapping[str, Step]


WHY, DUE = ("reason",), ("due_at", "until")
BRINGS: Mapping[str, tuple[str, ...]] = {
    "has_reason": WHY,
    "has_full_reason": WHY,
    "has_full_reason_if_late": WHY,
    "has_reason_for_doubtful_signature": WHY,
    "has_reason_against_sound_signature": WHY,
    "has_reason_before_verdict": WHY,
    "has_reason_for_duplicate": WHY,
    "has_reason_for_missing_files": WHY,
    "has_reason_for_envelope": WHY,
    "came_in_an_envelope": ("envelope",),
    "came_on_paper_if_late": ("came_on",),
    "true_arrival_is_earlier": ("came_on",),
    "has_return_code": ("code",),
    "has_reader": ("to",),
    "has_rule": ("rule",),
    "goes_where_ruled": ("lead",),
    "has_text": ("text",),
    "has_one_lead": ("lead",),
    "lead_does_not_cooperate": ("cooperate",),
    "no_deadline_is_past": DUE,
    "deadlines_are_within_bound": DUE,
    "extension_is_later": DUE,
    "has_day": DUE,
    "has_fitting_person": ("person",),
    "has_reply_or_reason": ("reply",),
    "has_open_case_file": ("case_file",),
    "has_units": ("units",),
    "has_order": ("order_code",),
    "says_how_it_is_within": ("within",),
    "accounts_for_another_matter": ("within",),
    "has_no_layout_error": ("waive",),
    "is_a_part": ("parts",),
    "has_copies": ("copies",),
    "may_be_copied_so": ("form",),
    "has_addressees": ("to",),
    "goes_to_who_has_it": ("to",),
    "new_day_lies_ahead": ("answer_by",),
    "has_envelopes": ("envelopes",),
    "has_borrower": ("borrower",),
    "is_allowed": ("allowed_by",),
    "says_the_receipt": ("receipt",),
    "ends_ahead": DUE,
    "fits_its_parent": DUE,
    "new_due_is_later": DUE,
    "has_a_result": ("result",),
    "is_given_to_somebody": ("lead",),
    "progress_is_fair": ("progress",),
}
"""What a guard asks for, and the entries that may bring it; of a body the first that it has."""


def take(step: Step, *args: Any, given: Asked) -> Paper | BaseModel | None:
    """Call the service of a step with what was filled in, as keywords: the paper, or the answer
    where it is less than the whole thing; None where a second person must take it too.

    A guard of the law knows no entries: what it misses is named at the one that would bring it.
    """
    said = {name: getattr(given, name) for name in type(given).model_fields}
    try:
        return step.act(*args, **said)
    except Refused as no:
        no.field = no.field or next((it for it in BRINGS.get(no.reason, ()) if it in said), "")
        raise
