"""A meeting is planned on a page: from a template, with what clashes said before it is kept."""

import datetime as dt
import re

from server.clock import now
from server.meetings.plan import choices
from tests.office.meetings.gathering import does, planned
from tests.office.outcome import refused, says
from tests.office.papers import registered

ROOM = "Phòng họp số 1"


def sends(cast, path="/meetings/new", **typed):
    browser = cast.tuan.browser()
    token = re.findall(r'name="csrf_token" value="([^"]*)"', browser.get("/meetings/new").text)[0]
    return browser.post(path, data={"csrf_token": token} | typed)


def typed(cast, **more):
    start = now() + dt.timedelta(days=3)
    return {
        "kind": "phien_hop_ubnd", "title": "Phiên họp tháng 12", "room": ROOM,
        "starts_at": f"{start:%d/%m/%Y} 08:00",
        "chair": cast.minh.account, "secretary": cast.tuan.account,
        "delegates": [cast.binh.account, cast.hoa.account], "guests": [cast.nam.account],
        "item.1.title": "Dự toán năm 2027", "item.1.minutes": "40", "item.1.needs_vote": "1",
        "item.1.rapporteur": cast.tckh.account, "item.2.title": "Nhân sự", "item.2.closed": "1",
    } | more  # fmt: skip


def test_a_template_brings_agenda_body_and_people(one_cast):
    text = one_cast.tuan.browser().get("/meetings/new?template=phien_hop_ubnd").text
    assert "thường kỳ tháng" in text and 'name="item.4.title"' in text
    chosen = re.findall(r'<option value="([\w.-]+)" selected>', text)
    assert {one_cast.minh.account, one_cast.binh.account, one_cast.hoa.account} <= set(chosen)
    assert one_cast.anh.account in chosen
    assert "Khai mạc, điểm danh các điểm cầu" in (
        one_cast.tuan.browser().get("/meetings/new?template=hoi_nghi_truc_tuyen").text
    )
    assert one_cast.minh.browser().get("/meetings/new").status_code == 403


def test_what_is_planned_is_kept_and_changed_while_it_is_a_draft(one_cast):
    cast = one_cast
    made = sends(cast, **typed(cast))
    assert made.status_code == 302
    path = made.location
    seen = cast.tuan.sees(path)
    assert [one["title"] for one in seen["agenda"]] == ["Dự toán năm 2027", "Nhân sự"]
    assert [one["closed"] for one in seen["agenda"]] == [False, True]
    assert [one["rapporteur"] for one in seen["agenda"]] == [cast.tckh.account, None]
    parts = {one["account"]: one["parts"] for one in seen["attendance"]}
    assert parts[cast.hoa.account] == ["MEMBER"] and parts[cast.nam.account] == ["INVITEE"]
    assert parts[cast.tckh.account] == ["INVITEE", "RAPPORTEUR"]
    again = typed(cast, delegates=[cast.tckh.account], version=str(seen["version"]))
    again.pop("item.2.title")
    again.pop("item.2.closed")
    assert sends(cast, f"{path}/edit", **again).status_code == 302
    after = cast.tuan.sees(path)
    assert [one["title"] for one in after["agenda"]] == ["Dự toán năm 2027"]
    assert after["quorum"]["base"] == 2
    does(cast.minh, path, "schedule")
    assert says("wrong_state", sends(cast, f"{path}/edit", **typed(cast)).text)


def test_a_stale_plan_is_not_laid_over_a_newer_one(one_cast):
    cast = one_cast
    path = planned(cast)
    got = sends(cast, f"{path}/edit", **typed(cast, version="0", title="Tên mới"))
    assert got.status_code in (409, 412) and "Tên mới" in got.text
    assert cast.tuan.sees(path)["title"] != "Tên mới"


def test_rows_are_added_moved_and_dropped_by_buttons_and_nothing_typed_is_lost(one_cast):
    cast = one_cast
    for wish, titles in (
        ("add", ["Dự toán năm 2027", "Nhân sự", ""]),
        ("up:2", ["Nhân sự", "Dự toán năm 2027"]),
        ("down:1", ["Nhân sự", "Dự toán năm 2027"]),
        ("drop:1", ["Nhân sự"]),
        ("up:9", ["Dự toán năm 2027", "Nhân sự"]),
        ("fly:x", ["Dự toán năm 2027", "Nhân sự"]),
    ):
        got = sends(cast, **typed(cast, rows=wish))
        assert got.status_code == 200
        found = re.findall(r'name="item\.\d\.title" value="([^"]*)"', got.text)
        assert found == titles and "Phiên họp tháng 12" in got.text


def test_a_raised_digit_is_no_number_of_minutes_and_breaks_nothing(one_cast):
    """Python calls `²` a digit and cannot count it."""
    got = sends(one_cast, **(typed(one_cast) | {"item.1.minutes": "²"}))
    assert got.status_code == 422
    assert 'href="#m-item.1.minutes"' in got.text and "²" in got.text


def test_what_is_wrong_is_said_at_its_entry_and_what_was_typed_stays(one_cast):
    cast = one_cast
    wrong = typed(cast, starts_at="31/02/2027 08:00") | {"item.1.minutes": "chín"}
    got = sends(cast, **wrong)
    assert got.status_code == 422
    assert "Không có ngày này trong lịch." in got.text and "chín" in got.text
    assert 'href="#m-item.1.minutes"' in got.text and "Nhân sự" in got.text
    same = sends(cast, **typed(cast, secretary=cast.minh.account))
    assert same.status_code == 422 and says("keeps_two_hands", same.text)


