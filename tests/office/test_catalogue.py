"""The words in English: none is behind, and whoever chose English reads English."""

import ast
import functools
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from babel.messages.catalog import Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po
from flask import Flask
from flask_babel import force_locale, refresh
from sqlalchemy import select

from server.clock import today
from server.counted import counted
from server.database import db
from server.documents.delivery.queries import SAID
from server.documents.outgoing.drafts import how_to_type
from server.org.bodies import AdvisoryBody
from server.org.models import Agency, Person, Position, Unit
from server.words_of.law import OUTGOING_STATES
from signing import WORDS as VERDICTS
from tests import world
from tests.cast import Cast
from tests.reading import python, walked
from workflows import capacity, deadlines, dispatch, urgency
from workflows.kinds import ARRIVING

HOUSE = Path(__file__).resolve().parents[2]
WORDS = HOUSE / "server/translations"
ROOMS = ("server", "templates")
VIETNAMESE = re.compile("[À-ỹ]")
HOLES = re.compile(r"%\(\w+\)s|\{\w+\}")
MARKS = {"_", "gettext", "later", "counted"}
"""What a word is wrapped in, as `make strings` looks for it."""

OURS = ("Công Sở", "Tiếng Việt", "bút phê")


@functools.cache
def _in_code() -> frozenset[str]:
    """Every marked word, as the Makefile's extraction finds it."""
    with (WORDS / "babel.cfg").open() as file:
        methods, options = parse_mapping_cfg(file)
    marks = DEFAULT_KEYWORDS | {"later": None, "counted": (1, 1)}
    here = {"directory_filter": lambda path: _inside(Path(path))}
    found = extract_from_dir(HOUSE, methods, options, marks, **here)
    return frozenset(_first(row[2]) for row in found)


def _inside(path: Path) -> bool:
    """Below the two folders that have words; the packages' own are not ours to translate."""
    return path.relative_to(HOUSE).parts[0] in ROOMS


@functools.cache
def _catalogue() -> dict[str, Message]:
    with (WORDS / "en/LC_MESSAGES/messages.po").open("rb") as file:
        return {_first(one.id): one for one in read_po(file) if one.id}


def _forms(one: Message) -> tuple[str, ...]:
    return (one.string,) if isinstance(one.string, str) else tuple(one.string)


def _first(words: str | tuple[str, ...] | list[str]) -> str:
    """What is counted stands in a catalogue once for one and once for many."""
    return words if isinstance(words, str) else words[0]


def _marked(file: str) -> Iterator[str]:
    """What stands in `_("…")`, wherever it stands."""
    for node in walked(file):
        name = isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id
        if name in MARKS and isinstance(node.args[0], ast.Constant):
            yield node.args[0].value


def test_no_catalogue_is_behind() -> None:
    marked, kept = _in_code(), set(_catalogue())
    assert len(marked) > 800
    assert marked - kept == set(), "not in the catalogue: make strings, then translate"
    assert kept - marked == set(), "no longer said anywhere: make strings"


def test_a_word_inside_an_f_string_is_not_lost() -> None:
    """The extraction does not look into f-strings; this test does."""
    marked = {word for file in python("server/") for word in _marked(file)}
    assert marked - set(_catalogue()) == set()


def test_every_message_is_translated_and_none_is_a_guess() -> None:
    for said, one in _catalogue().items():
        assert all(words.strip() for words in _forms(one)), said
        assert not one.fuzzy, said


def test_a_translation_has_the_same_gaps() -> None:
    """But for one thing that is not counted: `Confirm the appointment`."""
    for said, one in _catalogue().items():
        for words in _forms(one)[-1:]:
            assert sorted(HOLES.findall(words)) == sorted(HOLES.findall(said)), said
        assert {*HOLES.findall(_forms(one)[0])} <= {*HOLES.findall(said)}, said


def test_a_translation_keeps_the_spaces_at_its_edges() -> None:
    """`Lỗi: ` stands before a title; ` và 3 nơi khác` after a name."""
    for said, words in ((it, form) for it, one in _catalogue().items() for form in _forms(one)):
        assert (words[0] == " ", words[-1] == " ") == (said[0] == " ", said[-1] == " "), said


AT_MOST = frozenset({
    "Hồ sơ dưới %(n)s năm không bắt buộc nộp lưu.", "Tối đa %(n)s điểm cầu.",
    "Hạn gần nhất đứng trước; nhiều nhất %(n)s văn bản.",
    "Mã dùng một lần, đổi sau %(n)s phút.", "Biểu đồ vẽ %(n)s dòng lớn nhất; bảng có đủ.",
    "[Công Sở] %(urgency)s để lâu tại %(agency)s: %(n)s văn bản (%(verbs)s). Mở %(at)s",
})  # fmt: skip
"""Never of one: a limit that the house sets; or said in Vietnamese alone, by message."""


def test_no_english_sentence_has_one_pages() -> None:
    """What is counted is said with `counted()`: English has a form for one."""
    counted = re.compile(r"%\(n\)s (?:\w+ )?\w+s\b")
    alone = [(said, _forms(one)) for said, one in _catalogue().items()]
    found = {said for said, forms in alone if len(forms) == 1 and counted.search(forms[0])}
    assert {one for one in found if not one.startswith("Chưa đọc xong tệp")} == AT_MOST


