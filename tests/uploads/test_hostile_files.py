"""What is refused at the counter: a hundred files that must not come in, each in its own words."""

import pytest

from server.uploads import inspect
from server.uploads.answers import ANSWERS
from tests.uploads.hostile_files import HOSTILE
from workflows import Refused


@pytest.mark.parametrize(("name", "make", "reason"), HOSTILE, ids=[row[0] for row in HOSTILE])
def test_a_harmful_file_is_refused_with_its_reason(name, make, reason):
    with pytest.raises(Refused) as no:
        inspect(make(), name)
    assert (no.value.reason, no.value.field) == (reason, "file")


def test_the_corpus_asks_for_every_reason_that_a_child_can_give():
    told = {reason for _name, _make, reason in HOSTILE}
    of_tasks = {  # scanbox/test_letters, uploads/test_layout_of_files
        reason for reason in ANSWERS if reason.startswith(("letter_", "layout_"))
    }
    assert told == set(ANSWERS) - of_tasks - {
        "file_empty",
        "file_too_large",
        "inspection_timeout",
        "inspection_busy",
    }
