"""Four levels in one meeting: a commune and its village as sites, counted by heads (§10.12)."""

import datetime as dt

import pytest

from server import clock, outbox
from server.meetings.live import events, sweeping
from server.sockets import socketio
from tests.office.meetings.gathering import does, entered, id_of, opened, plan, planned, voting
from tests.office.outcome import refused

VILLAGE = "Thôn Phú Trung"


def conference(cast, **more) -> dict:
    """Hoằng Phú with a village below it; Đào heads the first, the commune's officer the second."""
    return {
        "sites": [
            {"name": "Hoằng Phú", "head": cast.dao.account, "people": [cast.anh.account]},
            {"name": VILLAGE, "under": "Hoằng Phú", "head": cast.cv_xa.account},
        ]
    } | more


def sites(hand, path: str) -> dict[str, dict]:
    return {one["name"]: one for one in hand.sees(path)["site_board"]}


def state_of(hand, path: str, who) -> str:
    rows = hand.sees(path)["attendance"]
    return next(one["state"] for one in rows if one["account"] == who.account)


@pytest.fixture
def ear(one_app, monkeypatch):
    """The process that holds the sockets, as it begins."""
    monkeypatch.setattr(events, "_said", {})
    monkeypatch.setitem(outbox._mouth, "open", True)
    made = []

    def opens(hand, path: str):
        page = socketio.test_client(one_app, flask_test_client=hand.browser())
        assert page.emit("join", {"meeting": id_of(path)}, callback=True)["ok"]
        made.append(page)
        return page

    yield opens
    for page in made:
        page.disconnect()


def heard(page, kind: str) -> list[dict]:
    said = [one["args"][0] for one in page.get_received() if one["name"] == "ev"]
    return [one for one in said if one["kind"] == kind]


def test_sites_are_a_tree_and_their_people_come_as_delegates(one_cast):
    path = entered(one_cast, **conference(one_cast))
    board = one_cast.minh.sees(path)["site_board"]
    assert [(one["name"], one["depth"], one["people"]) for one in board] == [
        ("Hoằng Phú", 0, 2),
        (VILLAGE, 1, 1),
    ]
    parts = {one["account"]: one["parts"] for one in one_cast.minh.sees(path)["attendance"]}
    assert parts[one_cast.dao.account] == ["DELEGATE"]
    assert one_cast.anh.sees(path)["sites"] == ["Hoằng Phú", VILLAGE]


def test_a_site_that_is_only_named_seats_who_comes_from_that_agency(one_cast):
    name = one_cast.anh.actor.agency_name
    path = entered(one_cast, sites=[name], attending=[one_cast.anh.account])
    assert sites(one_cast.minh, path)[name]["head"] == one_cast.anh.account


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ([{"name": VILLAGE, "under": "Hoằng Phú"}, "Hoằng Phú"], "no_such_site"),
        ([{"name": n, "head": "vanthu.hoangphu"} for n in ("Một", "Hai")], "sits_at_two_sites"),
    ],
)
def test_a_plan_whose_sites_do_not_fit_together_is_refused_in_words(one_cast, wrong, code):
    got = one_cast.tuan.asks("POST", "/meetings", json=plan(one_cast, sites=wrong))
    assert refused(got, code)["status"] == 422


def test_the_head_of_a_site_signs_in_whom_he_sees_and_nobody_elses(one_cast):
    path = entered(one_cast, **conference(one_cast))
    does(one_cast.dao, path, "check_in")
    does(one_cast.dao, path, "check_in", person=one_cast.anh.account)
    row = next(
        one
        for one in one_cast.minh.sees(path)["attendance"]
        if one["account"] == one_cast.anh.account
    )
    assert (row["state"], row["note"]) == ("PRESENT", f"{one_cast.dao.actor.name}: Hoằng Phú")
    assert sites(one_cast.minh, path)["Hoằng Phú"]["present"] == 2
    other = {"person": one_cast.cv_xa.account, "reason": "Tôi thấy"}
    got = one_cast.dao.asks("POST", f"{path}/actions/check_in", json=other)
    refused(got, "is_own_or_secretarys")
    does(one_cast.dao, path, "leave", person=one_cast.anh.account)
    assert sites(one_cast.minh, path)["Hoằng Phú"]["present"] == 1


