"""Boxes 7 to 12 of a described page: who signs, who receives, and what may stand anywhere."""

from dataclasses import replace

from tests.law.layout_pages import OTHERS, block, joint, page
from tests.law.rows import each
from workflows.layout import Described, Knows, Place
from workflows.layout.elements import find


def texts(blocks):
    return [it.text for it in blocks]


def head(text, column="left", **more):
    return block(text, 12, column=column, **more)


def described(*blocks):
    return Described((), blocks, frozenset(Knows))


def foot(*blocks):
    return find(described(block("Một."), *blocks))


def right(text, top=None):
    box = None if top is None else (300, top, 500, top + 14)
    return block(text, 14, "b", column="right", place=Place("", 1, box))


def left(text, top=None):
    return replace(right(text, top), column="left")


LABEL = left("Nơi nhận:")


def test_the_last_line_at_the_right_is_the_name():
    seen = foot(LABEL, right("KT. CHỦ TỊCH"), right("PHÓ CHỦ TỊCH"), right("Lê Minh"))
    assert (texts(seen.authority), seen.signer.text) == (
        ["KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"],
        "Lê Minh",
    )
    short = foot(LABEL, right("CHỦ TỊCH"), right("Lê Minh"))
    assert (texts(short.authority), short.signer.text) == (["CHỦ TỊCH"], "Lê Minh")
    alone = foot(LABEL, right("CHỦ TỊCH"))
    assert (texts(alone.authority), alone.signer) == (["CHỦ TỊCH"], None)
    assert (foot(LABEL).authority, foot(LABEL).signer) == ((), None)


def test_two_sign_side_by_side_over_the_list():
    """Template 1.9; the first at the right leads."""
    seen = foot(left("THƯ KÝ"), right("CHỦ TỌA"), left("Ánh"), right("Minh"), LABEL, left("- A;"))
    assert (texts(seen.authority), texts(seen.beside)) == (["CHỦ TỌA"], ["THƯ KÝ"])
    assert (seen.signer.text, texts(seen.others)) == ("Minh", ["Ánh"])
    assert (seen.label.text, texts(seen.recipients)) == ("Nơi nhận:", ["- A;"])


def test_with_one_title_at_the_right_only_the_left_one_has_a_name():
    seen = foot(left("THƯ KÝ"), right("CHỦ TỌA"), left("Ánh"), LABEL)
    assert (texts(seen.authority), seen.signer.text) == (["CHỦ TỌA"], "Ánh")
    none = foot(left("THƯ KÝ"), left("Ánh"), LABEL)
    assert (none.authority, none.signer.text) == ((), "Ánh")


@each([(40, ["C"]), (40.1, ["B", "C"])])
def test_a_line_far_under_another_is_a_name_for_a_mark_goes_between(apart, named):
    below = right("B", 514 + apart), right("C", 515 + apart)
    seen = foot(left("X"), left("Y"), right("A", 500), *below, LABEL)
    assert texts((seen.signer, *seen.others)) == [*named, "Y"]
    assert texts(seen.authority) == [it for it in "ABC" if it not in named]


def test_lines_on_two_pages_or_of_no_known_place_are_not_far():
    other = replace(right("B"), place=Place("", 2, (300, 600, 500, 614)))
    for second in (other, right("B")):
        seen = foot(left("X"), left("Y"), right("A", 500), second, right("C", 700), LABEL)
        assert texts((seen.signer, *seen.others)) == ["C", "Y"]
    seen = foot(left("X"), left("Y"), right("A"), right("B", 600), right("C", 700), LABEL)
    assert texts((seen.signer, *seen.others)) == ["C", "Y"]


def test_a_joint_paper_has_the_other_beside():
    seen = find(joint())
    assert (texts(seen.beside), texts(seen.others)) == (texts(OTHERS[:2]), texts(OTHERS[2:]))
    assert texts(seen.superior) == []


@each(["Nơi nhận:", "NƠI NHẬN", "nơi nhận"])
def test_the_list_begins_with_its_word(label):
    assert find(page(label=label)).label.text == label
    assert find(page(label=f"{label[:3]} khác")).label is None


@each([("PL.(300)", True), ("PL(3)", True), ("PL. (3).", True), ("ABCDĐE.(1)", True),
     ("A(1)", True), ("ABCDĐEF.(1)", False), (".(3)", False), ("PL.()", False),
     ("pl.(3)", False)])  # fmt: skip
def test_the_drafters_mark_is_no_recipient(text, is_mark):
    seen = find(page(drafter=text))
    assert (seen.drafter is not None, len(seen.recipients)) == (is_mark, 2 + (not is_mark))


# what may stand anywhere


@each(["ĐT: 1", "Điện thoại: 1", "Email: a", "E-mail: a", "Fax. 1",
                                  "Website : x", "FAX: 1"])  # fmt: skip
def test_an_address_is_small_and_says_how_to_reach_it(text):
    assert texts(find(page(address=text)).address) == [text]
    assert find(page(address={"text": text, "size": 12.3})).address != ()
    assert find(page(address={"text": text, "size": 12.4})).address == ()
    assert find(page(address=text.rstrip(".: 1ax").rstrip(":") + " ghi")).address == ()


def test_a_copys_mark_stands_among_the_first_eight():
    blocks = [head(f"Dòng {n}") for n in range(7)]
    assert find(described(*blocks, head("Sao y"))).copy_mark.text == "Sao y"
    assert find(described(*blocks, head("Tám"), head("Sao y"))).copy_mark is None
    for text, is_one in (
        ("SAO LỤC", True),
        ("Trích sao", True),
        ("Sao yếu", False),
        ("xSao y", False),
    ):
        assert (find(page(superior=text)).copy_mark is not None) is is_one


@each([("Phụ lục", True), ("PHỤ LỤC II", True), ("Phụ lục số 3", True), ("Phụ lục 12", True),
     ("Phụ lục IVXLC.", True), ("Phụ lục A", False), ("Phụ lục kèm theo", False),
     ("Theo Phụ lục I", False), ("Phụ lụcI", False)])  # fmt: skip
def test_an_annex_opens_with_its_word_alone_on_a_line(text, opens):
    seen = find(page(annex=text, annex2=None))
    assert len(seen.annexes) == opens


def test_empty_blocks_are_no_elements():
    assert find(page(superior="  ")).texts == page(superior=None).blocks
