"""Chapter 6, rule by rule: for each a page that keeps it and pages that break it."""

from dataclasses import replace
from functools import cache

from tests.law.layout_broken import BROKEN
from tests.law.layout_pages import AT_FOOT, FULL, KEPT, block, joint, letter, page
from tests.law.rows import each
from workflows.layout import (
    BLOCKING,
    BY_ID,
    RULES,
    Knows,
    Leaf,
    Verdict,
    errors,
    findings,
    judge,
)

NEVER_BROKEN = {"TXT-12"}
"""Both spellings are right: the rule is that nothing is said."""


@cache
def _kept():
    return {one.rule: one for one in judge(KEPT)}


def _verdicts(described):
    return {one.rule: one.verdict for one in judge(described)}


@each([rule.id for rule in RULES])
def test_one_page_keeps_every_rule(rule):
    result = _kept()[rule]
    assert (result.verdict, result.findings) == (Verdict.PASS, ())


@each(BROKEN)
def test_a_page_that_breaks_it_fails(rule, described):
    (result,) = judge(described, [BY_ID[rule]])
    assert result.verdict is Verdict.FAIL
    assert all(one.words.endswith((".", "”.")) and one.cite for one in result.findings)


def test_every_rule_of_the_chapter_is_in_the_table_and_has_a_page_that_breaks_it():
    chapter = [f"FMT-{n:02}" for n in (*range(1, 7), *range(10, 25), *range(30, 38))]
    chapter += [f"TXT-{n:02}" for n in range(1, 13)]
    assert [rule.id for rule in RULES] == chapter
    assert {rule for rule, _ in BROKEN} | NEVER_BROKEN == set(chapter)


def test_an_official_letter_keeps_every_rule_too():
    assert not [one for one in judge(letter()) if one.verdict is not Verdict.PASS]


KEPT_TOO = [
    page(nation="CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
    page(number="Số: 100/QyĐ-UBND"),
    page(number="Số:      /CTr-HĐND"),
    page(date="Hoằng Hóa, ngày …  tháng … năm 2023"),
    page(date="Phường 3, ngày 12 tháng 10 năm 2023"),
    page(body={"size": 12.96}),
    page(body={"align": "table", "size": 11}),
    page(to="Kính gửi:", basis=block("- Sở Nội vụ;"), basis2=block("- Sở Tài chính.")),
    page(last="Cán bộ, đảng viên và Nhân dân; công an nhân dân./."),
    page(point2="a) Hai."),
    replace(KEPT, leaves=(replace(Leaf(297, 210), has_table=True),)),
    replace(page(body={"font": "Tinos-Regular"}), own=True),
    joint(),
]


@each(KEPT_TOO)
def test_what_the_decree_allows_is_no_fault(described):
    assert not [one for one in findings(judge(described)) if one.severity != "I"]


@each(RULES)
def test_what_a_reader_cannot_tell_is_never_a_pass(rule):
    blind = replace(KEPT, knows=frozenset(Knows) - rule.reads)
    (result,) = judge(blind, [rule])
    assert result.verdict is Verdict.UNCHECKABLE


def test_a_scan_without_text_is_told_by_its_paper_alone():
    scan = replace(KEPT, blocks=(), knows=frozenset({Knows.PAPER}))
    told = {rule for rule, verdict in _verdicts(scan).items() if verdict is not Verdict.UNCHECKABLE}
    assert told == {"FMT-01", "FMT-02"}


def test_mark_and_seal_are_judged_when_they_are_there():
    unsigned = _verdicts(replace(KEPT, pictures=()))
    assert unsigned["FMT-20"] is unsigned["FMT-22"] is Verdict.UNCHECKABLE


def test_what_may_be_set_aside_are_the_rules_that_stop_a_draft():
    assert "FMT-14" in BLOCKING and "TXT-05" not in BLOCKING
    assert errors(findings(judge(page(number="Số 5", last="Xong.")))) == {"FMT-14"}
    assert BY_ID["FMT-14"].cite.startswith("Phụ lục I")


def test_a_finding_says_where_it_is_and_the_worst_comes_first():
    found = findings(judge(page(signer="LÊ VĂN MINH", last="Xong.")))
    assert (found[0].rule, found[0].at) == ("FMT-21", AT_FOOT)
    assert [one.severity for one in found] == sorted(
        (one.severity for one in found), key="EWI".index
    )


def test_a_long_text_has_one_sentence_for_one_fault():
    many = page(body={"size": 12}, last=block(FULL, 12))
    assert len([one for one in findings(judge(many)) if "cỡ chữ từ 13" in one.words]) == 1
