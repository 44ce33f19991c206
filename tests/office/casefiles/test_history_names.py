"""A file's history says which paper came and which went, to whom that paper opens."""

import html
import re

import pytest

from server.database import db
from server.documents.incoming.models import IncomingDocument
from tests.cast import Cast, Hand
from tests.office import papers
from tests.office.casefiles.keeping import filled
from tests.office.casefiles.test_exhibits import with_all
from tests.office.casefiles.test_gathered import SLIP, gathers
from tests.office.outcome import id_of, last_step

pytestmark = pytest.mark.sent
WHY = "Bản trùng"


def taken_out(hand: Hand, path: str, doc_type: str = "") -> str:
    """The first line, or the first of this type; the name of the paper that it was."""
    lines = hand.sees(path)["contents"]
    line = next(one for one in lines if not doc_type or one["doc_type"] == doc_type)
    papers.ok(hand.does(path, "remove", {"item": line["item"], "reason": WHY}))
    return f"/{line['paper']}"


def timeline(hand: Hand, path: str) -> str:
    page = html.unescape(hand.browser().get(path).text)
    (found,) = re.findall(r'<ol class="timeline">.*?</ol>', page, re.DOTALL)
    return found


def test_what_was_taken_out_is_named_and_still_found(one_cast: Cast):
    """Years later somebody asks which paper it was; the file does not hold it any more."""
    path = filled(one_cast)
    letter = taken_out(one_cast.nam, path)
    code = db.session.get_one(IncomingDocument, id_of(letter)).code
    said = timeline(one_cast.nam, path)
    assert f'href="{letter}">văn bản đến {code}: {WHY}</a>' in said
    assert f'href="{letter}">văn bản đến {code}</a>' in said, "and that it had come"
    assert "[" not in said


def test_a_slip_that_was_taken_out_is_no_number_in_brackets(one_cast: Cast):
    path = filled(one_cast)
    gathers()
    taken_out(one_cast.nam, path, SLIP)
    said = timeline(one_cast.nam, path)
    assert f": {WHY}</a>" in said and "phiếu giải quyết văn bản đến " in said.lower()
    assert "[" not in said


def test_who_may_not_read_the_paper_reads_what_kind_of_thing_it_was(one_cast: Cast):
    path = filled(one_cast)
    letter = taken_out(one_cast.nam, path)
    said = timeline(one_cast.binh, path)
    assert letter not in said and "[" not in said
    assert f"văn bản đến anh/chị không được giao: {WHY}" in said


def test_a_photograph_is_named_by_its_title(one_cast: Cast):
    path = with_all(one_cast)
    title = one_cast.nam.sees(path)["contents"][0]["subject"]
    taken_out(one_cast.nam, path)
    assert last_step(path)[2] == f"{title}: {WHY}"
