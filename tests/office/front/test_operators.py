"""Operators and conditions among the words: what they find, and how a wrong one is answered."""

import html
import re

import pytest

from server import finding
from server.clock import today
from server.database import transaction
from server.documents.outgoing.models import OutgoingDocument
from server.finding.asked import ask
from server.finding.typed import meant
from server.papers import searching
from server.search.fields import read
from tests.cast import Cast
from tests.office.front.desks import arrivals, registered
from tests.office.outcome import change, refused, says
from tests.office.papers import drafted
from workflows import Refused

YEAR = today().year


@pytest.fixture
def one_cast(one_app) -> Cast:
    return Cast(one_app)


def test_words_are_taken_apart_with_what_stands_between_them():
    asked = ask('kế hoạch "lụt bão" OR hạn -tập -"diễn tập" 2374/UBND-VX')
    assert asked.words == ("ke", "hoach", "2374", "ubnd", "vx")
    ((storm, drought),) = asked.either
    assert (storm.phrases, drought.words) == ((" lut bao ",), ("han",))
    assert [one.words for one in asked.without] == [("tap",), ("dien", "tap")]
    assert asked.is_open and not ask("bão -lụ").is_open and not ask("a OR bã").is_open


@pytest.mark.parametrize("typed", ["OR", "- ", "-", '""', '"', "HOẶC OR", "-lụt"])
def test_an_operator_alone_asks_for_nothing(typed):
    assert ask(typed) is None


@pytest.mark.parametrize(
    "typed", ["OR lụt", "lụt OR", "- lụt", 'lụt "', "OR OR lụt -", "lụt KHÔNG", "lụt AND"]
)
def test_one_that_is_half_typed_is_passed_over(typed):
    assert ask(typed).words == ("lut",) and not ask(typed).either and not ask(typed).without


@pytest.mark.parametrize(
    ("typed", "read_as"),
    [
        ("CĐS OR lutj", '"chuyển đổi số" OR lụt'),
        ("xã -cds", 'xã -"chuyển đổi số"'),
        ('"cds xax"', '"chuyển đổi số xã"'),
        ("xã KHÔNG cds", 'xã KHÔNG "chuyển đổi số"'),
        ("XÃ KHÔNG CĐS", "XÃ KHÔNG chuyển đổi số"),
        ("tckh", "tài chính kế hoạch"),
    ],
)
def test_what_was_meant_keeps_its_operators(typed, read_as):
    assert meant(typed).words == read_as


CONDITIONS = (
    ("số:2374 lụt", "2374 lụt", {"number": ["2374"]}),
    ("SO: 2374/ubnd-vx", "2374 ubnd vx",
     {"number": ["2374"], "notation": ["UBND-VX", "ubnd-vx"]}),
    ("số:1 đất", "01 OR 1 đất", {"number": ["01", "1"]}),
    ("số:01/ubnd", "01 OR 1 ubnd", {"number": ["01", "1"], "notation": ["UBND", "ubnd"]}),
    ("ky hieu:qd-hdnd", "qd hdnd", {"notation": ["QD-HDND", "QĐ-HĐND", "qd-hdnd"]}),
    ('nơi  gửi:"Sở Y tế" thuốc', "so y te thuốc", {"issuer": "Sở Y tế"}),
    ("loại:CV đất", "cong van đất", {"doc_type": "Công văn"}),
    ("loại:ĐA đất", "de an đất", {"doc_type": "Đề án"}),
    ("loại:da đất", "du an đất", {"doc_type": "Dự án"}),
    ("loại:HD đất", "huong dan đất", {"doc_type": "Hướng dẫn"}),
    ("loại:hđ đất", "hop dong đất", {"doc_type": "Hợp đồng"}),
    ("loại:QÐ đất", "quyet dinh đất", {"doc_type": "Quyết định"}),
    ("kí hiệu:UBND đất", "ubnd đất", {"notation": ["UBND"]}),
    ("loai:qđ đất", "quyet dinh đất", {"doc_type": "Quyết định"}),
    ("đất from:1/6/2026 den ngay:2026-06-30", "đất",
     {"issued_from": "2026-06-01", "issued_to": "2026-06-30"}),
    ("đê từ:1/6/2026 tới: 30/6/2026", "đê",
     {"issued_from": "2026-06-01", "issued_to": "2026-06-30"}),
    ("đê từ: 1/6/2026 đến: 30/6/2026", "đê",
     {"issued_from": "2026-06-01", "issued_to": "2026-06-30"}),
    ("số đến: 12", "số đến: 12", {}),
    ("năm:2025 đất", "đất", {"year": "2025"}),
    ("năm: 2025", "2025", {"year": "2025"}),
    ("V/v: họp lúc 10:30", "V/v: họp lúc 10:30", {}),
)  # fmt: skip


