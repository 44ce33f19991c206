"""What a guard of the law misses is named at the entry that would bring it, on page and wire."""

import re

import pytest

from server.documents.incoming.steps import STEPS as COMING
from server.documents.outgoing.steps import STEPS as GOING
from server.documents.steps import BRINGS, Steps
from server.documents.tasks.steps import STEPS as DOING
from tests.cast import Cast
from tests.office.front.clicking import Desk
from tests.office.incoming import desk
from workflows import INCOMING, OUTGOING, TASK, Workflow

OF_NO_ENTRY = {
    "capacity_holds", "checker_did_not_draft", "is_not_own_checker", "signer_did_not_check",
    "sealer_did_not_sign", "is_what_was_approved", "is_what_others_signed",
    "signature_is_in_the_file", "seal_is_in_the_file", "has_recipients", "has_register_columns",
    "has_entry", "entry_stands", "is_the_other_form", "is_before_deadline", "is_refused_in_time",
    "is_returned_in_time",
}  # fmt: skip
"""Of the paper, of who acts or of the hour: no entry puts it right, or several together."""
BY_THE_WISH = {"deadlines_are_within_bound", "fits_its_parent", "new_due_is_later"}
"""Of a day that somebody else asked for and one only grants."""


@pytest.mark.parametrize(("law", "steps"), [(INCOMING, COMING), (OUTGOING, GOING), (TASK, DOING)])
def test_every_guard_that_an_entry_can_bring_names_it(law: Workflow, steps: Steps):
    for one in law.transitions:
        for guard in one.asked if one.name in steps else ():
            entries = BRINGS.get(guard.__name__, ())
            if one.name == "grant_extension" and guard.__name__ in BY_THE_WISH:
                continue
            brought = any(it in steps[one.name].shape.model_fields for it in entries)
            assert brought != (guard.__name__ in OF_NO_ENTRY), (one.name, guard.__name__)


def test_a_program_is_told_where(one_cast: Cast):
    path = desk.presented(one_cast)
    said = {"text": " ", "lead": "vhtt"}
    no = one_cast.minh.does(path, "direct", said).json
    assert (no["code"], no["errors"][0]["field"]) == ("has_text", "text")
    twice = {"text": "Giao", "lead": "vhtt", "cooperate": ["vhtt"]}
    no = one_cast.minh.does(path, "direct", twice).json
    assert [it["field"] for it in no["errors"]] == ["cooperate"]


def test_an_official_is_told_there_too(one_cast: Cast):
    path = desk.in_progress(one_cast)
    early = {"reason": "Cần thêm số liệu", "until": f"{desk.day(5):%d/%m/%Y}"}
    page = Desk(one_cast.nam).sends(f"{path}/request_extension", page=path, **early)
    assert page.status_code == 422
    (entry,) = re.findall(r'<input[^>]*name="until"[^>]*>', page.text)
    assert 'aria-invalid="true"' in entry


EMPTY = {"number": "", "notation": "", "subject": ""}


def test_a_program_is_told_each_column_that_is_empty(one_cast: Cast):
    """Of seven columns it should not have to guess which three (IN-T07)."""
    path = desk.arrived(one_cast, **EMPTY)
    no = one_cast.lan.does(path, "register", {"number": "77"}).json
    assert no["code"] == "has_register_columns"
    assert [(it["field"], it["code"]) for it in no["errors"]] == [
        ("notation", "column_is_empty"), ("subject", "column_is_empty"),
    ]  # fmt: skip
