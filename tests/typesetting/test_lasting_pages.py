"""What the office sets is PDF/A-2b as it is signed: the judge is veraPDF (ISO 19005-2)."""

from io import BytesIO

import pikepdf
import pytest

import signing
from server.typesetting import Sheet, typeset
from tests.typesetting.all_types import JOINT, MORE, SHEETS, THREE
from tests.typesetting.golden import FONTS
from tests.verapdf import lacks

ALL = {**SHEETS, **MORE, "Hai cơ quan": JOINT, "Ba cơ quan": THREE}


def ready(sheet: Sheet, *, lasts: bool = True) -> bytes:
    made = typeset(sheet, FONTS)
    return signing.prepare(made.pdf, made.places, lasts=lasts)


def test_the_page_of_every_type_looks_the_same_in_thirty_years(tmp_path):
    found = lacks(tmp_path, *map(ready, ALL.values()))
    assert dict(zip(ALL, found, strict=True)) == {name: [] for name in ALL}


def test_the_judge_sees_what_a_page_lacks_that_does_not_say_so(tmp_path):
    (found,) = lacks(tmp_path, ready(SHEETS["Công văn"], lasts=False))
    assert {"6.6.2.1/1", "6.2.4.3/4"} <= set(found), "metadata; whose colours these are"


@pytest.mark.parametrize("key", ["/Metadata", "/OutputIntents"])
def test_what_a_file_said_of_itself_does_not_come_along(key):
    """A draft that somebody uploaded may say that it is PDF/A; we have not seen that it is."""
    made, out = typeset(SHEETS["Công văn"], FONTS), BytesIO()
    with (
        pikepdf.open(BytesIO(ready(SHEETS["Công văn"]))) as said,
        pikepdf.open(BytesIO(made.pdf)) as draft,
    ):
        draft.Root[key] = draft.copy_foreign(said.make_indirect(said.Root[key]))
        draft.save(out)
    with pikepdf.open(BytesIO(signing.prepare(out.getvalue(), made.places))) as blank:
        assert key not in blank.Root
