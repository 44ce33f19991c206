"""A guest hears of the matters that he is called to; of a closed one, only that there is one."""

from server.meetings.live import events
from tests.cast import PIN
from tests.office.meetings.gathering import does, entered, id_of, item, opened, voting
from tests.office.meetings.test_inviting import drafted
from tests.office.outcome import refused

SECRET = "Nhân sự phòng Nội vụ"


def agenda(**closed):
    return [{"title": "Dự toán năm 2027"}, {"title": SECRET, "closed": True} | closed]


def titles(hand, path):
    return [one["title"] for one in hand.sees(path)["agenda"]]


def test_a_guest_reads_no_title_of_a_closed_matter_and_members_read_it(one_cast):
    cast = one_cast
    path = entered(cast, agenda=agenda(), guests=[cast.nam.account], attending=[cast.anh.account])
    assert titles(cast.nam, path) == ["Dự toán năm 2027", "Nội dung họp kín"]
    for hand in (cast.minh, cast.hoa, cast.tuan, cast.anh):
        assert titles(hand, path)[1] == SECRET
    browser = cast.nam.browser()
    for where in (path, f"{path}/stances", f"{path}/meeting.ics"):
        assert SECRET not in browser.get(where).text
    assert SECRET in cast.hoa.browser().get(path).text


def test_who_presents_it_is_called_to_it(one_cast):
    cast = one_cast
    presented = agenda(rapporteur=cast.nam.account)
    path = entered(cast, agenda=presented, guests=[cast.anh.account])
    assert titles(cast.nam, path)[1] == SECRET
    assert titles(cast.anh, path)[1] == "Nội dung họp kín"


def test_its_vote_is_not_a_guests_and_the_room_hears_no_word_of_it(one_cast):
    cast = one_cast
    path = opened(cast, agenda=agenda(), guests=[cast.nam.account])
    second = item(cast.minh, path, 2)
    does(cast.minh, path, "start_item", item=second)
    vote = voting(cast, path, item=second, question=f"{SECRET}: đồng ý?")
    does(cast.hoa, path, "cast", vote=vote, choice="for")
    does(cast.minh, path, "close_vote", vote=vote)
    does(cast.minh, path, "end_item", item=second, conclusion=SECRET)
    assert cast.nam.sees(path)["votes"] == [] and len(cast.hoa.sees(path)["votes"]) == 1
    told = [events.told(one) for one in events.since(id_of(path), 0)]
    heard = {one["kind"]: one for one in told if one.get("closed")}
    assert {"item.current", "vote.opened", "vote.result", "item.ended"} <= heard.keys()
    assert SECRET not in str(told) and "counts" not in heard["vote.result"]


def test_the_minutes_tell_of_all_matters_and_are_not_for_a_guest(one_cast):
    cast = one_cast
    path = opened(cast, agenda=agenda(), guests=[cast.nam.account])
    does(cast.minh, path, "close")
    refused(cast.nam.asks("GET", f"{path}/minutes"), "not_found")
    refused(cast.nam.asks("GET", f"{path}/files/1"), "not_found")
    browser = cast.nam.browser()
    for where in ("minutes", "minutes/1/file", "files/1"):
        assert browser.get(f"{path}/{where}").status_code == 404
    assert cast.hoa.sees(f"{path}/minutes")["items"]
    assert cast.hoa.browser().get(f"{path}/minutes").status_code == 200


def test_an_invitation_goes_to_guests_too(one_cast):
    _path, paper = drafted(one_cast, agenda=agenda())
    page = one_cast.tuan.browser().get(f"{paper}/edit").text
    assert SECRET not in page and "2. Nội dung họp kín (thành phần riêng)." in page


def test_signed_minutes_of_closed_matters_are_found_by_no_word_where_a_guest_sits(one_cast):
    """Nam would read in a search what the minutes keep from him."""
    cast = one_cast
    path = opened(cast, agenda=agenda(), guests=[cast.nam.account])
    does(cast.tuan, path, "remark", text="Điều động cán bộ lâu năm")
    does(cast.minh, path, "close")
    does(cast.tuan, path, "draft_minutes")
    assert cast.tuan.does(path, "sign_minutes", {"pin": PIN}).status_code == 200
    for hand in (cast.nam, cast.hoa):
        assert hand.sees("/search?q=điều động cán bộ lâu năm")["items"] == []
    assert len(cast.nam.sees("/search?q=dự toán năm 2027")["items"]) == 1
