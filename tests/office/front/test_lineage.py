"""Old and new names of places: whoever looks for one finds what is said of the other."""

import pytest

from server.database import db
from server.org.models import Agency, Position
from server.search.lineage import widened
from tests.cast import Cast
from tests.office.front.desks import arrivals
from tests.office.outcome import change


@pytest.fixture
def merged(one_app) -> Cast:
    """Hoằng Phú and Hoằng Quỳ went into Hoằng Kim, and that into Hoằng Trung at last."""
    line = {"hoangphu": "hoangkim", "hoangquy": "hoangkim", "hoangkim": "hoangtrung"}
    names = {"hoangphu": "Hoằng Phú", "hoangquy": "Hoằng Quỳ", "hoangkim": "Hoằng Kim"}
    names |= {"hoangtrung": "Hoằng Trung"}
    codes = [one.code for one in db.session.query(Agency).filter_by(level="xa").order_by("id")][:4]
    as_code = dict(zip(names, codes, strict=True))
    for code, name in names.items():
        change(Agency, {"code": as_code[code]}, place_name=name)
    for old, new in line.items():
        heir = db.session.query(Agency).filter_by(code=as_code[new]).one().id
        change(Agency, {"code": as_code[old]}, successor_id=heir)
    return Cast(one_app)


@pytest.mark.parametrize(
    ("typed", "said", "also"),
    [
        ("đê hoằng phú", 'đê "hoằng phú" OR "hoang kim" OR "hoang trung"',
         ("Hoằng Kim", "Hoằng Trung")),
        ("HOANG KIM 12", '"HOANG KIM" OR "hoang phu" OR "hoang quy" OR "hoang trung" 12',
         ("Hoằng Phú", "Hoằng Quỳ", "Hoằng Trung")),
        ("hoang trung", '"hoang trung" OR "hoang kim" OR "hoang phu" OR "hoang quy"',
         ("Hoằng Kim", "Hoằng Phú", "Hoằng Quỳ")),
        ('"xã hoằng phú" hoằng', '"xã hoằng phú" hoằng', ()),
        ("hoằng phúc phú", "hoằng phúc phú", ()),
        ("-hoằng phú", "-hoằng phú", ()),
    ],
)  # fmt: skip
def test_a_name_is_looked_for_with_its_forebears_and_heirs(merged, typed, said, also):
    assert widened(typed) == (said, also)


def test_papers_of_either_name_are_found_and_the_page_says_which(merged):
    old, new, other = (
        arrivals(merged.lan.actor, 1, subject=f"V/v đê xã Hoằng {name}")[0]
        for name in ("Phú", "Trung", "Quỳ")
    )
    for typed, wanted in (("hoang phu", {old, new}), ("Hoằng Trung", {old, new, other})):
        got = merged.lan.asks("GET", "/search", query_string={"q": f"đê {typed}"}).json
        assert {one["id"] for one in got["items"]} == wanted
        assert merged.dao.sees(f"/search?q=đê {typed}")["items"] == []
    page = merged.lan.browser().get("/search?q=đê hoang phu").text
    assert "Kể cả theo tên đầy đủ, tên trước hoặc sau sắp xếp: Hoằng Kim, Hoằng Trung." in page
    assert "<mark>Hoằng Trung</mark>" in page
    assert "sắp xếp" not in merged.lan.browser().get("/search?q=đê xã").text


def test_what_its_words_were_read_as_is_said_without_the_other_names(merged):
    (paper,) = arrivals(merged.lan.actor, 1, subject="V/v chuyển đổi số ở Hoằng Trung")
    said = merged.lan.sees("/search?q=hoằng phú CĐS")
    assert [one["id"] for one in said["items"]] == [paper]
    assert said["read_as"] == '"hoằng phú" chuyển đổi số'
    assert said["also"] == ["Hoằng Kim", "Hoằng Trung"]


def test_a_department_that_stays_in_its_place_is_known_by_its_own_name(one_app):
    first, second = db.session.query(Agency).filter_by(level="xa").order_by("id")[:2]
    old = {"name": "Phòng Tài chính và Kế hoạch", "short_name": "Phòng TCKH"}
    change(Agency, {"id": first.id}, place_name="Hoằng Hóa", successor_id=second.id, **old)
    new = {"name": "Phòng Kinh tế", "short_name": "Phòng KT"}
    change(Agency, {"id": second.id}, place_name="Hoằng Hóa", **new)
    assert widened("phòng kinh tế").also == ("Phòng Tài chính và Kế hoạch",)
    assert widened("phong tckh").also == ("Phòng KT",)
    assert widened("hoằng hóa").also == ()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("xã HK 12", 'xã HK OR "hoang kim" OR "hoang phu" OR "hoang quy" OR "hoang trung" 12'),
        ("x.ht", 'x.ht OR "hoang trung" OR "hoang kim" OR "hoang phu" OR "hoang quy"'),
        ("thị trấn BS và xã BS", 'thị trấn BS OR "but son" và xã BS OR "but son"'),
        ("thị trấn ZZ", "thị trấn ZZ"),
        ("huyện HK", "huyện HK"),
        ("đường HK", "đường HK"),
        ("xã họ", "xã họ"),
        ("xã KH-UBND", "xã KH-UBND"),
        ('"xã HK"', '"xã HK"'),
    ],
)
def test_initials_behind_what_a_place_is_are_all_the_places_that_have_them(merged, typed, said):
    for other in db.session.query(Agency).filter_by(level="xa").order_by("id")[4:]:
        change(Agency, {"id": other.id}, place_name="Bút Sơn")
    assert widened(typed).said == said


