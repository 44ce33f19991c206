"""Chapter 6 as a table, and what becomes of a fault: severity, article, verdict, order, mending."""

from dataclasses import replace

from tests.law.layout_pages import KEPT, block, page
from tests.law.rows import each
from workflows.layout import (
    BLOCKING,
    RULES,
    Block,
    Described,
    Fix,
    Frame,
    Knows,
    Leaf,
    Place,
    Result,
    Rule,
    Run,
    Verdict,
    errors,
    findings,
    judge,
)
from workflows.layout.faces import Look, looks
from workflows.layout.verdicts import Fault, Finding, Unknowable

ANNEX_I, ANNEX_II = "Phụ lục I, Phần I, Mục ", "Phụ lục II, Mục "
PAPER, MARGINS, WORDS, FACES, NUMBERS, IMAGES = (
    {it} for it in (Knows.PAPER, Knows.MARGINS, Knows.WORDS, Knows.FACES, Knows.NUMBERS,
                    Knows.IMAGES)
)  # fmt: skip
WHOLE = {Knows.WHOLE, Knows.FACES}
CHAPTER = [
    ("FMT-01", "E", ANNEX_I + "I.1", PAPER), ("FMT-02", "W", ANNEX_I + "I.2", PAPER),
    ("FMT-03", "E", ANNEX_I + "I.3", MARGINS), ("FMT-04", "E", ANNEX_I + "I.4", WORDS),
    ("FMT-05", "E", ANNEX_I + "I.7", NUMBERS), ("FMT-06", "W", ANNEX_I + "I.4", WORDS),
    ("FMT-10", "E", ANNEX_I + "II.1a", WHOLE), ("FMT-11", "E", ANNEX_I + "II.1b", WHOLE),
    ("FMT-12", "E", ANNEX_I + "II.2b", WHOLE), ("FMT-13", "E", ANNEX_I + "II.2b", WHOLE),
    ("FMT-14", "E", ANNEX_I + "II.3c", WORDS), ("FMT-15", "E", ANNEX_I + "II.4", WORDS),
    ("FMT-16", "E", ANNEX_I + "II.5b", WHOLE), ("FMT-17", "E", ANNEX_I + "II.5b", WORDS),
    ("FMT-18", "E", ANNEX_I + "II.6e", WORDS), ("FMT-19", "E", ANNEX_I + "II.7b, 7đ", WORDS),
    ("FMT-20", "E", ANNEX_I + "II.7d", IMAGES), ("FMT-21", "E", ANNEX_I + "II.7c", WORDS),
    ("FMT-22", "E", ANNEX_I + "II.8a", IMAGES), ("FMT-23", "E", ANNEX_I + "II.9d", WORDS),
    ("FMT-24", "E", ANNEX_I + "II.9d", WHOLE), ("FMT-30", "E", ANNEX_I + "III.1a, 1b", WORDS),
    ("FMT-31", "W", ANNEX_I + "III.1c", WHOLE), ("FMT-32", "E", ANNEX_I + "III.2b", FACES),
    ("FMT-33", "W", ANNEX_I + "III.2c", FACES), ("FMT-34", "E", ANNEX_I + "III.2a", WORDS),
    ("FMT-35", "I", ANNEX_I + "III.3", FACES), ("FMT-36", "I", ANNEX_I + "III.4", FACES),
    ("FMT-37", "E", "Phụ lục I, Phần II, Mục I.3", FACES),
    ("TXT-01", "E", ANNEX_I + "II.6a", WORDS), ("TXT-02", "W", ANNEX_I + "II.6b", WORDS),
    ("TXT-03", "E", ANNEX_I + "II.6đ", WORDS), ("TXT-04", "E", ANNEX_I + "II.6d", WORDS),
    ("TXT-05", "W", "Phụ lục III, các mẫu", WORDS),
    ("TXT-06", "W", ANNEX_II + "V.1, V.4, V.7, V.8", WORDS),
    ("TXT-07", "W", ANNEX_II + "III.1", WORDS), ("TXT-08", "W", ANNEX_I + "II.4a", WORDS),
    ("TXT-09", "I", ANNEX_II + "V.8b", WORDS), ("TXT-10", "I", ANNEX_II + "V.3", WORDS),
    ("TXT-11", "W", ANNEX_II + "IV.1", WORDS), ("TXT-12", "I", "thực tế soạn thảo", WORDS),
]  # fmt: skip


