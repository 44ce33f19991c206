"""What a device may keep of a meeting: its papers for who sits there, under the session's key."""

import pytest

from tests.office.meetings.gathering import entered, opened, planned
from tests.office.papers import SENT

PAPER = SENT[1:]


def before(**more) -> dict:
    return {"agenda": [{"title": "Dự toán năm 2027", "documents": [PAPER]} | more]}


def kept(client, path: str) -> dict:
    got = client.get(f"{path}/kept")
    assert got.status_code == 200 and got.headers["Cache-Control"] == "no-store", got.text
    return dict(got.json)


@pytest.mark.sent
def test_who_sits_in_the_meeting_may_have_its_papers_on_the_device(one_cast):
    path = entered(one_cast, **before())
    (file,) = kept(one_cast.hoa.browser(), path)["files"]
    there = one_cast.hoa.browser().get(file["href"], buffered=True)
    assert there.mimetype == "application/pdf" and len(there.data) == file["size"]
    assert there.headers["ETag"].strip('"') == file["sha256"]


@pytest.mark.sent
def test_who_only_reads_of_it_keeps_nothing(one_cast):
    path = entered(one_cast, **before(), technician=one_cast.mai.account)
    for hand in (one_cast.lan, one_cast.mai):
        said = kept(hand.browser(), path)
        assert (said["sits"], said["files"]) == (False, [])
    assert one_cast.nam.browser().get(f"{path}/kept").status_code == 404


@pytest.mark.sent
def test_a_guest_does_not_keep_what_is_dealt_with_without_him(one_cast):
    path = entered(one_cast, **before(closed=True), guests=[one_cast.thu.account])
    said = kept(one_cast.thu.browser(), path)
    assert (said["sits"], said["files"]) == (True, [])


@pytest.mark.sent
def test_nothing_is_kept_before_people_are_called_nor_after_they_part(one_cast):
    path = planned(one_cast, **before())
    assert not kept(one_cast.tuan.browser(), path)["sits"]
    path = opened(one_cast, **before())
    assert kept(one_cast.hoa.browser(), path)["sits"]
    assert one_cast.minh.does(path, "close").status_code == 200
    assert not kept(one_cast.hoa.browser(), path)["sits"]


def test_the_key_is_the_sessions_and_ends_with_it(one_cast):
    path = entered(one_cast)
    first, second = one_cast.hoa.browser(), one_cast.hoa.browser()
    key = kept(first, path)["key"]
    assert kept(first, path)["key"] == key
    assert kept(second, path)["key"] != key
    page = first.get(path).text
    assert key not in page
    token = page.split('name="csrf_token" value="', 1)[1].split('"', 1)[0]
    left = first.post("/logout", data={"csrf_token": token})
    assert left.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert first.get(f"{path}/kept").status_code == 302


def test_the_worker_answers_for_meetings_alone_and_is_asked_for_anew_each_time(one_cast):
    got = one_cast.hoa.browser().get("/meetings/worker.js")
    assert got.status_code == 200 and got.headers["Cache-Control"] == "no-cache"
    assert got.mimetype == "text/javascript" and "Service-Worker-Allowed" not in got.headers


def test_the_page_offers_it_while_the_papers_lie_before_the_meeting(one_cast):
    path = planned(one_cast)
    assert "data-kept-list" not in one_cast.tuan.browser().get(path).text
    path = entered(one_cast)
    assert f'data-kept-list="{path}/kept"' in one_cast.hoa.browser().get(path).text
