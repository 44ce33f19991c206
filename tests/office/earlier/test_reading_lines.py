"""What the cells of an older register say, whatever its software wrote into them."""

import pytest
import time_machine

from server.documents.earlier import reading
from server.documents.earlier.columns import used_in
from server.documents.earlier.looking import key_of
from server.documents.earlier.models import TakeoverLine
from server.documents.earlier.waiting import named_in
from workflows.kinds import KINDS

CELLS = {
    "old_no": "12",
    "entered_on": "04/01/2021",
    "issuer": "Sở Nội vụ",
    "code": "15/SNV",
    "issued_on": "31/12/2020",
    "doc_type": "Công văn",
    "subject": "V/v đánh giá",
    "handler": "",
    "state": "",
    "note": "",
}
KEYS = [*CELLS]


@time_machine.travel("2026-11-26 09:00+07:00", tick=False)
def read(direction: str = "in", formulas: tuple[int, ...] = (), **said: str):
    cells = [*(CELLS | said).values()]
    keys = [*(CELLS | said)]
    line = TakeoverLine(n=2, cells=cells, formulas=list(formulas))
    known = {one.key for one in used_in(direction)}
    return reading.read(line, {key: at for at, key in enumerate(keys) if key in known}, direction)


def test_a_line_that_is_right_says_all_of_it():
    fields, troubles = read()
    assert troubles == []
    assert fields == {
        "number": "15",
        "notation": "SNV",
        "old_no": "12",
        "place": 12,
        "issued_on": "2020-12-31",
        "entered_on": "2021-01-04",
        "year": 2021,
        "doc_type": "Công văn",
        "finished": True,
        "subject": "V/v đánh giá",
        "issuer": "Sở Nội vụ",
        "signer": "",
        "recipients": "",
        "handler": "",
        "note": "",
    }


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("04/01/2021", "2021-01-04"),
        ("4/1/2021", "2021-01-04"),
        ("4-1-2021", "2021-01-04"),
        ("04.01.2021", "2021-01-04"),
        ("2021-01-04", "2021-01-04"),
        ("2021-01-04 00:00:00", "2021-01-04"),
        ("2021-01-04T08:30:00", "2021-01-04"),
        ("29/02/2024", "2024-02-29"),
        ("26/11/2026", "2026-11-26"),
        ("01/01/1945", "1945-01-01"),
    ],
)
def test_a_day_is_read_however_it_was_written(text, day):
    fields, troubles = read(entered_on=text)
    assert (fields["entered_on"], troubles) == (day, [])


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "takeover_empty"),
        ("29/02/2023", "takeover_bad_day"),
        ("13/13/2021", "takeover_bad_day"),
        ("2021/01/04", "takeover_bad_day"),
        ("01/2021", "takeover_bad_day"),
        ("44200", "takeover_bad_day"),
        ("hôm qua", "takeover_bad_day"),
        ("31/12/1944", "takeover_bad_day"),
        ("27/11/2026", "takeover_later_day"),
    ],
)
def test_a_day_that_is_none_is_told(text, reason):
    fields, troubles = read(entered_on=text)
    assert [(key, why) for key, why, _ in troubles] == [("entered_on", reason)]
    assert "year" not in fields


@pytest.mark.parametrize(
    ("direction", "said", "found"),
    [
        ("in", {"code": "15/SNV-CCHC"}, ("15", "SNV-CCHC", "12", 12)),
        ("in", {"code": "15", "notation": "SNV"}, ("15", "SNV", "12", 12)),
        ("in", {"code": "15/SNV", "notation": "khác"}, ("15", "SNV", "12", 12)),
        ("in", {"code": "12/2021/QĐ-UBND"}, ("12", "2021/QĐ-UBND", "12", 12)),
        ("in", {"code": "không số"}, ("không số", "", "12", 12)),
        ("in", {"old_no": "0012"}, ("15", "SNV", "0012", 12)),
        ("in", {"old_no": "12a"}, ("15", "SNV", "12a", 12)),
        ("out", {"code": "07/QĐ-UBND"}, ("07", "QĐ-UBND", "07", 7)),
        ("out", {"code": "07", "notation": "UBND-VP"}, ("07", "UBND-VP", "07", 7)),
    ],
)
def test_numbers_stay_as_they_were_written(direction, said, found):
    fields, troubles = read(direction, **said)
    assert troubles == []
    assert tuple(fields[one] for one in ("number", "notation", "old_no", "place")) == found


@pytest.mark.parametrize(
    ("direction", "said", "told"),
    [
        ("in", {"old_no": "số 5"}, [("old_no", "takeover_bad_number")]),
        ("in", {"old_no": "1234567890"}, [("old_no", "takeover_bad_number")]),
        ("out", {"code": "QĐ-UBND"}, [("code", "takeover_bad_number")]),
        ("out", {"code": ""}, [("code", "takeover_empty")]),
        ("out", {"state": "đang xử lý"}, [("state", "takeover_not_issued")]),
        ("out", {"issued_on": ""}, [("issued_on", "takeover_empty")]),
        ("in", {"subject": "x" * 501}, [("subject", "over_long")]),
        ("in", {"code": "123456789012/A"}, [("code", "over_long")]),
    ],
)
def test_what_is_wrong_is_told_at_its_column(direction, said, told):
    _fields, troubles = read(direction, **said)
    assert sorted({(key, why) for key, why, _ in troubles}) == told


