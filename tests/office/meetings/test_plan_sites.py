"""A conference of four levels is planned in the browser, from province to village (§10.12)."""

import datetime as dt
import html
import re

import pytest

from server.clock import now
from server.meetings.plan import site_rows as plan_sites
from tests.office.outcome import says

PROVINCE, DISTRICT = "UBND tỉnh Thanh Hóa", "UBND huyện Hoằng Hóa"
COMMUNE, OTHER = "UBND xã Hoằng Phú", "UBND xã Hoằng Đồng"
VILLAGE = "Nhà văn hóa thôn Đông"
NEW = "/meetings/new"


def levels(cast) -> dict[str, str]:
    """Province, district, commune and village, typed with the village first."""
    return {
        "site.1.name": VILLAGE, "site.1.under": "4", "site.1.head": cast.cv_xa.account,
        "site.2.name": PROVINCE, "site.2.under": "",
        "site.3.name": DISTRICT, "site.3.under": "2", "site.3.head": cast.nam.account,
        "site.4.name": COMMUNE, "site.4.under": "3", "site.4.head": cast.anh.account,
        "site.4.people.typed": cast.dao.account, "site.4.expected": "25",
    }  # fmt: skip


def typed(cast, **more) -> dict:
    start = now() + dt.timedelta(days=3)
    return {
        "kind": "hoi_nghi_truc_tuyen", "title": "Hội nghị bốn cấp", "room": "Hội trường",
        "starts_at": f"{start:%d/%m/%Y} 08:00", "chair": cast.minh.account,
        "secretary": cast.tuan.account, "delegates": [cast.hoa.account],
        "item.1.title": "Phòng, chống bão", "seen": "1",
    } | levels(cast) | more  # fmt: skip


def sends(cast, said: dict, path: str = NEW):
    browser = cast.tuan.browser()
    token = re.findall(r'name="csrf_token" value="([^"]*)"', browser.get(NEW).text)[0]
    return browser.post(path, data={"csrf_token": token} | said)


def rows(page: str) -> list[tuple[str, str, str]]:
    """Each site that a page shows: its name, which one it hangs under, how deep it stands."""
    found = []
    for part in page.split('<fieldset class="matter site"')[1:]:
        name = re.search(r'name="site\.\d+\.name" value="([^"]*)"', part)
        above = re.search(r'<option value="[^"]+" selected>([^<]*)', part.split(".head")[0])
        depth = re.search(r'data-depth="(\d)"', part)
        assert name and depth
        found.append((html.unescape(name[1]), above[1] if above else "", depth[1]))
    return found


FOUR = [
    (PROVINCE, "", "0"), (DISTRICT, PROVINCE, "1"), (COMMUNE, DISTRICT, "2"),
    (VILLAGE, COMMUNE, "3"),
]  # fmt: skip


def test_a_conference_of_four_levels_is_planned_and_reads_the_same_again(one_cast):
    """Tuấn names a village hall, its commune, district and province, and who sits where."""
    made = sends(one_cast, typed(one_cast))
    assert made.status_code == 302, made.text
    board = one_cast.tuan.sees(made.location)["site_board"]
    assert [(one["name"], one["depth"], one["people"]) for one in board] == [
        (PROVINCE, 0, 0), (DISTRICT, 1, 1), (COMMUNE, 2, 2), (VILLAGE, 3, 1),
    ]  # fmt: skip
    assert [one["head"] for one in board[1:]] == [
        one_cast.nam.account, one_cast.anh.account, one_cast.cv_xa.account,
    ]  # fmt: skip
    assert [one["expected"] for one in board] == [0, 0, 25, 0]
    page = one_cast.tuan.browser().get(f"{made.location}/edit").text
    assert rows(page) == FOUR and 'name="site.3.expected" value="25"' in page
    assert re.search(rf'<option value="{re.escape(one_cast.dao.account)}" selected>', page)


def test_a_village_is_hung_elsewhere_and_what_hangs_below_a_new_name_stays(one_cast):
    path = sends(one_cast, typed(one_cast)).location
    again = typed(one_cast, version=str(one_cast.tuan.sees(path)["version"]))
    again |= {"site.4.name": OTHER, "site.4.people.typed": ""}
    assert sends(one_cast, again, f"{path}/edit").status_code == 302
    page = one_cast.tuan.browser().get(f"{path}/edit").text
    assert rows(page)[2:] == [(OTHER, DISTRICT, "2"), (VILLAGE, OTHER, "3")]
    version = str(one_cast.tuan.sees(path)["version"])
    assert (
        sends(
            one_cast, again | {"site.1.under": "3", "version": version}, f"{path}/edit"
        ).status_code
        == 302
    )
    assert {one[0]: one[1] for one in rows(one_cast.tuan.browser().get(f"{path}/edit").text)}[
        VILLAGE
    ] == DISTRICT


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"site.4.under": "4"}, "Một điểm cầu không thể thuộc chính nó."),
        ({"site.3.under": "1"}, "Các điểm cầu này thuộc lẫn nhau"),
        ({"site.1.under": "77"}, "Không có điểm cầu này"),
        ({"site.4.name": PROVINCE}, "Đã có điểm cầu cùng tên"),
        ({"site.1.name": ""}, "Hãy điền ô này."),
        ({"site.4.people.typed": "Không Có Ai"}, "“Không Có Ai”"),
        ({"site.4.people.typed": "Hoàng"}, "hãy gõ rõ hơn"),
    ],
)
def test_a_tree_that_cannot_be_is_refused_at_its_entry_and_what_was_typed_stays(
    one_cast, wrong, words
):
    got = sends(one_cast, typed(one_cast, **wrong))
    assert got.status_code == 422
    at = re.search(rf'<small class="error" id="m-site\.\d\.\w+-error">[^<]*{words}', got.text)
    assert at, "the words stand at the entry"
    names = {"site.1.name": VILLAGE, "site.4.name": COMMUNE} | wrong
    shown = [one[0] for one in rows(got.text)]
    assert sorted(shown) == sorted([PROVINCE, DISTRICT, names["site.1.name"], names["site.4.name"]])
    assert "Hội nghị bốn cấp" in got.text and f'value="{one_cast.anh.account}"' in got.text
    typed_people = wrong.get("site.4.people.typed", one_cast.dao.account)
    assert html.escape(typed_people) in got.text
    if wrong.get("site.1.under") == "77":
        assert '<option value="77" selected>' in got.text