def test_a_word_that_is_one_is_no_initials_unless_in_capitals(merged):
    """“xã ta” is our own commune, not Tân An."""
    other = db.session.query(Agency).filter_by(level="xa").order_by("id")[5]
    change(Agency, {"id": other.id}, place_name="Tân An")
    assert widened("xã ta").said == "xã ta"
    assert widened("xã TA").said == 'xã TA OR "tan an"'


def test_which_place_lan_may_have_meant_the_page_says(one_app):
    cast = Cast(one_app)
    first, second = db.session.query(Agency).filter_by(level="xa").order_by("id")[:2]
    change(Agency, {"id": first.id}, place_name="Hoằng Đạo")
    change(Agency, {"id": second.id}, place_name="Hải Dương")
    found = {
        name: arrivals(cast.lan.actor, 1, subject=f"V/v đê xã {name}")[0]
        for name in ("Hoằng Đạo", "Hải Dương")
    }
    arrivals(cast.lan.actor, 1, subject="V/v hợp đồng của xã")
    for typed, places in (("xã HD", {"Hoằng Đạo", "Hải Dương"}), ("xã HĐ", {"Hoằng Đạo"})):
        got = cast.lan.sees(f"/search?q={typed}")
        assert {one["id"] for one in got["items"]} == {found[name] for name in places}
        assert set(got["also"]) >= places and got["beside"] == ""
    page = cast.lan.browser().get("/search?q=xã HĐ").text
    assert "Kể cả theo tên đầy đủ, tên trước hoặc sau sắp xếp: Hoằng Đạo" in page


@pytest.fixture
def split(merged) -> Cast:
    """The work of Hoằng Phú went to Hoằng Kim, some of it to Hoằng Lộc, some up to the district."""
    agencies = {one.place_name: one for one in db.session.query(Agency)}
    old = db.session.query(Agency).filter_by(place_name="Hoằng Phú").one()
    lower = [one for one in agencies.values() if one.level == "xa" and one.id != old.id]
    loc = next(one for one in lower if not one.place_name.startswith("Hoằng "))
    change(Agency, {"code": loc.code}, place_name="Hoằng Lộc")
    for heir in (loc.id, old.parent_id):
        post = db.session.query(Position).filter_by(agency_id=heir).order_by("id").first()
        change(Position, {"id": post.id}, inherits=["p:1", f"a:{old.id}", f"a:{old.id}:CLERK"])
    return merged


def test_one_that_was_split_is_found_by_each_of_its_heirs(split):
    also = ("Hoằng Kim", "Hoằng Lộc", "Hoằng Trung")
    assert widened("hoằng phú").also == also
    assert widened("đê hoang loc") == ('đê "hoang loc" OR "hoang phu"', ("Hoằng Phú",))
    old = arrivals(split.lan.actor, 1, subject="V/v đê xã Hoằng Phú")[0]
    for typed in ("đê hoằng lộc", "đê hoằng kim", "đê hoằng trung"):
        got = split.lan.asks("GET", "/search", query_string={"q": typed}).json
        assert [one["id"] for one in got["items"]] == [old], typed
    assert split.lan.sees("/search?q=đê hoằng đông")["items"] == []


def test_a_superior_that_took_some_of_the_work_is_no_heir(split):
    above = db.session.query(Agency).filter_by(place_name="Hoằng Phú").one().parent
    assert above.place_name not in widened("hoằng phú").also
    assert widened(above.place_name).also == ()


def test_a_commune_that_bears_the_name_of_the_district_brings_its_neighbours_nothing(merged):
    """Hoằng Phú goes on under its name and has some of the district's work; Hoằng Hóa is a commune
    too from now on, and Hoằng Quỳ went into that one."""
    first, second, *_, last = db.session.query(Agency).filter_by(level="xa").order_by("id")
    above = first.parent
    change(Agency, {"id": first.id}, place_name="Hoằng Phú", successor_id=last.id)
    change(Agency, {"id": last.id}, place_name="Hoằng Phú", successor_id=None)
    new = db.session.query(Agency).filter_by(place_name="Hoằng Trung").one()
    change(Agency, {"id": new.id}, place_name=above.place_name)
    change(Agency, {"id": second.id}, place_name="Hoằng Quỳ", successor_id=new.id)
    change(Agency, {"id": above.id}, successor_id=new.id)
    post = db.session.query(Position).filter_by(agency_id=last.id).order_by("id").first()
    change(Position, {"id": post.id}, inherits=[f"a:{above.id}"])
    assert widened("đê hoằng phú").also == (above.place_name,)
    assert widened("hoằng quỳ").also == (above.place_name,)
    assert "Hoằng Phú" in widened(above.place_name).also
