"""What was meant: keys that no input method read, and the short words of an office."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.finding.short import SHORT
from server.finding.typed import meant, syllable
from server.words import fold, marked
from tests.office.front.desks import arrivals, registered

READ = {
    "chuyeenr ddooir soos": "chuyển đổi số", "chuye6n3 d9o6i3 so61": "chuyển đổi số",
    "chuyển ddooir số": "chuyển đổi số", "luaatj ddaats ddai": "luật đất đai",
    "nguwowif daan": "người dân", "ngu7o7i2 da6n": "người dân", "dduwowngf": "đường",
    "quyeets ddinhj": "quyết định", "CĐS": "chuyển đổi số", "cds xã": "chuyển đổi số xã",
    "KT-XH 2026": "kinh tế xã hội 2026", "GD&ĐT": "giáo dục đào tạo", "CSDL": "cơ sở dữ liệu",
    "LĐTB&XH": "lao động thương binh xã hội", "CV 10066": "công văn 10066", "NĐ 30": "nghị định 30",
    "UBND xã": "ủy ban nhân dân xã", "vawn hoas": "văn hoá", "giaays": "giấy",
    "báo cáo quý 3": "báo cáo quý III", "quy 2/2026": "quy II/2026", "quý 5": "quý 5",
    "ĐA06": "đề án 06", "báo cáo ĐA06": "báo cáo đề án 06", "qd1829": "quyết định 1829",
    "1829QĐ-UBND": "1829 QĐ-UBND", "da06": "dự án hoặc đề án 06", "(CĐS)?": "chuyển đổi số",
    "P.VHTT": "phòng hoặc phường văn hóa thông tin", "X. Hoằng Phú": "xã Hoằng Phú",
    "CT MTQG": "chỉ thị hoặc chương trình mục tiêu quốc gia", "HĐ 12": "hợp đồng hoặc hội đồng 12",
    "KH PCTT": "kế hoạch phòng chống thiên tai", "P. Nội vụ": "phòng hoặc phường Nội vụ",
    "qui định": "quy định", "tỉ lệ": "tỷ lệ", "ki thuat": "ky thuat",
    "báo cáo quí 3": "báo cáo quý III", "sỹ quan": "sĩ quan", "TT. Bút Sơn": "thị trấn Bút Sơn",
    "lđ huyện": "lãnh đạo hoặc lao động huyện", "bch 12": "ban chỉ huy hoặc ban chấp hành 12",
    "nguoiwf thuwa": "người thưa", "hoawcj quawngs": "hoặc quắng",
}  # fmt: skip
SAME = (
    "chuyển đổi số 2026", "3d", "số 12", "1829/QĐ-UBND", "q12", "12a",
    "chuyển đổi số", "chuyen doi so", "2374/UBND-VX", "UBND-VX", "QĐ-UBND", "2-3", "bao cao", "xyz",
    "", "q9", "quy định", "công ty", "kỹ thuật", "thi", "vi phạm",
    "a" * 300,
)  # fmt: skip
TONES = dict(zip("\u0301\u0300\u0309\u0303\u0323", "sfrxj", strict=True))
HATS = {"â": "aa", "ê": "ee", "ô": "oo", "ă": "aw", "ơ": "ow", "ư": "uw", "đ": "dd"}
SYLLABLES = sorted({word for words in SHORT.values() for word in words.split() if word != "|"})


@pytest.mark.parametrize(("typed", "read"), READ.items())
def test_what_was_meant_is_read(typed, read):
    assert marked(meant(typed).words) == marked(read)


@pytest.mark.parametrize("typed", SAME)
def test_what_means_itself_stays_as_it_is(typed):
    assert meant(typed) == (typed, typed)


def test_a_paper_may_write_one_word_short_and_the_next_in_full(one_cast):
    (paper,) = arrivals(one_cast.lan.actor, 1, subject="V/v họp UBND huyện về chuyển đổi số")
    (short,) = arrivals(one_cast.lan.actor, 1, subject="V/v Ủy ban nhân dân huyện triển khai CĐS")
    for typed in ("UBND huyện CĐS", "ubnd cds"):
        said = one_cast.lan.sees(f"/search?q={typed}")
        assert [one["id"] for one in said["items"]] == [short, paper], typed


def test_of_a_short_word_with_two_meanings_both_are_found(one_cast):
    papers = {arrivals(one_cast.lan.actor, 1, subject=f"V/v triển khai {what} 06")[0]
              for what in ("Đề án", "Dự án")}  # fmt: skip
    assert {one["id"] for one in one_cast.lan.sees("/search?q=da06")["items"]} == papers


@pytest.mark.parametrize(
    "typed", ["qd1829", "QĐ1829", "QĐ số 1829", "1829QĐ-UBND", "số 1829", "văn bản số 1829"]
)
def test_a_number_is_found_however_it_is_typed_and_stands_first(one_cast, typed):
    said = {"number": "1829", "notation": "QĐ-UBND", "doc_type": "Quyết định"}
    (wanted,) = arrivals(one_cast.lan.actor, 1, subject="V/v tiêu chí cấp xã", **said)
    arrivals(one_cast.lan.actor, 1, subject="Triển khai Quyết định số 1829/QĐ-UBND, văn bản số 2")
    assert one_cast.lan.sees(f"/search?q={typed}")["items"][0]["id"] == wanted


def test_who_spells_as_at_school_finds_what_the_office_writes_and_the_other_way_round(one_cast):
    rules, shares, officers = (
        arrivals(one_cast.lan.actor, 1, subject=f"V/v {what}")[0]
        for what in ("quy hoạch kỹ thuật", "tỉ lệ", "tuyển chọn sĩ quan")
    )
    for typed, paper in (("qui hoạch", rules), ("kĩ thuật", rules), ("qui hoach", rules),
                         ("tỷ lệ", shares), ("sỹ quan", officers)):  # fmt: skip
        found = one_cast.lan.sees(f"/search?q={typed}")["items"]
        assert [one["id"] for one in found] == [paper], typed


@pytest.mark.parametrize("typed", ["số đến 1", "số đến: 1", "Công văn đến số 1", "vb đến số 1"])
def test_by_its_number_in_our_book_too(one_cast, typed):
    (wanted,) = registered(one_cast.lan.actor, 1, subject="V/v lúa", number="808")
    assert one_cast.lan.sees(f"/search?q={typed}")["items"][0]["id"] == wanted


def _keys(word: str) -> str:
    """The keys of a syllable in Telex, the tone last."""
    tone = "".join(TONES[c] for c in unicodedata.normalize("NFD", word) if c in TONES)
    bare = "".join(c for c in unicodedata.normalize("NFD", word) if c not in TONES)
    return "".join(HATS.get(c, c) for c in unicodedata.normalize("NFC", bare)) + tone


@given(st.lists(st.sampled_from(SYLLABLES), min_size=1, max_size=6))
def test_whatever_is_typed_in_telex_is_read_back(words):
    said = " ".join(words)
    assert marked(meant(" ".join(map(_keys, words))).words) == marked(said)


@given(st.text(max_size=40))
def test_nothing_that_is_typed_breaks_it_and_no_word_is_lost(said):
    assert len(meant(said).words.split()) >= len(said.split())
    for word in said.split():
        made = syllable(word)
        assert made is None or fold(made).isalpha()


def test_a_search_that_finds_nothing_as_typed_is_read_anew_and_says_so(one_cast):
    (paper,) = arrivals(one_cast.lan.actor, 1, subject="V/v chuyển đổi số")
    browser = one_cast.lan.browser()
    for typed in ("chuyeenr ddooir soos", "CĐS"):
        page = browser.get("/search", query_string={"q": typed}).text
        assert f'href="/incoming/{paper}"' in page
        assert "dưới đây là kết quả của “chuyển đổi số”" in page
        said = one_cast.lan.sees(f"/search?q={typed}")
        assert (said["read_as"], len(said["items"])) == ("chuyển đổi số", 1)
        theirs = one_cast.dao.browser().get("/search", query_string={"q": typed}).text
        assert f'href="/incoming/{paper}"' not in theirs and "dưới đây" not in theirs
    assert "dưới đây" not in browser.get("/search?q=chuyển đổi").text
    assert len(one_cast.lan.sees("/incoming?q=chuyeenr ddooir")["items"]) == 1
