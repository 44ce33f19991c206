"""What was typed into a page, as the step's shape; or words for each field, and nothing lost."""

import datetime as dt

import pytest
from werkzeug.datastructures import MultiDict

from server.clock import HANOI
from server.documents.forms import FormWrong, amiss, day_field, field, kept, options, read
from server.documents.incoming.shapes import (
    Assigning,
    Directing,
    Extending,
    Informing,
    Registering,
    Returning,
)
from server.documents.outgoing.shapes import Draft, Printing
from server.shapes import Asked, Why

FILL, DATE, NO_DAY = "Hãy điền ô này.", "Ngày phải có dạng", "Không có ngày này trong lịch."
YEAR = "Năm phải từ 1900 đến 2999."
CHOOSE, WRONG = "Hãy chọn một mục trong danh sách.", "Nội dung ô này chưa đúng."


def typed(**said: str | list[str]) -> MultiDict[str, str]:
    return MultiDict(said)


def wrongs(shape: type[Asked], **said: str | list[str]) -> dict[str, str]:
    with pytest.raises(FormWrong) as wrong:
        read(shape, typed(**said))
    return dict(wrong.value.errors)


def at(year: int, month: int, day: int, hour: int = 17, minute: int = 0) -> dt.datetime:
    return dt.datetime(year, month, day, hour, minute, tzinfo=HANOI)


@pytest.mark.parametrize(
    ("said", "moment"),
    [
        ("10/11/2023", at(2023, 11, 10)),
        ("1/2/2026", at(2026, 2, 1)),
        ("01-02-2026", at(2026, 2, 1)),
        ("01.02.2026", at(2026, 2, 1)),
        ("  01/02/2026  ", at(2026, 2, 1)),
        ("29/02/2024", at(2024, 2, 29)),
        ("31/12/2999", at(2999, 12, 31)),
        ("01/01/1900", at(1900, 1, 1)),
        ("17/02/2026 08:30", at(2026, 2, 17, 8, 30)),
        ("17/02/2026 8h05", at(2026, 2, 17, 8, 5)),
        ("17/02/2026   00:00", at(2026, 2, 17, 0, 0)),
        ("17/02/2026 23:59", at(2026, 2, 17, 23, 59)),
    ],
)
def test_a_day_is_typed_as_people_write_it_and_ends_with_the_office(
    said: str, moment: dt.datetime
) -> None:
    found = read(Extending, typed(until=said, reason="x"))
    assert isinstance(found, Extending) and found.until == moment


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("2026-02-17", DATE), ("17/02/26", DATE), ("mai", DATE), ("17/02", DATE),
        ("17 02 2026", DATE),
        ("17/02/2026 8", DATE), ("17/02/2026T08:00", DATE), ("17/02/2026 08:00:00", DATE),
        ("29/02/2026", NO_DAY), ("31/04/2026", NO_DAY), ("00/01/2026", NO_DAY),
        ("01/13/2026", NO_DAY),
        ("01/01/0000", NO_DAY), ("17/02/2026 24:00", NO_DAY), ("17/02/2026 08:60", NO_DAY),
        ("31/12/9999", YEAR), ("01/01/0001", YEAR), ("31/12/1899", YEAR), ("01/01/3000", YEAR),
    ],
)  # fmt: skip
def test_a_day_that_is_none_is_said_at_its_field(said: str, words: str) -> None:
    assert wrongs(Extending, until=said, reason="x")["until"].startswith(words)


def test_a_day_without_an_hour_is_only_a_day_where_a_day_is_asked_for() -> None:
    found = read(Registering, typed(issued_on="05/01/2023"))
    assert isinstance(found, Registering) and found.issued_on == dt.date(2023, 1, 5)


def test_what_is_left_empty_is_left_out_and_not_emptied() -> None:
    found = read(Registering, typed(number="", notation="  ", subject=" V/v ", issued_on=" "))
    assert isinstance(found, Registering)
    assert found.model_dump(exclude_defaults=True) == {"subject": " V/v "}


@pytest.mark.parametrize("said", [{}, {"reason": ""}, {"reason": "  \n "}])
def test_what_must_be_filled_in_is_asked_for(said: dict[str, str]) -> None:
    assert wrongs(Why, **said) == {"reason": FILL}


def test_every_wrong_field_has_its_words_at_once() -> None:
    told = wrongs(
        Draft, doc_type="Thư tình", subject="x" * 501, body=["a"], signer="", capacity="VUA",
        replies_to="x", error_kind="nhỏ",
    )  # fmt: skip
    assert told == {
        "doc_type": CHOOSE, "subject": "Dài quá: tối đa 500 ký tự.", "signer": FILL,
        "capacity": CHOOSE, "replies_to": WRONG, "error_kind": WRONG,
    }  # fmt: skip


def test_all_that_is_wrong_is_told_at_once() -> None:
    assert set(wrongs(Extending, until="mai", reason="x" * 2001)) == {"until", "reason"}


def test_what_the_page_asked_for_is_not_left_empty_and_is_one_of_its_choices() -> None:
    asked = [
        field("subject", "Trích yếu", required=True), field("note", "Ghi chú"),
        field("lead", "Chủ trì", "select", required=True, options=[("", "—"), ("vhtt", "VH-TT")]),
    ]  # fmt: skip
    assert amiss(asked, typed(subject=" ", lead="")) == {"subject": FILL, "lead": CHOOSE}
    assert amiss(asked, typed(subject="V/v họp", lead="khong-co")) == {"lead": CHOOSE}
    assert amiss(asked, typed(subject="V/v họp", lead="vhtt")) == {}