def test_each_rule_has_its_weight_its_article_and_what_it_reads():
    assert [(it.id, it.severity, it.cite, set(it.reads)) for it in RULES] == CHAPTER


def test_what_stops_a_draft_are_the_errors_of_the_table():
    assert [it for it, severity, *_ in CHAPTER if severity == "E"] == list(BLOCKING)


# a block


def test_a_block_is_what_most_of_its_letters_are():
    one = Block((Run("Số: "), Run(" 05 ", size=12, bold=True), Run("đến nay", size=13), Run("  ")))
    assert (one.text, one.size) == ("Số:  05 đến nay", 13)
    assert Block((Run("ab", size=9), Run("     ", size=20))).size == 9
    assert Block((Run("a", size=9), Run("bc", size=10), Run("def", size=11))).size == 11
    assert (Block(()).size, Block(()).text) == (0, "")


def test_a_block_is_bold_or_italic_when_all_its_letters_are():
    bold, plain, blank = Run("A", bold=True), Run("b"), Run(" ")
    assert Block((bold, blank)).bold and not Block((bold, plain)).bold
    leaning = Run("A", italic=True)
    assert Block((leaning, blank)).italic and not Block((leaning, plain)).italic


def test_a_line_of_figures_is_not_in_capitals():
    assert [Block((Run(it),)).is_upper for it in ("ỦY BAN 1", "12/3", "Ủy ban")] == [
        True, False, False,
    ]  # fmt: skip


def test_what_a_reader_does_not_say_is_as_the_decree_has_it():
    assert Run("a") == Run("a", "Times New Roman", 14, False, False, "black")
    assert Leaf() == Leaf(210, 297, None, False, None)
    assert Frame(20, 8) == Frame(20, 8, "red")
    assert Place() == Place("", 0, None, "", 0)
    told = Block(())
    assert (told.align, told.column, told.role, told.place) == ("", "", "", Place())
    assert (told.indent, told.gap, told.leading, told.rule, told.frame) == (None,) * 5
    page_of_others = Described((), (), frozenset())
    assert (page_of_others.doc_type, page_of_others.own, page_of_others.electronic) == (
        "", False, True,
    )  # fmt: skip


def test_what_can_be_known_of_a_page():
    assert [str(it) for it in Knows] == [
        "paper", "margins", "words", "whole", "faces", "places", "numbers", "images",
    ]  # fmt: skip
    assert [str(it) for it in Verdict] == ["pass", "fail", "uncheckable"]


# how a block looks


def look_of(text, case="", sizes=(13, 14), **face):
    return [one.words for one in looks(block(text, 13), "Dòng này", Look(case, sizes, **face))]


def test_small_letters_are_asked_of_what_is_long_enough_to_have_some():
    assert look_of("TM.", "lower") == []
    assert look_of("TM.A", "lower") == ["Dòng này trình bày bằng chữ in thường."]
    assert look_of("Tm", "upper") == ["Dòng này trình bày bằng chữ in hoa."]
    assert look_of("TM.A") == look_of("tm.a") == look_of("") == look_of("Tmab", "lower") == []


def test_a_program_rounds_a_size_by_a_quarter_of_a_point():
    for size, is_near in ((12.74, True), (12.73, False), (14.26, True), (14.27, False)):
        assert (list(looks(block("a", size), "A", Look("", (13, 14)))) == []) is is_near


