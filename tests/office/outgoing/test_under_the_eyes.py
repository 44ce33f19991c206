"""A text that is changed while another hand has it open is not taken for the one that was read."""

import re

from tests.cast import Cast, Hand
from tests.office.outgoing import desk
from tests.office.outgoing.test_drafting import patch
from tests.office.papers import drafted, ok


def shown(who: Hand, path: str) -> tuple[str, str]:
    """Where the page's file is, and which text it shows."""
    page = who.browser().get(path).text
    found = re.search('data-first="([^"]+)" data-digest="([^"]+)"', page)
    assert found
    return found[1], found[2]


def test_the_page_that_minh_reads_says_which_text_its_file_shows(one_cast: Cast) -> None:
    """The address stays the same when Nam mends his draft; a page that compared addresses alone
    kept the old text before Minh's eyes, beside a button that approved the new one."""
    path = desk.submitted(one_cast)
    before = shown(one_cast.minh, path)
    ok(patch(one_cast.nam, path, body=["Sửa một dấu phẩy./."]))
    after = shown(one_cast.minh, path)
    assert before[0] == after[0]
    assert before[1] != after[1]


def test_so_does_a_draft_as_it_stands(one_cast: Cast) -> None:
    path = drafted(one_cast)
    before = shown(one_cast.hoa, path)
    ok(patch(one_cast.nam, path, body=["Sửa một dấu phẩy./."]))
    after = shown(one_cast.hoa, path)
    assert before[0] == after[0]
    assert before[1] != after[1]