def test_a_meeting_on_a_secret_is_not_called_here_nor_a_matter_of_one(one_cast):
    """SEC-05, by its own name or by a matter's; who is taught to keep secrets meets openly."""
    for said in ({"title": "Họp TỐI MẬT về khu vực phòng thủ"}, {"item.2.title": "Nhân sự (mật)"}):
        got = sends(one_cast, **typed(one_cast, **said))
        assert got.status_code == 422 and says("secret_meeting", got.text), said
        assert all(words in got.text for words in said.values())
    open_to_all = typed(one_cast, title="Tập huấn bảo vệ bí mật nhà nước; mật độ xây dựng")
    assert sends(one_cast, **open_to_all).status_code == 302
    path = planned(one_cast)
    seen = f'"{one_cast.tuan.sees(path)["version"]}"'
    again = {"agenda": [{"title": "Nội dung tuyệt mật"}]}
    refused(one_cast.tuan.asks("PATCH", path, json=again, match=seen), "secret_meeting")


def test_people_and_rooms_that_are_wanted_twice_are_named_before_it_is_kept(one_cast):
    cast = one_cast
    start = (now() + dt.timedelta(days=3)).replace(hour=1, minute=0, second=0, microsecond=0)
    first = planned(cast, starts_at=start.isoformat(), urgent="")
    does(cast.minh, first, "schedule")
    again = typed(cast, starts_at=f"{start + dt.timedelta(hours=7, minutes=30):%d/%m/%Y %H:%M}")
    got = sends(cast, **again)
    assert got.status_code == 409
    assert f"{ROOM} đã có" in got.text
    busy = re.findall(r"<li>([^<]*) đã có “", got.text)
    assert len(busy) == 2 and "Hoàng Văn Bình, Lê Thị Hoa" in busy[1]  # one sentence for them all
    kept = sends(cast, **again, seen="1")
    assert kept.status_code == 302
    told = cast.minh.asks("POST", f"{kept.location}/actions/schedule", json={})
    refused(told, "room_is_free")
    later = typed(cast, starts_at=f"{start + dt.timedelta(hours=9):%d/%m/%Y %H:%M}")
    assert sends(cast, **later, look="1").status_code == 200
    assert sends(cast, **later).status_code == 302


def test_papers_are_picked_from_those_that_the_planner_may_read(one_cast):
    mine, other = registered(one_cast).strip("/"), "outgoing/999999"
    got = sends(one_cast, **typed(one_cast, rows="find", sought="công văn"))
    assert f'value="{mine}"' in got.text and other not in got.text
    wrong = sends(one_cast, **typed(one_cast) | {"item.1.documents": other})
    assert wrong.status_code == 404 and says("not_found", wrong.text)
    offered = dict(choices.papers(one_cast.tuan.actor, [mine], "công văn"))
    assert mine in offered
    assert mine not in dict(choices.papers(one_cast.anh.actor, [mine], "công văn"))


def test_an_older_paper_is_found_where_one_types_and_by_who_may_read_it(one_cast):
    """The entry knew the newest only; the search for the others stood below the last matter."""
    cast = one_cast
    mine = registered(cast).strip("/")
    found = cast.tuan.browser().get("/meetings/papers?q=cong+van+lut+bao").json["found"]
    assert found == []  # each word counts
    for words in ("1250", "hop so chuyen"):
        found = cast.tuan.browser().get(f"/meetings/papers?q={words}").json["found"]
        assert mine in [one["value"] for one in found], words
    assert not cast.anh.browser().get("/meetings/papers?q=1250").json["found"]
    assert 'data-ask="/meetings/papers"' in cast.tuan.browser().get("/meetings/new").text


def test_a_guest_is_not_lent_the_papers_of_a_closed_matter(one_cast):
    cast = one_cast
    paper = registered(cast)
    name = paper.strip("/")
    agenda = [{"title": "Nhân sự", "closed": True, "documents": [name]}]
    path = planned(cast, agenda=agenda, guests=[cast.thu.account])
    does(cast.minh, path, "schedule")
    does(cast.tuan, path, "open_check_in")
    assert cast.binh.asks("GET", paper).status_code == 200
    assert cast.thu.asks("GET", paper).status_code == 404


def test_a_program_changes_what_it_names_and_the_rest_of_a_plan_stays(one_cast):
    cast = one_cast
    path = planned(cast, guests=[cast.nam.account])
    before = cast.tuan.sees(path)
    seen, said = f'"{before["version"]}"', {"title": "Phiên họp bất thường", "room": ROOM}
    refused(cast.tuan.asks("PATCH", path, json=said), "version_required")
    refused(cast.minh.asks("PATCH", path, json=said, match=seen), "wrong_role")
    refused(cast.hoa.asks("PATCH", path, json=said, match=seen), "not_found")
    assert cast.tuan.asks("PATCH", path, json=said, match=seen).status_code == 200
    after = cast.tuan.sees(path)
    kept = ("kind", "starts_at", "chair", "secretary", "urgent", "sites")
    assert [after[one] for one in kept] == [before[one] for one in kept]
    assert (after["title"], after["room"]) == (said["title"], ROOM)
    assert [one["title"] for one in after["agenda"]] == [one["title"] for one in before["agenda"]]
    parts = lambda told: {one["account"]: one["parts"] for one in told["attendance"]}  # noqa: E731
    assert parts(after) == parts(before)
    stale = cast.tuan.asks("PATCH", path, json=said, match=seen)
    assert stale.status_code == 412 and stale.json["difference"]
    agenda = {"agenda": [{"title": "Một việc"}]}
    now_ = f'"{after["version"]}"'
    told = cast.tuan.asks("PATCH", path, json=agenda, match=now_).json
    assert [one["title"] for one in told["agenda"]] == ["Một việc"]
    does(cast.minh, path, "schedule")
    late = f'"{cast.tuan.sees(path)["version"]}"'
    refused(cast.tuan.asks("PATCH", path, json=agenda, match=late), "wrong_state")