def test_who_is_unknown_or_sits_at_two_sites_is_named_where_he_was_typed(one_cast):
    got = sends(one_cast, typed(one_cast, **{"site.1.head": "khong.co"}))
    assert got.status_code == 422 and says("unknown_person", got.text)
    assert 'value="khong.co"' in got.text and 'href="#m-site.4.head"' in got.text
    got = sends(one_cast, typed(one_cast, **{"site.1.head": one_cast.anh.account}))
    assert got.status_code == 422 and says("sits_at_two_sites", got.text)
    assert 'href="#m-site.4.head"' in got.text


def test_the_head_of_a_site_is_chosen_by_name_and_no_account_is_typed(one_cast):
    """With script from a list, without it by what only he is called."""
    page = one_cast.tuan.browser().get(f"{NEW}?template=hoi_nghi_truc_tuyen").text
    assert 'data-ask="/meetings/people"' in page.split('name="site.1.head"')[1].split(">")[0]
    said = typed(one_cast, **{"site.1.head": "", "site.1.head.typed": "khong co ai"})
    got = sends(one_cast, said)
    assert got.status_code == 422 and "Không có ai tên" in got.text
    name = one_cast.cv_xa.actor.name
    got = sends(one_cast, said | {"site.1.head.typed": name})
    board = one_cast.tuan.sees(got.location)["site_board"]
    assert name in [one["head_name"] for one in board]


def test_rows_are_added_below_a_site_and_dropped_and_nothing_typed_is_lost(one_cast):
    """The rows stand as a tree: what hung below a dropped one hangs where that hung."""
    start = typed(one_cast)
    for wish, found in (
        ("add", [*FOUR, ("", "", "0")]),
        ("add:2", [*FOUR, ("", DISTRICT, "2")]),
        ("drop:3", [*FOUR[:2], (VILLAGE, DISTRICT, "2")]),
        ("drop:1", [(DISTRICT, "", "0"), (COMMUNE, DISTRICT, "1"), (VILLAGE, COMMUNE, "2")]),
        ("drop:9", FOUR),
        ("fly:x", FOUR),
    ):
        got = sends(one_cast, start | {"tree": wish})
        assert got.status_code == 200 and rows(got.text) == found, wish
        assert "Phòng, chống bão" in got.text


def test_the_template_of_a_conference_begins_with_province_and_communes_round_the_own_room(
    one_cast,
):
    """Who works in the district sits in the room: as a site of its own it took thirteen who were
    there for lost, once no page of its head was open."""
    page = one_cast.tuan.browser().get(f"{NEW}?template=hoi_nghi_truc_tuyen").text
    there = rows(page)
    assert there[0] == FOUR[0] and DISTRICT not in {one[0] for one in there}
    assert (COMMUNE, "", "0") in there and {one[1:] for one in there} == {("", "0")}
    assert not rows(one_cast.tuan.browser().get(f"{NEW}?template=giao_ban").text)


def test_a_poll_in_writing_asks_for_no_site(one_cast):
    assert "sites-title" not in one_cast.tuan.browser().get(f"{NEW}?template=lay_y_kien").text


def test_people_are_looked_up_by_a_few_letters_by_whoever_may_plan(one_cast):
    got = one_cast.tuan.browser().get("/meetings/people?q=hoang phu").json["found"]
    assert one_cast.anh.account in {one["value"] for one in got}
    assert one_cast.minh.account not in {one["value"] for one in got}
    assert one_cast.minh.browser().get("/meetings/people?q=a").status_code == 403


def test_who_is_called_so_stands_before_whoever_has_its_letters_somewhere(one_cast):
    """“hoa” and Enter invited the chair of Hoằng Phú: Hoa herself was the thirtieth."""
    known = one_cast.tuan.browser().get("/meetings/people?q=hoa").json["found"]
    assert known[0]["value"] == one_cast.hoa.account
    assert one_cast.anh.account in {one["value"] for one in known[1:]}
    both = one_cast.tuan.browser().get("/meetings/people?q=hoa le").json["found"]
    assert both[0]["value"] == one_cast.hoa.account


def test_more_than_a_hundred_sites_are_refused_in_words(one_cast):
    many = {f"site.{n}.name": f"Thôn {n}" for n in range(1, plan_sites.MOST + 2)}
    got = sends(one_cast, typed(one_cast) | many)
    assert got.status_code == 422 and "Tối đa 100 điểm cầu." in got.text