def test_each_wrong_cell_of_a_line_is_told_at_once():
    _fields, troubles = read(old_no="", entered_on="x", doc_type="y", state="z")
    assert [(key, why) for key, why, _ in troubles] == [
        ("old_no", "takeover_empty"),
        ("entered_on", "takeover_bad_day"),
        ("doc_type", "takeover_unknown_type"),
        ("state", "takeover_unknown_state"),
    ]


@pytest.mark.parametrize("key", KEYS)
def test_a_formula_is_told_once_whichever_cell_it_is(key):
    said = {key: ""}
    _fields, troubles = read(formulas=(KEYS.index(key),), **said)
    assert [one for one in troubles if one[0] == key] == [[key, "takeover_formula", {}]]


@pytest.mark.parametrize("name", [one.name for one in KINDS])
def test_each_of_the_29_types_is_known_with_marks_and_without_capitals(name):
    fields, troubles = read(doc_type=name.upper())
    assert (fields["doc_type"], troubles) == (name, [])


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("QĐ", "Quyết định"),
        ("QyĐ", "Quy định"),
        ("CV", "Công văn"),
        ("Q\u00d0", "Quyết định"),
        ("TTr", "Tờ trình"),
        ("cong van", "Công văn"),
        ("Nghị định", "Nghị định"),
        ("thông tư", "Thông tư"),
        ("LUẬT", "Luật"),
        ("NĐ", "Nghị định"),
        ("TTLT", "Thông tư liên tịch"),
        ("", ""),
    ],
)
def test_a_type_is_known_by_its_abbreviation_too_and_legal_documents_are(text, name):
    fields, troubles = read(doc_type=text)
    assert (fields["doc_type"], troubles) == (name, [])


@pytest.mark.parametrize("text", ["QD", "qđ", "cv", "DA.", "Văn bản"])
def test_an_abbreviation_is_never_folded(text):
    """ĐA is not DA (DOMAIN §5.6)."""
    assert read(doc_type=text)[1] == [["doc_type", "takeover_unknown_type", {"name": text}]]


@pytest.mark.parametrize(
    ("text", "finished"),
    [
        ("Đã xong", True),
        ("HOÀN THÀNH", True),
        ("Đã giải quyết", True),
        ("Lưu hồ sơ", True),
        ("x", True),
        ("Đang xử lý", False),
        ("Chưa giải quyết", False),
        ("Quá hạn", False),
    ],
)
def test_whether_anything_is_owed_is_read_from_its_state(text, finished):
    assert read(state=text)[0]["finished"] is finished


def test_a_line_shorter_than_its_heading_has_empty_cells():
    line = TakeoverLine(n=2, cells=["12"], formulas=[])
    _fields, troubles = reading.read(line, {"old_no": 0, "subject": 6}, "in")
    assert ["subject", "takeover_empty", {}] in troubles


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("", []),
        ("a.pdf", ["a.pdf"]),
        ("a.pdf; b.pdf", ["a.pdf", "b.pdf"]),
        (" ; ", []),
        ("2021\\a.pdf;phụ lục.docx", ["2021\\a.pdf", "phụ lục.docx"]),
    ],
)
def test_a_cell_names_one_file_or_several(cell, names):
    assert named_in(cell) == names


@pytest.mark.parametrize(
    ("years", "key"),
    [
        ({"old_no": "12"}, (2021, "12")),
        ({"old_no": "0012"}, (2021, "12")),
        ({"old_no": "12a"}, (2021, "12a")),
        ({"old_no": ""}, None),
        ({"entered_on": "x"}, None),
    ],
)
def test_what_stands_once_in_a_year_of_arrivals_is_its_number(years, key):
    fields, _troubles = read(**years)
    assert key_of(TakeoverLine(n=2, fields=fields), "in") == key


@pytest.mark.parametrize(
    ("said", "key"),
    [
        ({"code": "07/QĐ-UBND"}, (2020, "7/QĐ-UBND")),
        ({"code": "7", "notation": "QĐ-UBND"}, (2020, "7/QĐ-UBND")),
        ({"code": "07/UBND-VP"}, (2020, "7/UBND-VP")),
        ({"code": "12"}, (2020, "12")),
        ({"code": ""}, None),
    ],
)
def test_of_what_was_issued_it_is_number_and_notation(said, key):
    """A decision and a letter may have the same number: each series has its own (NUM-02)."""
    fields, _troubles = read("out", **said)
    assert key_of(TakeoverLine(n=2, fields=fields), "out") == key
