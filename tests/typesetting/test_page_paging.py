"""However long the paper: nothing leaves its margins, and the signature is never alone."""

from dataclasses import replace

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from server.typesetting import Sheet, Typeset, typeset
from tests.typesetting.conftest import FONTS
from tests.typesetting.looking import MM, Look, look
from tests.typesetting.sheets import CLAUSES, LETTER, OPENING, PLAN

LEFT, RIGHT = 30 * MM, (210 - 15) * MM
TOP, BOTTOM = (297 - 20) * MM, 20 * MM

TYPED = "Ủy ban nhân dân huyện triển khai nhiệm vụ chuyển đổi số (60%) 2023"
WORDS = st.sampled_from(TYPED.split(" "))
SENTENCES = st.lists(WORDS, min_size=1, max_size=90).map(lambda words: " ".join(words) + ".")
HEADINGS = st.sampled_from(["I. Mục đích", "1. Yêu cầu", "Chương II", "Điều 3. Phạm vi"])
SECTIONS = st.one_of(
    SENTENCES.map(lambda text: (text,)),
    st.tuples(HEADINGS, SENTENCES),
    st.tuples(HEADINGS, HEADINGS, SENTENCES),
)
BODIES = st.lists(SECTIONS, min_size=1, max_size=20).map(lambda many: sum(many, ()))
NAMES = st.lists(st.lists(WORDS, min_size=2, max_size=14).map(" ".join), max_size=50)
SHEETS = st.builds(
    lambda sheet, body, to, recipients, authority, qr: replace(
        sheet,
        body=(*body, "Để thực hiện."),
        to=to,
        recipients=recipients,
        authority=authority,
        qr=qr,
    ),
    st.sampled_from([LETTER, PLAN]),
    BODIES,
    st.lists(st.lists(WORDS, min_size=2, max_size=20).map(" ".join), min_size=1, max_size=30),
    NAMES.map(tuple),
    st.sampled_from([("CHỦ TỊCH",), LETTER.authority]),
    st.sampled_from([None, LETTER.qr]),
)

# Shrinking a failure would set thousands of papers; the example as found says enough.
QUICK = (Phase.explicit, Phase.reuse, Phase.generate)
PATIENT = settings(max_examples=40, deadline=None, phases=QUICK)


def _set(sheet: Sheet) -> tuple[Typeset, Look]:
    made = typeset(sheet, FONTS)
    return made, look(made.pdf)


@PATIENT
@given(SHEETS)
def test_nothing_stands_outside_the_margins(sheet):
    _, seen = _set(sheet)
    for text in seen.texts:
        if text.size == 14 and text.text.strip().isdigit() and text.y > TOP:
            continue
        assert text.x0 >= LEFT - 1 and text.x1 <= RIGHT + 1, text
        assert text.y + 0.7 * text.size <= TOP + 1, text
        assert text.y - 0.22 * text.size >= BOTTOM - 1, text
    for shape in seen.shapes:
        assert shape.x0 >= LEFT - 1.5 and shape.x1 <= RIGHT + 1.5
        assert shape.y0 >= BOTTOM - 1.5


@PATIENT
@given(SHEETS)
def test_the_signature_always_has_two_lines_of_text_above_it(sheet):
    made, seen = _set(sheet)
    page = made.places.person.page
    label = seen.find("Nơi nhận:")
    above = [row for y, row in seen.lines(page).items() if TOP > y > label.y + 1]
    assert label.page == page
    assert len(above) >= 2
    assert above[-1][-1].text.rstrip().endswith("./.")


def test_a_short_paper_to_very_many_keeps_its_signature_with_its_text():
    """Two sentences and a page of recipients: the list goes overleaf, the signature does not."""
    many = tuple(f"Ủy ban nhân dân xã Hoằng Đồng, thôn {n}" for n in range(1, 60))
    body = ("I. Mục đích", "Ủy ban nhân dân huyện triển khai nhiệm vụ.", "Để thực hiện.")
    made, seen = _set(replace(PLAN, body=body, to=(), recipients=many))
    assert (made.pages, made.places.person.page) == (2, 0)
    assert seen.find("Nơi nhận:").page == 0


