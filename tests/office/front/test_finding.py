"""What searches read follows every act: by number, issuer, people and the text of scans."""

import io
from importlib import import_module

import pytest
from sqlalchemy import func, select, update

from server.database import db, transaction
from server.finding.models import SearchRow, SearchText
from tests.cast import Cast
from tests.office.front.desks import arrivals, registered
from tests.office.papers import drafted, fields, in_progress, ok, scan

ANEW = import_module("server.migrations.versions.0123_one_stroke_in_either_letter")


@pytest.fixture
def one_cast(one_app) -> Cast:
    return Cast(one_app)


def ids(hand, words: str, kind: str = "incoming", **more) -> list[int]:
    asked = {"q": words, **more}
    got = hand.asks("GET", f"/{kind}", query_string=asked)
    assert got.status_code == 200, got.text
    return [one["id"] for one in got.json["items"]]


@pytest.mark.parametrize(
    "words",
    ["2374", "2374/UBND-VX", "ubnd tinh thanh hoa", "lụt bão", "lut bao", "cong van lut", "lu",
     '"phòng chống lụt"', "LỤT BÃO 2374"],
)  # fmt: skip
def test_a_paper_is_found_by_what_stands_on_it(cast, words):
    (wanted,) = arrivals(cast.lan.actor, 1, subject="V/v phòng, chống lụt bão", number="2374")
    arrivals(cast.lan.actor, 1, subject="V/v trồng cây", number="17", issuer="Sở Nội vụ")
    assert wanted in ids(cast.lan, words)


@pytest.mark.parametrize("words", ["hạn hán", "2375", '"bão lụt"', "lụt bảo x", "2374 so noi vu"])
def test_and_not_by_what_does_not(cast, words):
    arrivals(cast.lan.actor, 1, subject="V/v phòng, chống lụt bão", number="2374")
    assert ids(cast.lan, words) == []


def test_marks_that_were_typed_count_where_they_find_something(one_cast):
    fish, leaf, _ = (arrivals(one_cast.lan.actor, 1, subject=s)[0] for s in ("cá", "lá", "cà"))
    assert ids(one_cast.lan, "cá") == [fish]
    assert len(ids(one_cast.lan, "ca")) == 2
    assert ids(one_cast.lan, "lã") == [leaf]


def test_a_letter_of_old_fonts_that_looks_like_ours_is_ours(cast):
    """Copied from elsewhere, or written so by another system: the same word to whoever reads it."""
    ours, theirs = (
        arrivals(cast.lan.actor, 1, notation=notation, subject=subject)[0]
        for notation, subject in (("QĐ-UBND", "V/v đê"), ("Q\u00d0-UBND", "V/v \u00f0ê"))
    )
    for typed in ("qđ đê", "q\u00f0-ubnd \u00f0ê", "qd de", "Q\u00d0-UBND"):
        assert ids(cast.lan, typed) == [theirs, ours], typed


def test_an_office_of_before_has_it_read_so_too(cast):
    (paper,) = arrivals(cast.lan.actor, 1, subject="V/v đê")
    with transaction() as session:
        said = {"folded": "v ðe", "marked": " v ðê "}
        session.execute(update(SearchRow).where(SearchRow.paper_id == paper).values(**said))
    assert ids(cast.lan, "đê") == []
    ANEW.fill(db.session.connection())
    db.session.commit()
    assert ids(cast.lan, "đê") == [paper]


def test_a_number_once_given_finds_the_paper(one_cast):
    (paper_id,) = registered(one_cast.lan.actor, 1, number="900")
    assert ids(one_cast.lan, "1 900") == [paper_id]


def test_who_took_part_finds_it_too(one_cast):
    path = in_progress(one_cast)
    assert ids(one_cast.nam, one_cast.minh.actor.name) == [int(path.rsplit("/", 1)[1])]
    assert ids(one_cast.nam, one_cast.nam.actor.name) == [int(path.rsplit("/", 1)[1])]