@pytest.mark.parametrize(("typed", "words", "wanted"), CONDITIONS)
def test_conditions_are_read_with_marks_and_without(typed, words, wanted):
    assert (read(typed).words, read(typed).wanted) == (words, wanted)


WRONG = (
    ("đất từ ngày:31/2/2026", "search_unknown_day"),
    ("đất năm:20", "search_unknown_day"),
    ("loại:xyz", "search_unknown_type"),
    ("từ ngày:1/6/2026", "search_lacks_words"),
    ("-lụt", "search_lacks_words"),
)


@pytest.mark.parametrize(("typed", "reason"), WRONG)
def test_what_cannot_be_looked_for_is_refused(typed, reason):
    with pytest.raises(Refused) as no:
        read(typed)
    assert (no.value.reason, no.value.field) == (reason, "q")


def test_the_page_says_it_in_words_and_keeps_what_was_typed(one_cast):
    typed = 'đất loại:"Sắc lệnh" <b>'
    page = one_cast.lan.browser().get("/search", query_string={"q": typed})
    assert page.status_code == 200
    assert says("search_unknown_type", page.text) and "Sắc lệnh" in page.text
    assert f'value="{html.escape(typed, quote=False).replace(chr(34), "&#34;")}"' in page.text
    got = one_cast.lan.asks("GET", "/search", query_string={"q": typed})
    assert refused(got, "search_unknown_type")["code"] == "search_unknown_type"


ASKED = (
    ('"lụt bão"', {"storm", "drill"}),
    ('"lut bao"', {"storm", "drill"}),
    ('"bão lụt"', set()),
    ("lụt -tập", {"storm"}),
    ("lụt KHÔNG tập", {"storm"}),
    ("lụt VÀ bão NOT tập", {"storm"}),
    ('lụt AND KHÔNG "diễn tập"', {"storm"}),
    ("PHÒNG LỤT KHÔNG TẬP", set()),
    ("KHÔNG lụt", set()),
    ("hạn OR lụt KHÔNG tập", {"storm", "drought"}),
    ("l\u200bụt tậ\u00adp", {"drill"}),
    ("số:\uff18\uff10\uff11", {"drill"}),
    ("\uff18\uff10\uff11", {"drill"}),
    (f"năm:{YEAR}", set()),
    ('lụt -"diễn tập"', {"storm"}),
    ("lut -bao", set()),
    ("lút -bảo", {"storm", "drill"}),
    ("hạn OR lụt", {"storm", "drill", "drought"}),
    ('phòng "hạn hán" HOẶC "diễn tập"', {"drought", "drill"}),
    ("phong OR han -hán", {"storm", "drill"}),
    ("đê OR xyz", {"drought"}),
    ("phòng -đê", {"storm", "drill"}),
    ("số:801", {"drill"}),
    ("so:80", set()),
    ("ký hiệu:qd-ubnd", {"storm"}),
    ("số:801/ubnd-vx", {"drill"}),
    ("nơi gửi:nội vụ", set()),
    ('noi gui:"so y te"', {"storm"}),
    ("loại:KH phòng", {"drought"}),
    ("loại:kế hoạch phòng", {"drought"}),
    (f"phòng đến ngày:31/12/{YEAR - 1}", {"drought"}),
    (f"phòng from:1/1/{YEAR}", {"storm", "drill"}),
)