def test_a_nul_is_not_let_in_by_the_page_either() -> None:
    assert wrongs(Why, reason="a\0b") == {"reason": WRONG}


def test_a_list_is_what_was_chosen_without_the_empty_lines() -> None:
    found = read(Informing, typed(to=["a", "", " ", "b"]))
    assert isinstance(found, Informing) and found.to == ["a", "b"]
    assert read(Informing, typed()).to == []  # type: ignore[attr-defined]


@pytest.mark.parametrize(("said", "on"), [({}, False), ({"report_back": ""}, True)])
def test_a_box_is_ticked_when_the_browser_sends_it(said: dict[str, str], on: bool) -> None:
    found = read(Directing, typed(text="x", lead="vhtt", **said))
    assert isinstance(found, Directing) and found.report_back is on


def test_units_have_days_of_their_own() -> None:
    said = {
        "text": "x",
        "lead": "vhtt",
        "due.tckh": "10/03/2026",
        "due.vp": "",
        "due.x.y": "11/03/2026",
    }
    found = read(Directing, typed(**said))
    assert isinstance(found, Directing)
    assert found.due == {"tckh": at(2026, 3, 10), "x.y": at(2026, 3, 11)}
    assert wrongs(Directing, **said | {"due.vp": "mai"})["due.vp"].startswith(DATE)


@pytest.mark.parametrize(("said", "copies"), [("7", 7), ("", 1), ("1000", 1000)])
def test_a_number_is_typed(said: str, copies: int) -> None:
    found = read(Printing, typed(copies=said))
    assert isinstance(found, Printing) and found.copies == copies


@pytest.mark.parametrize("said", ["0", "1001", "-1", "1.5", "nhiều", "1e3"])
def test_a_number_that_is_none_is_said(said: str) -> None:
    assert wrongs(Printing, copies=said) == {"copies": WRONG}


@pytest.mark.parametrize("shape", [Assigning, Returning, Directing])
def test_an_empty_form_asks_for_what_it_needs_and_for_nothing_else(shape: type[Asked]) -> None:
    needed = {name for name, info in shape.model_fields.items() if info.is_required()}
    assert wrongs(shape) == dict.fromkeys(needed, FILL)


FORM = [
    field("reason", "Lý do", "textarea"),
    field("to", "Nơi nhận", "multiselect"),
    field("pin", "PIN", "password", "246810"),
    field("file", "Tệp", "file"),
    {"name": "more", "kind": "group", "fields": [field("code", "Mã")]},
]


def test_a_form_that_was_refused_keeps_what_was_typed_but_no_secret() -> None:
    said = MultiDict([("reason", " Vì "), ("to", "a"), ("to", "b"), ("pin", "1234"), ("file", "x")])
    again = {one["name"]: one for one in kept(FORM, said, {"reason": "Hãy ghi lý do."})}
    assert (again["reason"]["value"], again["reason"]["error"]) == (" Vì ", "Hãy ghi lý do.")
    assert again["to"]["value"] == ["a", "b"]
    assert (again["pin"]["value"], again["file"]["value"], again["to"]["error"]) == ("", "", "")
    assert again["more"]["open"] is False


@pytest.mark.parametrize(
    ("said", "errors"), [({"code": "x"}, {}), ({}, {"code": "Hãy điền ô này."})]
)
def test_a_fold_with_something_in_it_is_open_again(
    said: dict[str, str], errors: dict[str, str]
) -> None:
    assert kept(FORM, typed(**said), errors)[-1]["open"] is True


def test_a_day_is_shown_as_hanois() -> None:
    eve = dt.datetime(2025, 12, 31, 17, 0, tzinfo=dt.UTC)
    assert day_field("due_at", "Hạn", eve)["value"] == "01/01/2026"
    assert day_field("due_at", "Hạn")["value"] == ""
    assert day_field("due_at", "Hạn", hint="ngắn")["hint"] == "ngắn"


def test_choices_are_value_and_label_in_their_order() -> None:
    assert options([2, 1], str, lambda n: f"số {n}") == [("2", "số 2"), ("1", "số 1")]


UNITS = [("vhtt", "Phòng Văn hóa và Thông tin"), ("tckh", "Phòng Tài chính - Kế hoạch")]


def test_what_was_typed_beside_a_list_means_its_one_line_or_says_that_it_means_none():
    asked = [field("to", "Nơi nhận", "multiselect", [], options=UNITS)]

    def sent(line: str, *chosen: str) -> list[str]:
        return read(Informing, typed(**{"to": [*chosen], "to.typed": line}), asked).to

    assert sent("tai chinh", "vhtt") == ["vhtt", "tckh"] and sent("") == []
    for line, said in (("phòng", "Có nhiều dòng như vậy"), ("y tế", "Không có trong danh sách")):
        with pytest.raises(FormWrong) as no:
            sent(line, "vhtt")
        assert said in no.value.errors["to"] and f"“{line}”" in no.value.errors["to"]
    assert kept(asked, typed(**{"to.typed": "y tế"}), {})[0]["typed"] == "y tế"