def test_a_draft_is_found_by_its_new_words_and_its_signer_and_no_longer_by_the_old(cast):
    path = drafted(cast, subject="V/v trồng rừng phòng hộ")
    wanted = int(path.rsplit("/", 1)[1])
    assert ids(cast.nam, f"trồng rừng {cast.minh.actor.name}", "outgoing") == [wanted]
    seen = cast.nam.asks("GET", path).headers["ETag"]
    changed = cast.nam.asks("PATCH", path, json={"subject": "V/v nuôi tôm"}, match=seen)
    assert changed.status_code == 200
    assert ids(cast.nam, "nuôi tôm", "outgoing") == [wanted]
    assert ids(cast.nam, "trong rung", "outgoing") == []


def test_the_text_of_a_scan_finds_its_paper(cast):
    data = {"file": (_file("Kinh phi sua chua dap Yen My"), "a.pdf"), **fields()}
    paper = cast.lan.asks("POST", "/incoming", data=data).json
    assert ids(cast.lan, "đập yên mỹ") == [paper["id"]]
    assert ids(cast.cv_tckh, "đập yên mỹ") == []


def test_what_may_be_a_secret_is_in_no_index_until_it_is_released(cast):
    data = {"file": (_file("Luc luong du bi"), "a.pdf"), **fields(subject="V/v dân quân")}
    path = f"/incoming/{cast.lan.asks('POST', '/incoming', data=data).json['id']}"
    ok(cast.lan.does(path, "quarantine", {"reason": "Thấy dấu Mật"}))
    for hand, words in ((cast.minh, "dan quan"), (cast.lan, "dân quân"), (cast.lan, "du bi")):
        assert ids(hand, words) == []
    for rows in (SearchRow, SearchText):
        assert db.session.scalars(select(rows.id)).all() == []
    ok(cast.minh.does(path, "release", {"reason": "Không phải bí mật nhà nước"}))
    assert len(ids(cast.lan, "dân quân")) == len(ids(cast.lan, "lực lượng dự bị")) == 1


def test_nor_is_a_scan_of_which_nobody_has_written_a_word_yet(one_cast):
    """What a search finds it by is its text alone, which the act of shutting it away words not."""
    data = {"file": (_file("Luc luong du bi"), "a.pdf")}
    path = f"/incoming/{one_cast.lan.asks('POST', '/incoming', data=data).json['id']}"
    assert len(ids(one_cast.lan, "du bi")) == 1
    ok(one_cast.lan.does(path, "quarantine", {"reason": "Thấy dấu Mật"}))
    assert ids(one_cast.lan, "du bi") == []
    ok(one_cast.minh.does(path, "release", {"reason": "Không phải bí mật nhà nước"}))
    assert len(ids(one_cast.lan, "du bi")) == 1


def test_fifty_are_a_page_and_the_next_has_no_other_twice(one_cast):
    made = arrivals(one_cast.lan.actor, 60, subject="V/v lụt bão")
    first = one_cast.lan.sees("/incoming?q=lut bao")
    rest = one_cast.lan.sees(f"/incoming?q=lut bao&cursor={first['next_cursor']}")
    assert [one["id"] for one in first["items"] + rest["items"]] == made[::-1]
    assert rest["next_cursor"] is None


def _file(words: str):
    return io.BytesIO(scan(words))


def test_however_deep_they_lie_all_are_found_once_and_newest_first(cast):
    """PostgreSQL is asked about the newest blocks of papers first, each time about others."""
    wanted = []
    for place in (1, 4_091, 8_190, 70_000, 700_000, 2_600_000, 2_604_000, 2_608_200):
        _go_on_at(place)
        wanted += arrivals(cast.lan.actor, 2, subject="V/v đê điều")
        arrivals(cast.lan.actor, 2, subject="V/v lúa")
    for words in ("đê điều", "de dieu", "đê đi"):
        assert ids(cast.lan, words) == wanted[::-1]
    first = cast.lan.sees("/incoming?q=de dieu")
    assert len(first["items"]) == 16 and first["next_cursor"] is None


def _go_on_at(place: int) -> None:
    """The next paper's row for searches has this id, or the next that is free."""
    with transaction() as session:
        if db.engine.dialect.name == "postgresql":
            session.execute(select(func.setval("search_rows_id_seq", place, True)))
        else:
            session.add(SearchRow(id=place, paper_kind="-", paper_id=place, folded="", marked=""))