def test_a_number_of_things_is_said_in_the_readers_language(one_app: Flask) -> None:
    for lang, said in (("vi", ["1 trang", "1.250 trang"]), ("en", ["1 page", "1,250 pages"])):
        with one_app.test_request_context(), force_locale(lang):
            assert [counted("%(n)s trang", n) for n in (1, 1250)] == said


LAW = {
    "capacity": capacity.WORDS,
    "colour": deadlines.WORDS,
    "delivery": dispatch.WORDS,
    "heard": SAID,
    "urgency": urgency.WORDS,
    "verdict": VERDICTS,
}


@pytest.mark.parametrize("which", LAW)
def test_the_laws_own_words_are_in_the_catalogue(which: str) -> None:
    assert set(LAW[which].values()) - set(_catalogue()) == set()


class Words(HTMLParser):
    """What a page says: its text, and what stands in its fields and on its icons."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.said: list[str] = []
        self.feed(page)

    def handle_starttag(self, _tag: str, attrs: list[tuple[str, str | None]]) -> None:
        spoken = ("alt", "aria-label", "placeholder", "title")
        self.said += [value for name, value in attrs if name in spoken and value]

    def handle_data(self, data: str) -> None:
        self.said.append(data)


def _names() -> list[str]:
    """What is Vietnamese in any language: people, places, kinds of papers, what papers say."""
    columns = (
        Person.full_name, Position.title, Unit.name, Agency.name, Agency.short_name,
        AdvisoryBody.name,
    )  # fmt: skip
    kept = {name for column in columns for name in db.session.scalars(select(column))}
    said = {"V/v đẩy mạnh chuyển đổi số trong hội họp", "Hệ thống", *OURS}
    said |= {"V/v triển khai phòng họp không giấy tờ", "Ủy ban nhân dân", "đ)"}
    said |= {words for rule in how_to_type.RULES for words in rule[:2] if words}
    return sorted(kept | said | {kind.name for kind in ARRIVING}, key=len, reverse=True)


def _left(page: str, names: list[str]) -> list[str]:
    """Vietnamese that is no name."""
    left = []
    for words in Words(page).said:
        for name in names:
            words = words.replace(name, "")  # noqa: PLW2901
        left += [words] if VIETNAMESE.search(words) else []
    return left


def in_english(cast: Cast, who: str, path: str) -> str:
    """The page as this one reads it in English."""
    browser = getattr(cast, who).browser()
    browser.post("/language", data={"lang": "en", "csrf_token": _token(browser.get(path).text)})
    refresh()  # the tests' context outlives a request, and Babel keeps its language there
    return browser.get(path).text


def _token(page: str) -> str:
    return page.split('name="csrf_token"', 1)[1].split('value="', 1)[1].split('"', 1)[0]


@pytest.fixture
def cast(one_app) -> Cast:
    return Cast(one_app)


def test_the_door_speaks_english_to_whoever_chose_it(cast: Cast) -> None:
    page = in_english(cast, "lan", "/verify")
    assert '<html lang="en">' in page
    assert _left(page, _names()) == []


@pytest.mark.parametrize(
    ("who", "path"),
    [
        ("lan", "/"),
        ("minh", "/"),
        ("lan", "/incoming"),
        ("hoa", "/outgoing"),
        ("lan", "/incoming/arrive"),
        ("nam", "/notices"),
        ("nam", "/outgoing/new"),
        ("kien", "/people"),
    ],
)
def test_a_room_has_no_vietnamese_but_names(cast: Cast, who: str, path: str) -> None:
    world.coming(cast)
    page = in_english(cast, who, path)
    assert '<html lang="en">' in page
    assert [one for one in _left(page, _names()) if "khuyết" not in one] == []


def test_a_paper_says_its_state_its_history_and_its_buttons_inin_english(cast: Cast) -> None:
    paper = world.presented(cast, number="3").removeprefix("/api/v1")
    page = in_english(cast, "lan", paper)
    for words in ("Awaiting a directive", "History", "it still lacks a directive", "Arrival no."):
        assert words in page
    assert _left(page, _names()) == []


def test_vietnamese_is_what_an_office_speaks_until_somebody_asks(cast: Cast) -> None:
    page = cast.lan.browser().get("/").text
    assert '<html lang="vi">' in page
    assert "Việc của tôi" in page
    assert "My work" not in page


def test_the_books_of_the_decree_stay_as_the_decree_has_them(cast: Cast) -> None:
    world.presented(cast, number="3")
    page = in_english(cast, "lan", f"/registers/in/{today().year}")
    assert '<html lang="en">' in page
    for head in ("Số đến", "Tên loại và trích yếu nội dung", "Ký nhận"):
        assert head in page


def test_a_state_has_a_word_of_its_own_in_english_too() -> None:
    """Two states that read the same in English would be one state to the reader."""
    said = {state: str(_catalogue()[str(word)].string) for state, word in OUTGOING_STATES.items()}
    twice = {word for word in said.values() if list(said.values()).count(word) > 1}
    assert twice == {"Replaced"}
