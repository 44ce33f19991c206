"""A guest of some matters gets their papers and no others; a site those that it is part of."""

import html
from typing import Any

from tests.cast import Cast, Hand
from tests.office.meetings.gathering import does, entered, item, opened, plan, planned
from tests.office.meetings.test_pages import Page
from tests.office.meetings.test_planning import sends, typed
from tests.office.meetings.test_refusals import no
from tests.office.outcome import reads, refused
from tests.office.papers import registered

BUDGET, ROAD, PEOPLE = "Dự toán năm 2027", "Đường liên xã", "Nhân sự phòng Nội vụ"


def papers(cast: Cast) -> list[str]:
    """Three letters, which the planner and no guest reads."""
    return [registered(cast, number=str(n)) for n in (71, 72, 73)]


def agenda(three: list[str], **more: dict[str, Any]) -> list[dict[str, Any]]:
    """The budget, the road, and a closed matter; `more` by the number of a matter."""
    rows = ({"title": BUDGET}, {"title": ROAD}, {"title": PEOPLE, "closed": True})
    return [
        row | {"documents": [paper[1:]]} | more.get(f"m{n}", {})
        for n, (row, paper) in enumerate(zip(rows, three, strict=True), 1)
    ]


def read_by(hand: Hand, three: list[str]) -> list[bool]:
    return [reads(hand, one) for one in three]


def listed(hand: Hand, path: str) -> list[int]:
    return [len(one["documents"]) for one in hand.sees(path)["agenda"]]


def test_a_guest_of_the_road_gets_the_roads_paper_alone(one_cast: Cast):
    """He may come in for it; what lies before the other matters is not his to read."""
    cast, three = one_cast, papers(one_cast)
    path = entered(cast, agenda=agenda(three, m2={"guests": [cast.thu.account]}),
                   guests=[cast.lien.account])  # fmt: skip
    assert read_by(cast.thu, three) == [False, True, False]
    assert listed(cast.thu, path) == [0, 1, 0]
    text = html.unescape(cast.thu.browser().get(path).text)
    assert BUDGET in text and three[0] not in text and three[1] in text
    assert listed(cast.lien, path) == [1, 1, 0], "named for the whole meeting: all that is open"
    assert read_by(cast.tckh, three) == [True, True, True], "a member all of it"
    (kept,) = cast.thu.browser().get(f"{path}/kept").json["files"] or [{"href": three[1]}]
    assert kept["href"].startswith(three[1])


def test_of_a_closed_matter_he_who_presents_it_is_lent_its_paper_and_nobody_else(one_cast: Cast):
    cast, three = one_cast, papers(one_cast)
    path = entered(cast, agenda=agenda(three, m3={"rapporteur": cast.thu.account}),
                   guests=[cast.son.account])  # fmt: skip
    assert read_by(cast.thu, three) == [False, False, True]
    assert cast.thu.sees(path)["agenda"][2]["title"] == PEOPLE
    assert listed(cast.son, path) == [1, 1, 0]


def test_a_guest_is_called_to_a_closed_matter_by_name(one_cast: Cast):
    cast, three = one_cast, papers(one_cast)
    path = opened(cast, agenda=agenda(three, m3={"guests": [cast.thu.account]}),
                  guests=[cast.nam.account])  # fmt: skip
    assert cast.thu.sees(path)["agenda"][2]["title"] == PEOPLE
    assert cast.nam.sees(path)["agenda"][2]["title"] == "Nội dung họp kín"
    assert cast.nam.sees(path)["agenda"][2]["guests"] == []
    assert read_by(cast.thu, three) == [False, False, True]
    shown = {"item": item(cast.minh, path, 3), "document": three[2][1:], "page": 1}
    does(cast.minh, path, "start_item", item=shown["item"])
    does(cast.minh, path, "show_page", **shown)
    assert cast.thu.sees(path)["shown"] and not cast.nam.sees(path)["shown"]


def test_what_the_chair_shows_of_another_matter_is_not_shown_to_him(one_cast: Cast):
    cast, three = one_cast, papers(one_cast)
    path = opened(cast, agenda=agenda(three, m2={"guests": [cast.thu.account]}))
    first = item(cast.minh, path)
    does(cast.minh, path, "start_item", item=first)
    does(cast.minh, path, "show_page", item=first, document=three[0][1:], page=1)
    assert cast.hoa.sees(path)["shown"] and cast.thu.sees(path)["shown"] is None
    asked = {"item": first, "kind": "open", "question": "Thông qua?"}
    does(cast.minh, path, "open_vote", **asked)
    assert (
        cast.hoa.sees(path)["votes"][0]["papers"] and not cast.thu.sees(path)["votes"][0]["papers"]
    )


def test_who_is_named_for_the_whole_and_at_a_closed_matter_gets_what_is_open_and_that(
    one_cast: Cast,
):
    cast, three = one_cast, papers(one_cast)
    who = [cast.thu.account]
    entered(cast, agenda=agenda(three, m3={"guests": who}), guests=who)
    assert read_by(cast.thu, three) == [True, True, True]


def test_who_comes_for_the_whole_is_not_said_to_come_for_each_matter(one_cast: Cast):
    cast, three = one_cast, papers(one_cast)
    rows = agenda(three, m2={"guests": [cast.thu.account, cast.son.account]})
    path = planned(cast, agenda=rows, guests=[cast.thu.account])
    shown = html.unescape(cast.tuan.browser().get(path).text)
    assert shown.count("Mời riêng: ") == 1 and f"Mời riêng: {cast.son.actor.name}<" in shown