def test_a_size_is_said_with_what_it_should_be():
    assert look_of("a", sizes=(12, 12)) == ["Dòng này có cỡ chữ 12; đang là 13."]
    assert look_of("a", sizes=(11, 12)) == ["Dòng này có cỡ chữ từ 11 đến 12; đang là 13."]
    assert Look("", (13, 14)) == Look("", (13, 14), bold=False, italic=False)


# verdicts


@each([("TXT-06", "Vận động nhân dân"), ("TXT-07", "Người dân phường 3"),
     ("TXT-09", "Trực dịp tết"), ("TXT-10", "Theo chủ tịch Lê Minh"),
     ("TXT-11", "Giao ủy ban nhân dân xã")])  # fmt: skip
def test_each_rule_of_capitals_looks_for_its_own_slips(number, text):
    found = findings(judge(page(last=f"{text}./.")))
    assert [it.rule for it in found] == [number]


def rule(*found, severity="E", reads=frozenset()):
    return Rule("FMT-99", severity, "Thử", "Điều 1", reads, lambda _page, _seen: found)


def one(*found, **more):
    return judge(KEPT, [rule(*found, **more)])[0]


def test_a_rule_that_is_only_told_something_has_not_failed():
    told = Fault("Xem lại.", severity="I")
    assert one(told).verdict is Verdict.PASS
    assert one(told, Fault("Sai.")).verdict is Verdict.FAIL
    assert one(told, severity="I").verdict is Verdict.FAIL
    assert one().verdict is Verdict.PASS
    assert one(Fault("Nên sửa.", severity="W")).verdict is Verdict.FAIL


def test_a_finding_bears_its_rule_its_article_and_its_place():
    at = Place("Trang 2", 2, (1, 2, 3, 4))
    found = [*one(Fault("a"), Fault("b", at), Fault("c", Block((), at), severity="W")).findings]
    assert found == [
        Finding("FMT-99", "E", "a", Place(), "Điều 1", None),
        Finding("FMT-99", "E", "b", at, "Điều 1", None),
        Finding("FMT-99", "W", "c", at, "Điều 1", None),
    ]
    assert (found[1].place, Finding("A", "E", "b").cite) == ("Trang 2", "")
    assert Result("A", Verdict.PASS) == Result("A", Verdict.PASS, (), "")


def test_only_what_was_typed_into_a_field_is_mended_there():
    field = Place("Nội dung", field="body", n=3)
    fixes = [
        it.fix
        for it in one(
            Fault("a", field, "cũ", "mới"), Fault("b", field), Fault("c", Place("x"), "cũ", "mới")
        ).findings
    ]
    assert fixes == [Fix("body", 3, "cũ", "mới"), None, None]
    assert Fault("a") == Fault("a", None, "", "", "")


def test_a_check_that_cannot_tell_says_why():
    def gives_up(_page, _seen):
        raise Unknowable("Chưa có chữ ký.")

    (result,) = judge(KEPT, [replace(rule(), check=gives_up)])
    assert result == Result("FMT-99", Verdict.UNCHECKABLE, (), "Chưa có chữ ký.")


def test_errors_stand_before_warnings_and_warnings_before_what_is_told():
    three = [Fault(it, severity=it) for it in "IWE"]
    assert [it.severity for it in findings([one(*three), one(*three)])] == [*"EEWWII"]


def test_errors_are_the_rules_that_stop_a_draft():
    found = findings([one(*(Fault(it, severity=it) for it in "IW"))])
    assert errors(found) == frozenset()
    assert errors(findings([one(Fault("a"))])) == {"FMT-99"}


@each([{Knows.PAPER}, {Knows.PAPER, Knows.FACES}])
def test_a_rule_is_judged_where_everything_it_reads_is_known(reads):
    words = replace(page(), knows=frozenset({Knows.PAPER}))
    (result,) = judge(words, [rule(Fault("Sai."), reads=frozenset(reads))])
    known = reads == {Knows.PAPER}
    assert result.verdict is (Verdict.FAIL if known else Verdict.UNCHECKABLE)