@PATIENT
@given(SHEETS)
def test_the_block_is_never_torn(sheet):
    made, seen = _set(sheet)
    name = min((s for s in seen.texts if s.text == sheet.signer), key=lambda s: s.y)
    titles = [s for s in seen.texts if s.text == sheet.authority[-1] and s.page == name.page]
    assert titles
    assert made.places.person.page == made.places.seal.page == name.page
    assert made.places.seal.y0 >= BOTTOM - 0.1


@PATIENT
@given(SHEETS)
def test_no_heading_is_the_last_of_its_page(sheet):
    made, seen = _set(sheet)
    for page in range(made.pages - 1):
        rows = list(seen.lines(page).values())
        last = rows[-1]
        assert not (last[0].font == "Tinos-Bold" and last[0].size >= 13), last


@PATIENT
@given(SHEETS)
def test_no_page_begins_with_the_last_line_of_a_paragraph(sheet):
    made, seen = _set(sheet)
    for page in range(1, made.pages):
        rows = [row for y, row in seen.lines(page).items() if y < TOP]
        first, after = rows[0], rows[1] if len(rows) > 1 else None
        if first[0].size < 13 or first[0].x0 > LEFT + 1 or after is None:
            continue
        step = first[0].y - after[0].y
        assert step < 1.3 * first[0].size, first


@PATIENT
@given(SHEETS)
def test_no_word_is_lost_between_pages(sheet):
    _, seen = _set(sheet)
    shown = "".join(s.text for s in seen.texts).replace(" ", "").lower()
    typed = [word for text in sheet.body for word in text.replace("./.", "").split()]
    assert all(word.strip(".").lower() in shown for word in typed)
    expected = sum(text.count("triển") for text in (*sheet.body, *sheet.recipients))
    if sheet.doc_type == LETTER.doc_type:
        expected += sum(text.count("triển") for text in sheet.to) + 1
        assert shown.count("triển") == expected


def test_page_numbers_begin_on_page_two_centred_in_the_top_margin(press, seen):
    pages, look = press(PLAN).pages, seen(PLAN)
    numbers = [s for s in look.texts if s.y > TOP]
    assert pages >= 6
    assert [(s.page, s.text) for s in numbers] == [(n, str(n + 1)) for n in range(1, pages)]
    for number in numbers:
        assert 13 <= number.size <= 14
        assert number.font == "Tinos-Regular"
        assert abs(number.middle - (LEFT + RIGHT) / 2) < 1
        assert number.y + 10 < 297 * MM


def test_a_paper_of_twelve_pages_keeps_its_order(press, seen):
    body = tuple(f"Đoạn thứ {n} của kế hoạch. {OPENING}" for n in range(120))
    sheet = replace(PLAN, body=body)
    look = seen(sheet)
    order = [s.text for s in look.texts if s.text.startswith("Đoạn thứ")]
    assert press(sheet).pages >= 12
    assert [int(text.split()[2]) for text in order] == list(range(120))


def test_one_line_too_many_is_set_smaller_rather_than_on_a_second_page(press, seen):
    for count in range(1, 40):
        sheet = replace(LETTER, body=(OPENING, *CLAUSES[1:2] * count))
        if press(sheet).pages == 2:
            break
        last = seen(sheet)
    assert last.find("Thực hiện Kế hoạch").size == 13
    assert seen(sheet).find("Thực hiện Kế hoạch").size == 14


def test_an_address_longer_than_a_line_is_cut_at_the_margin(seen):
    address = "https://congso.example.vn/" + "a1b2c3" * 40
    look = seen(replace(LETTER, body=(OPENING, f"Truy cập {address} để biết.")))
    assert all(text.x1 <= RIGHT + 1 for text in look.texts)
    assert address in "".join(s.text for s in look.texts).replace(" ", "")