def test_the_secretary_reads_what_he_writes_down(one_cast: Cast):
    """He sits there as a guest, and keeps the minutes of the closed matter too."""
    cast, three = one_cast, papers(one_cast)
    path = entered(cast, agenda=agenda(three), secretaries=[cast.thu.account])
    assert read_by(cast.thu, three) == [True, True, True] and listed(cast.thu, path) == [1, 1, 1]


def test_whoever_is_sent_in_his_place_reads_the_same(one_cast: Cast):
    cast, three = one_cast, papers(one_cast)
    path = entered(cast, agenda=agenda(three, m2={"guests": [cast.tckh.account]}),
                   delegates=[cast.binh.account, cast.hoa.account])  # fmt: skip
    does(cast.tckh, path, "send_substitute", substitute=cast.thu.account, reason="Đi công tác")
    assert read_by(cast.thu, three) == [False, True, False]
    assert cast.tuan.sees(path)["agenda"][1]["guests"] == [cast.thu.account]


def test_a_marked_copy_is_his_alone_whose_matter_it_is(one_cast: Cast):
    cast, three = one_cast, papers(one_cast)
    only = {"view_only": True, "guests": [cast.thu.account]}
    path = entered(cast, agenda=agenda(three, m2=only, m1={"view_only": True}))
    assert cast.thu.asks("GET", f"{path}/papers{three[1]}").status_code == 200
    refused(cast.thu.asks("GET", f"{path}/papers{three[0]}"), "not_found")


def test_a_matter_that_comes_later_has_guests_who_sit_there(one_cast: Cast):
    cast, three = one_cast, papers(one_cast)
    path = entered(cast, agenda=agenda(three)[:2], guests=[cast.thu.account])
    said = {"title": "Việc gấp", "documents": [three[2][1:]], "closed": True}
    no(cast.tuan, path, "add_item", "not_in_the_meeting", **said, guests=[cast.nam.account])
    does(cast.tuan, path, "add_item", **said, guests=[cast.thu.account])
    assert reads(cast.thu, three[2])
    page = Page(cast.tuan, path)
    given = {"title": "Việc khác nữa", "documents": three[2][1:], "guests": cast.thu.account}
    assert page.presses("add_item", **given).status_code == 302
    assert cast.tuan.sees(path)["agenda"][3]["guests"] == [cast.thu.account]


def test_the_plan_names_them_at_their_matter_and_reads_the_same_again(one_cast: Cast):
    cast = one_cast
    named = {"item.1.guests": [cast.thu.account], "item.2.guests.typed": cast.son.account}
    made = sends(cast, **typed(cast) | named)
    assert made.status_code == 302
    seen = cast.tuan.sees(made.location)
    assert [one["guests"] for one in seen["agenda"]] == [[cast.thu.account], [cast.son.account]]
    page = html.unescape(cast.tuan.browser().get(f"{made.location}/edit").text)
    for n, who in ((1, cast.thu), (2, cast.son)):
        begins = page.index(f'name="item.{n}.guests"')
        assert who.account in page[begins : begins + 900]
    whole = page[page.index('name="guests"') : page.index('name="observers"')]
    assert cast.nam.account in whole and cast.thu.account not in whole
    shown = html.unescape(cast.tuan.browser().get(made.location).text)
    assert f"Mời riêng: {cast.thu.actor.name}" in shown


SITES = ("Hoằng Phú", "Hoằng Đồng")


def of_sites(cast: Cast) -> dict[str, Any]:
    return {"sites": [{"name": SITES[0], "head": cast.anh.account},
                      {"name": SITES[1], "head": cast.dao2.account}]}  # fmt: skip


def test_a_site_reads_the_matters_that_it_is_part_of(one_cast: Cast):
    """One screen, many people: what lies before another commune is not put on it (§10.12)."""
    cast, three = one_cast, papers(one_cast)
    rows = agenda(three, m2={"sites": [SITES[1]]})
    path = entered(cast, agenda=rows, **of_sites(cast))
    assert read_by(cast.anh, three) == [True, False, False]
    assert read_by(cast.dao2, three) == [True, True, False]
    assert listed(cast.anh, path) == [1, 0, 0] and listed(cast.dao2, path) == [1, 1, 0]
    assert cast.anh.sees(path)["agenda"][2]["title"] == PEOPLE, (
        "a delegate hears of it all the same"
    )
    assert cast.tuan.sees(path)["agenda"][1]["sites"] == [SITES[1]]


def test_of_a_closed_matter_the_site_that_is_named_reads(one_cast: Cast):
    cast, three = one_cast, papers(one_cast)
    entered(cast, agenda=agenda(three, m3={"sites": [SITES[0]]}), **of_sites(cast))
    assert read_by(cast.anh, three)[2] and not read_by(cast.dao2, three)[2]


def test_a_site_that_is_none_of_the_meetings_is_refused_at_its_matter(one_cast: Cast):
    cast = one_cast
    said = {"title": "x", "kind": "phien_hop_ubnd", "agenda": [{"title": BUDGET, "sites": ["Nga"]}]}
    got = cast.tuan.asks("POST", "/meetings", json=plan(cast, **said))
    refused(got, "no_such_site")
    assert planned(cast, agenda=[{"title": BUDGET, "sites": [SITES[0]]}], **of_sites(cast))