def test_the_chair_turns_a_sites_sound_off_and_whoever_is_given_the_floor_is_heard(one_cast, ear):
    path = opened(one_cast, **conference(one_cast))
    does(one_cast.dao, path, "check_in")
    for hand in (one_cast.dao, one_cast.tuan):
        refused(hand.asks("POST", f"{path}/actions/mute_site", json={"site": 1}), "wrong_role")
    page = ear(one_cast.dao, path)
    does(one_cast.minh, path, "mute_site", site=1)
    (said,) = heard(page, "site.changed")
    assert (said["site"], said["muted"]) == (1, True)
    does(one_cast.minh, path, "mute_site", site=1)  # it is off already
    assert not heard(page, "site.changed")
    muted = {name: one["muted"] for name, one in sites(one_cast.hoa, path).items()}
    assert muted == {"Hoằng Phú": True, VILLAGE: False}
    does(one_cast.minh, path, "give_floor", person=one_cast.dao.account)
    (said,) = heard(page, "site.changed")
    assert (said["site"], said["muted"]) == (1, False)
    got = one_cast.minh.asks("POST", f"{path}/actions/mute_site", json={"site": 9})
    refused(got, "no_such_site")


def test_the_chair_has_a_sites_sound_back_on(one_cast):
    path = opened(one_cast, **conference(one_cast))
    for muted in (True, False):
        does(one_cast.minh, path, "mute_site", site=2, muted=muted)
        assert sites(one_cast.minh, path)[VILLAGE]["muted"] is muted


def test_the_head_counts_who_has_no_account_and_the_room_hears_it(one_cast, ear):
    path = entered(one_cast, **conference(one_cast))
    chair = ear(one_cast.minh, path)
    does(one_cast.cv_xa, path, "count_site", site=2, others=23)
    (said,) = heard(chair, "site.changed")
    assert (said["site"], said["others"]) == (2, 23)
    does(one_cast.tuan, path, "count_site", site=2, others=24)
    assert sites(one_cast.hoa, path)[VILLAGE]["others"] == 24
    for hand in (one_cast.dao, one_cast.minh):
        got = hand.asks("POST", f"{path}/actions/count_site", json={"site": 2, "others": 1})
        refused(got, "heads_the_site")
    got = one_cast.tuan.asks("POST", f"{path}/actions/count_site", json={"site": 9, "others": 1})
    refused(got, "no_such_site")


def test_the_line_of_the_head_keeps_his_people_here_and_a_lost_site_leaves_the_quorum(
    one_cast, ear, monkeypatch
):
    """Three of four members are needed; Hoa is one of them, and sits before Đào's screen."""
    at = [{"name": "Hoằng Phú", "head": one_cast.dao.account, "people": [one_cast.hoa.account]}]
    path = opened(one_cast, ("minh", "binh", "tckh"), sites=at)
    chair, screen = ear(one_cast.minh, path), ear(one_cast.dao, path)
    does(one_cast.dao, path, "check_in", person=one_cast.hoa.account)
    does(one_cast.tckh, path, "leave")
    sweeping.look()
    assert [one["line"] for one in heard(chair, "site.changed")] == ["JOINED"]
    _later(monkeypatch, 25)
    screen.emit("presence", {"meeting": id_of(path)}, callback=True)
    _later(monkeypatch, 50)
    sweeping.look()
    assert state_of(one_cast.minh, path, one_cast.hoa) == "LATE"
    _later(monkeypatch, 57)
    sweeping.look()
    (lost,) = heard(chair, "site.changed")
    assert (lost["line"], lost["here"], lost["reached"]) == ("LOST", 2, False)
    assert state_of(one_cast.minh, path, one_cast.hoa) == "DISCONNECTED"
    asked = {"item": 1, "kind": "open", "question": "Thông qua?"}
    refused(one_cast.minh.asks("POST", f"{path}/actions/open_vote", json=asked), "has_quorum")
    screen.emit("presence", {"meeting": id_of(path)}, callback=True)
    sweeping.look()
    assert [one["line"] for one in heard(chair, "site.changed")] == ["JOINED"]
    assert voting(one_cast, path)
    told = one_cast.tuan.browser().get(f"{path}/record").text
    assert told.count("Điểm cầu Hoằng Phú đã kết nối") == 2
    assert told.count("Điểm cầu Hoằng Phú mất kết nối") == 1


def _later(monkeypatch, seconds: int) -> None:
    moment = clock.now() + dt.timedelta(seconds=seconds)
    for place in ("live.lines", "models", "sites.minding", "sites.sites", "views"):
        monkeypatch.setattr(f"server.meetings.{place}.now", lambda: moment)


