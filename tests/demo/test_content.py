"""The words of the demo: many kinds of letter, each in its season, none with nonsense in it."""

import unicodedata
from datetime import date
from random import Random

import pytest

from server.demo import content_words
from server.demo.content import THEMES, Deck, cards, fill, letter_lines, suits
from server.demo.content_theme import ALL_YEAR, KINDS, lines, paragraphs
from server.demo.papers import world
from server.demo.places import AGENCY, COMMUNES, UNIT

LINES = [line for theme in THEMES for line in theme.lines]
BUTSON, HOANGPHU = AGENCY["butson"], AGENCY["hoangphu"]
ROOMS = {">xa", ">1xa", ">so", "xa", "so"}


def test_there_are_far_more_than_150_kinds_of_subject() -> None:
    assert len({(line.who, line.subject) for line in LINES}) == len(LINES) >= 250


def test_every_line_names_somebody_and_a_type() -> None:
    for line in LINES:
        assert line.who in ROOMS or line.who.removeprefix(">") in AGENCY, line
        assert line.kind in KINDS
        assert line.months <= ALL_YEAR


def test_every_month_has_letters_for_every_unit_that_is_shown_first() -> None:
    for month in ALL_YEAR:
        deck = Deck(Random(1), cards(lambda line: line.goes_out))
        assert deck.draw(month, {"vhtt"})[0].unit == "vhtt"


def test_themes_rest_on_units_and_departments_that_exist() -> None:
    for theme in THEMES:
        assert theme.unit in UNIT
        assert set(theme.helpers) <= set(UNIT) - {theme.unit}
        assert theme.department in AGENCY
        assert theme.tasks and theme.results and theme.bases
    assert len({theme.code for theme in THEMES}) == len(THEMES)


def test_all_words_are_composed_letters() -> None:
    texts = [line.subject for line in LINES]
    texts += [text for theme in THEMES for text in (*theme.tasks, *theme.results, *theme.bases)]
    assert [text for text in texts if not unicodedata.is_normalized("NFC", text)] == []


def test_letters_begin_small_and_other_types_with_a_capital() -> None:
    for line in LINES:
        first = line.subject[0]
        assert first.islower() if line.kind == "CV" else first.isupper(), line.subject


def test_decisions_and_proposals_say_about_what() -> None:
    for line in LINES:
        if line.kind in {"QĐ", "TTr", "CĐ", "CT"}:
            assert line.subject.startswith("Về việc "), line.subject


def test_a_row_may_go_on_in_the_next_line_and_name_months_over_new_year() -> None:
    first, second = lines("so CV 11-2 một\n hai\nxa BC * Ba")
    assert (first.subject, first.months) == ("một hai", {11, 12, 1, 2})
    assert (second.who, second.kind, second.months) == ("xa", "BC", ALL_YEAR)


def test_paragraphs_are_parted_by_empty_lines() -> None:
    assert paragraphs("một\nhai\n\nba") == ("một hai", "ba")


def test_a_report_in_january_is_of_the_year_that_is_over() -> None:
    text = fill("quý {quarter}/{year}", date(2026, 1, 9), HOANGPHU, Random(1))
    assert text == "quý IV/2025"


def test_a_plan_in_january_is_of_the_year_that_begins() -> None:
    assert fill("năm {year}", date(2026, 1, 9), HOANGPHU, Random(1)) == "năm 2026"


def test_a_meeting_is_in_the_month_of_its_invitation() -> None:
    assert fill("tháng {now}/{year}", date(2026, 3, 5), HOANGPHU, Random(1)) == "tháng 3/2026"


@pytest.mark.parametrize("commune", COMMUNES, ids=lambda commune: commune.code)
def test_lines_with_villages_suit_communes_only(commune) -> None:
    village = next(line for line in LINES if "{village}" in line.subject)
    assert suits(commune, village) == (commune is not BUTSON)


def test_a_deck_deals_what_was_dealt_least_and_only_in_its_months() -> None:
    deck = Deck(Random(3), cards(lambda line: line.who == "xa"))
    drawn = [deck.draw(7, set(UNIT))[1] for _ in range(200)]
    assert all(7 in line.months for line in drawn)
    counts = [drawn.count(line) for line in set(drawn)]
    assert max(counts) - min(counts) <= 1


def test_a_deck_does_not_deal_the_same_again_soon() -> None:
    deck = Deck(Random(3), cards(lambda line: not line.goes_out and line.who != "xa"))
    drawn = [deck.draw(month, set(UNIT))[1] for month in (1, 2, 3, 4, 5, 6) for _ in range(30)]
    assert all(drawn[n] not in drawn[n + 1 : n + 15] for n in range(len(drawn)))


def test_there_are_more_than_25_ways_to_write_a_directive() -> None:
    tables = (
        content_words.ORDERS,
        content_words.CARRIED_OUT,
        content_words.APPRAISED,
        content_words.SUMMED_UP,
        content_words.ATTENDED,
        content_words.COMMUNE_ORDERS,
    )
    every = [text for table in tables for text in table]
    assert len(set(every)) == len(every) >= 25
    assert all("{lead}" in text and "{due}" in text for text in every)


def test_an_invitation_is_attended_and_a_proposal_appraised() -> None:
    said = {
        kind: content_words.directive(kind, 0, dated=True, commune=False)
        for kind in ("GM", "TTr", "BC", "KH", "CV")
    }
    assert len(set(said.values())) == 5
    assert "tham dự" in said["GM"]
    assert "thẩm định" in said["TTr"]


def test_without_a_day_no_day_is_spoken_of() -> None:
    for kind in KINDS:
        text = content_words.directive(kind, 1, dated=False, commune=False)
        assert "{due}" not in text


def test_a_scanned_letter_says_who_writes_what_to_whom() -> None:
    paper = next(p for p in world(date(2026, 11, 24))["huyen"].incoming if p.code == "1829/QĐ-UBND")
    text = letter_lines(paper)
    assert "ỦY BAN NHÂN DÂN TỈNH THANH HÓA" in text
    assert "Số: 1829/QĐ-UBND" in text
    assert "Thanh Hóa, ngày 30 tháng 5 năm 2023" in text
    assert "QUYẾT ĐỊNH" in text
    assert paper.subject in text


def test_a_commune_writes_under_the_district_and_dates_the_first_months_with_a_nought() -> None:
    papers = world(date(2026, 11, 24))["huyen"].incoming
    paper = next(p for p in papers if p.issuer_code == "hoangphu" and p.issued_on.month < 3)
    text = letter_lines(paper)
    assert text[0] == "ỦY BAN NHÂN DÂN HUYỆN HOẰNG HÓA"
    assert text[1] == "ỦY BAN NHÂN DÂN XÃ HOẰNG PHÚ"
    assert f"tháng 0{paper.issued_on.month} năm" in text[5]