def _papers(cast: Cast) -> dict[int, str]:
    says = {
        "storm": {"subject": "V/v phòng lụt bão", "issuer": "Sở Y tế", "number": "317",
                  "notation": "QĐ-UBND"},
        "drill": {"subject": "V/v diễn tập phòng lụt bão", "number": "801"},
        "drought": {"subject": "Phòng hạn hán", "number": "24", "doc_type": "Kế hoạch",
                    "issued_on": today().replace(year=YEAR - 1)},
    }  # fmt: skip
    papers = {arrivals(cast.lan.actor, 1, **said)[0]: name for name, said in says.items()}
    with transaction():
        for paper, name in papers.items():
            finding.keep_text("incoming", paper, "đê điều" if name == "drought" else "báo cáo")
    return papers


@pytest.mark.parametrize("reads_few", [True, False])
def test_operators_find_alike_in_what_is_said_and_in_scans(cast, reads_few, monkeypatch):
    monkeypatch.setattr(searching, "_reads_few", lambda _actor: reads_few)
    papers = _papers(cast)
    for typed, names in ASKED:
        got = cast.lan.asks("GET", "/search", query_string={"q": typed})
        assert got.status_code == 200, got.text
        assert {papers[one["id"]] for one in got.json["items"]} == names, typed
        theirs = cast.dao.asks("GET", "/search", query_string={"q": typed})
        assert theirs.json["items"] == [], typed
    plain = cast.lan.asks("GET", "/incoming", query_string={"q": "hạn OR lụt -tập"}).json
    assert {papers[one["id"]] for one in plain["items"]} == {"storm", "drought"}


def test_our_own_papers_are_found_by_their_number_and_never_by_who_sent_them(one_cast):
    went, _other = (int(drafted(one_cast).rsplit("/", 1)[1]) for _ in range(2))
    change(OutgoingDocument, {"id": went}, number=1, code="01/UBND-VHTT", notation="UBND-VHTT")
    with transaction() as session:
        finding.keep(session.get_one(OutgoingDocument, went))

    def found(typed: str) -> list[int]:
        got = one_cast.nam.asks("GET", "/search", query_string={"q": typed, "kind": "outgoing"})
        return [one["id"] for one in got.json["items"]]

    assert found("số:1") == found("số:01/ubnd-vhtt") == [went]
    assert found("số:2") == found(f"số:{'9' * 20}") == []
    assert found('nơi gửi:"UBND" họp') == []


def test_the_help_has_an_example_a_line_and_each_is_understood_as_it_says(one_cast):
    """They stood in one run, parted by dots, and none said what it finds; on a phone a wall."""
    browser = one_cast.minh.browser()
    told = html.unescape(browser.get("/search").text).split('<details class="how">')[1]
    lines = re.findall(r"<li><b>(.+?)</b>: (.+?)</li>", told.split("</details>")[0])
    assert len(lines) == 8 and all(finds for _typed, finds in lines)
    typed = dict((finds, typed) for typed, finds in lines)
    ((land, air),) = ask(typed["một trong hai cụm từ"]).either
    assert (land.phrases, air.phrases) == ((" dat dai ",), (" moi truong ",))
    for one in typed["có “lễ hội”, không có “họp”"].split(", "):
        assert [barred.words for barred in ask(one).without] == [("hop",)], one
    for one in typed.values():
        for words in one.split(", "):
            assert "say warn" not in browser.get("/search", query_string={"q": words}).text, words


def test_a_year_alone_offers_its_books_and_two_days_what_was_issued_between(one_cast):
    """`năm:2026` by itself was refused for want of words, though 2026 was none."""
    (said,) = registered(one_cast.lan.actor, subject=f"V/v kế hoạch năm {YEAR}")
    page = one_cast.lan.browser().get("/search", query_string={"q": f"năm:{YEAR}"}).text
    assert f'href="/incoming/{said}"' in page and f'href="/registers/in/{YEAR}"' in page
    assert "say warn" not in page
    day = f"{today():%d/%m/%Y}"
    spans = {"q": f"từ ngày:{day} đến ngày:{day}"}
    got = one_cast.lan.asks("GET", "/search", query_string=spans)
    assert [one["id"] for one in got.json["items"]] == [said]


def test_a_letter_that_nobody_sees_in_a_subject_hides_no_paper(one_cast):
    (pasted,) = arrivals(one_cast.lan.actor, 1, subject="V/v ph\u200bòng lụt")
    assert [one["id"] for one in one_cast.lan.sees("/search?q=phòng lụt")["items"]] == [pasted]
