"""A program's programmer reads what is wrong with each entry in the office's own language."""

import pytest
from flask import Flask
from flask_babel import force_locale
from pydantic_core import _pydantic_core

from server.api.entries import ENTRIES, words_of_entry
from server.shapes import NO_DAY, NO_MOMENT
from tests.cast import Cast
from tests.office.papers import DRAFT, directed

NO_MOMENTS = ("9999-01-01T00:00:00Z", "1899-12-31T17:00:00+07:00", "2999-12-10T17:00:00+07:00\0")
OURS = {NO_DAY[0], NO_MOMENT[0]}
PYDANTICS = {one["type"]: one["example_context"] or {} for one in _pydantic_core.list_all_errors()}


def wrong(cast: Cast, **said: object) -> dict[str, str]:
    """What Nam's draft with these entries is told of them."""
    got = cast.nam.asks("POST", "/outgoing", json=DRAFT | said)
    assert got.status_code == 422
    return {one["field"]: one["detail"] for one in got.json["errors"]}


@pytest.mark.parametrize("code", ENTRIES)
def test_a_sentence_is_of_a_code_there_is_and_its_gaps_are_filled(code: str) -> None:
    assert code in PYDANTICS.keys() | OURS
    assert "{" not in words_of_entry(code, PYDANTICS.get(code, {}))


def test_a_code_without_a_sentence_has_words_all_the_same() -> None:
    assert words_of_entry("uuid_type", {}) == "giá trị chưa đúng"


def test_nams_program_is_told_each_entry_that_is_wrong(one_cast: Cast) -> None:
    said = wrong(one_cast, signer=7, colour="red", subject="x" * 501, urgency="SOON")
    assert said["signer"] == "phải là một chuỗi ký tự"
    assert said["colour"] == "không có mục nào tên như vậy"
    assert said["subject"] == "không được quá 500 ký tự"
    assert said["urgency"] == "phải là một trong: 'NORMAL', 'KHAN', 'THUONG_KHAN', 'HOA_TOC'"


def test_what_is_lacking_is_named(one_cast: Cast) -> None:
    lacking = {name: words for name, words in DRAFT.items() if name != "subject"}
    got = one_cast.nam.asks("POST", "/outgoing", json=lacking)
    assert [(one["field"], one["code"], one["detail"]) for one in got.json["errors"]] == [
        ("subject", "missing", "thiếu mục này")
    ]


@pytest.mark.parametrize("said", [*NO_MOMENTS, "2026-02-30T17:00:00+07:00", "mai", 77])
def test_a_deadline_that_no_calendar_has_is_told_how_one_is_written(
    one_cast: Cast, said: object
) -> None:
    path = directed(one_cast)
    given = {"person": one_cast.nam.account, "due_at": said}
    got = one_cast.hoa.does(path, "assign", given)
    (error,) = got.json["errors"]
    assert (error["field"], error["code"]) == ("due_at", "no_moment")
    assert "2026-11-27T17:00:00+07:00" in error["detail"]
    assert str(said) not in error["detail"]


def test_in_english_too(one_app: Flask) -> None:
    with force_locale("en"):
        assert words_of_entry("string_type", {}) == "must be a string"
