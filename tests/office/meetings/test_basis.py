"""The legal basis of a vote stands beside its result, wherever that is read (VT-04)."""

from server.meetings.live import events
from tests.office.meetings.gathering import does, id_of, item, opened, voting

OWN = "Điều 40 Quy chế làm việc của UBND huyện"
OF_THE_LAW = "Điều 114, 117 Luật Tổ chức chính quyền địa phương 2015"


def voted(cast, path, **more):
    vote = voting(cast, path, **more)
    for hand in (cast.minh, cast.binh, cast.hoa):
        does(hand, path, "cast", vote=vote, choice="for")
    does(cast.minh, path, "close_vote", vote=vote)
    return vote


def test_what_the_chair_typed_stands_in_minutes_pages_and_room(one_cast):
    cast = one_cast
    path = opened(cast)
    vote = voted(cast, path, basis=OWN)
    lines = [one["text"] for one in cast.tuan.sees(f"{path}/minutes")["items"]]
    (told,) = [one for one in lines if "Biểu quyết công khai" in one]
    assert f"được thông qua. Căn cứ: {OWN}." in told
    browser = cast.hoa.browser()
    for page in (path, f"{path}/votes/{vote}/ballots"):
        assert f"Căn cứ: {OWN}" in browser.get(page).text
    (opened_,) = [one for one in events.since(id_of(path), 0) if one.kind == "vote.opened"]
    assert events.told(opened_)["basis"] == OWN


def test_where_he_typed_none_it_is_the_laws(one_cast):
    cast = one_cast
    path = opened(cast)
    voted(cast, path)
    lines = [one["text"] for one in cast.tuan.sees(f"{path}/minutes")["items"]]
    assert any(f"Căn cứ: {OF_THE_LAW}." in one for one in lines)


def test_of_a_closed_matter_the_room_hears_none(one_cast):
    cast = one_cast
    path = opened(cast, agenda=[{"title": "Nhân sự", "closed": True}])
    does(cast.minh, path, "start_item", item=item(cast.minh, path))
    voted(cast, path, basis=OWN)
    assert OWN not in str([events.told(one) for one in events.since(id_of(path), 0)])