def test_minutes_and_the_technicians_table_say_it_by_site(one_cast, ear):
    path = opened(one_cast, **conference(one_cast, technician=one_cast.mai.account))
    does(one_cast.dao, path, "check_in")
    does(one_cast.cv_xa, path, "count_site", site=2, others=23)
    ear(one_cast.dao, path)
    head = one_cast.dao.actor.name
    told = one_cast.tuan.browser().get(f"{path}/minutes").text
    assert f"Điểm cầu Hoằng Phú: 1/2 đại biểu, trưởng điểm cầu: {head}" in told
    assert f"Điểm cầu {VILLAGE}: 0/1 đại biểu, 23 người khác" in told
    table = one_cast.mai.browser().get(f"{path}/lines").text
    assert head in table and "điểm cầu Hoằng Phú" in table
    never = table.partition("Chưa mở phòng họp trên máy: ")[2]
    assert one_cast.hoa.actor.name in never and head not in never


def test_a_changed_plan_keeps_its_sites_as_they_were(one_cast):
    cast = one_cast
    path = planned(cast, **conference(cast))
    before = sites(cast.tuan, path)
    seen = cast.tuan.asks("GET", path)
    got = cast.tuan.asks("PATCH", path, json={"title": "Hội nghị khác"}, match=seen.headers["ETag"])
    assert got.status_code == 200, got.text
    assert sites(cast.tuan, path) == before and before[VILLAGE]["head"] == cast.cv_xa.account


def test_who_looks_after_a_village_is_not_sought_in_his_commune_too(one_cast):
    """The commune is only named; its officer, who comes from there, heads the village."""
    name = one_cast.anh.actor.agency_name
    village = {"name": VILLAGE, "under": name, "head": one_cast.cv_xa.account}
    path = entered(one_cast, sites=[name, village], attending=[one_cast.anh.account])
    heads = {one: row["head"] for one, row in sites(one_cast.minh, path).items()}
    assert heads == {name: one_cast.anh.account, VILLAGE: one_cast.cv_xa.account}


# how many are expected


def expecting(cast) -> dict:
    told = conference(cast)
    for one, n in zip(told["sites"], (12, 40), strict=True):
        one["expected"] = n
    return told


def test_who_was_expected_stands_beside_who_was_counted(one_cast):
    """In the room, on the page, and in the minutes."""
    path = opened(one_cast, **expecting(one_cast))
    does(one_cast.dao, path, "check_in")
    does(one_cast.dao, path, "count_site", site=1, others=9)
    board = sites(one_cast.minh, path)
    assert {name: one["expected"] for name, one in board.items()} == {"Hoằng Phú": 12, VILLAGE: 40}
    page = one_cast.minh.browser().get(path).text
    assert '<td class="num">12</td><td class="num">10</td>' in page
    text = "\n".join(one["text"] for one in one_cast.tuan.sees(f"{path}/minutes")["items"])
    assert "1/2 đại biểu, 9 người khác, đếm được 10/12 người dự kiến" in text
    assert f"Điểm cầu {VILLAGE}: 0/1 đại biểu, đếm được 0/40 người dự kiến" in text


def changes(hand, path: str, **said):
    hand.sees(path)
    return hand.asks("PATCH", path, json=said, match=hand.seen[path])


def test_the_tree_of_a_draft_is_changed_whole_as_the_page_makes_it(one_cast):
    """A village hall by a free name, its head, how many are expected; the rest stays."""
    cast = one_cast
    path = planned(cast, sites=["UBND xã Hoằng Phú"], attending=[cast.anh.account])
    tree = [
        {"name": "UBND xã Hoằng Phú", "expected": 20},
        {"name": "Nhà văn hóa thôn Đông", "under": "UBND xã Hoằng Phú",
         "head": cast.cv_xa.account, "people": [cast.dao.account], "expected": 35},
    ]  # fmt: skip
    got = changes(cast.tuan, path, sites=tree)
    assert got.status_code == 200, got.text
    board = got.json["site_board"]
    told = [(o["name"], o["depth"], o["head"], o["people"], o["expected"]) for o in board]
    assert told == [
        ("UBND xã Hoằng Phú", 0, cast.anh.account, 1, 20),
        ("Nhà văn hóa thôn Đông", 1, cast.cv_xa.account, 2, 35),
    ]
    assert changes(cast.tuan, path, title="Hội nghị").json["site_board"] == board
    one = changes(cast.tuan, path, sites=["UBND xã Hoằng Phú"]).json["site_board"]
    assert [(o["name"], o["expected"]) for o in one] == [("UBND xã Hoằng Phú", 0)]


def test_a_tree_that_does_not_hang_together_changes_nothing(one_cast):
    path = planned(one_cast, sites=["UBND xã Hoằng Phú"])
    before = one_cast.tuan.sees(path)["site_board"]
    wrong = [{"name": VILLAGE, "under": "Hoằng Đồng"}]
    refused(changes(one_cast.tuan, path, sites=wrong), "no_such_site")
    assert one_cast.tuan.sees(path)["site_board"] == before
