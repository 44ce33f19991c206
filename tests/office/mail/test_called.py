"""Who is called to a meeting has it in his calendar by the letter, which tells nothing of it."""

import datetime as dt
import re
from dataclasses import replace

from server import office
from server.clock import now
from server.meetings.calling import feeds, icalendar
from server.meetings.people import succession
from tests.cast import Hand
from tests.office.admin.desk import position
from tests.office.mail.conftest import address, delivered, reached
from tests.office.mail.test_at_once import readable
from tests.office.meetings.gathering import TITLE, does, entered, id_of
from tests.office.meetings.test_succession import DUNG, comes_into, leaves, moves_to


def entry_of(letter, method: str = "PUBLISH") -> str:
    (part,) = [one for one in letter.walk() if one.get_content_type() == "text/calendar"]
    assert part.get_param("method") == method and part.get_filename().endswith(".ics")
    said = str(part.get_content())
    assert f"METHOD:{method}" in said
    return said.replace("\n ", "")


def uid_of(path: str) -> str:
    return f"UID:{icalendar.uid('meeting', id_of(path))}"


def version_of(entry: str) -> int:
    return int(entry.partition("SEQUENCE:")[2].split()[0])


def test_the_entry_is_attached_and_says_when_it_is_called_off(post, one_cast):
    cast = one_cast
    reached(cast.hoa)
    reached(cast.nam)
    path = entered(cast)
    delivered()
    (letter,) = [one for one in post.letters if "Lịch họp" in one["Subject"]]
    assert letter["To"] == address(cast.hoa)
    entry = entry_of(letter)
    assert uid_of(path) in entry and "STATUS:CONFIRMED" in entry
    assert "Phòng họp số 1" in entry and f"URL:https://congso.test{path}" in entry
    assert TITLE not in readable(letter) and "Dự toán" not in readable(letter)
    does(cast.minh, path, "cancel", reason="Bão đổi hướng")
    delivered()
    last = [one for one in post.letters if "Lịch họp" in one["Subject"]][-1]
    assert last is not letter
    gone = entry_of(last, "CANCEL")
    assert "STATUS:CANCELLED" in gone and uid_of(path) in gone
    assert version_of(gone) > version_of(entry)
    assert 'ORGANIZER;CN="Ủy ban nhân dân huyện Hoằng Hóa":mailto:' in gone


def test_page_feed_and_letter_name_one_entry_whichever_name_the_office_is_opened_by(post, one_cast):
    """Hoa takes it from the page, opened inside the house by its address there; the letter that
    calls it off is of the same entry, else it would stay in her calendar."""
    cast = one_cast
    reached(cast.hoa)
    path = entered(cast)
    inside = {"base_url": "http://10.0.0.5:8000"}
    page = cast.hoa.browser()
    taken = page.get(f"{path}/meeting.ics", **inside).text
    does(cast.minh, path, "cancel", reason="Bão đổi hướng")
    delivered()
    (letter,) = [one for one in post.letters if "Lịch họp" in one["Subject"]]
    with cast.hoa.app.app_context():
        secret = feeds.make(cast.hoa.actor)
    feed = page.get(f"/calendar/{secret}.ics", **inside).text
    said = (taken, entry_of(letter, "CANCEL"), feed)
    assert {uid for one in said for uid in re.findall(r"UID:\S+", one)} == {uid_of(path)}


def test_an_office_that_moves_to_another_address_calls_off_the_entry_that_was_taken(one_cast):
    """Else both would stand in Hoa's calendar, and the one called off for ever (RFC 7986, 5.3)."""
    path, page = entered(one_cast), one_cast.hoa.browser()
    taken = [page.get(f"{path}/meeting.ics").text]
    here = office.office()
    office._here[:] = [replace(here, base_url="https://vanban.hoanghoa.gov.vn")]
    taken.append(page.get(f"{path}/meeting.ics").text)
    office._here[:] = [here]
    (uid,) = {uid for one in taken for uid in re.findall(r"^UID:(\S+)", one, re.M)}
    assert re.fullmatch(rf"meeting-{id_of(path)}@[0-9a-f]{{16}}", uid)


def test_a_postponed_one_leaves_the_calendar_and_comes_back_on_its_new_day(post, one_cast):
    cast = one_cast
    reached(cast.hoa)
    path = entered(cast)
    does(cast.minh, path, "postpone", reason="Bão đổi hướng")  # before any letter went
    delivered()
    later = (now() + dt.timedelta(minutes=25)).isoformat()
    does(cast.minh, path, "schedule", starts_at=later)
    does(cast.tuan, path, "open_check_in")
    delivered()
    said = [one for one in post.letters if "Lịch họp" in one["Subject"]]
    gone, back = entry_of(said[0], "CANCEL"), entry_of(said[-1])
    assert version_of(back) > version_of(gone) and "STATUS:CONFIRMED" in back


def test_who_wants_none_gets_none(post, one_cast):
    reached(one_cast.hoa, called="never")
    entered(one_cast)
    delivered()
    assert not [one for one in post.letters if "Lịch họp" in one["Subject"]]


def test_who_left_his_post_has_it_taken_out_and_who_came_into_it_has_it_put_in(post, one_cast):
    """Hoa heads another department now: the session is Dũng's, in feed and letter."""
    cast = one_cast
    reached(cast.hoa)
    path = entered(cast)
    delivered()
    secret = feeds.make(cast.hoa.actor)
    seen = cast.hoa.browser()
    assert f"meeting-{id_of(path)}@" in seen.get(f"/calendar/{secret}.ics").text
    place = leaves(cast.hoa)
    moves_to(cast.hoa, position(cast.binh.account))
    comes_into(place)
    dung = Hand(cast.nam.app, DUNG)
    assert f"meeting-{id_of(path)}@" not in seen.get(f"/calendar/{secret}.ics").text, "at once"
    reached(dung)
    succession.look()
    delivered()
    said = {one["To"]: one for one in post.letters[1:] if "Lịch họp" in one["Subject"]}
    gone = entry_of(said[address(cast.hoa)], "CANCEL")
    assert uid_of(path) in gone and "STATUS:CANCELLED" in gone
    assert version_of(gone) >= version_of(entry_of(post.letters[0]))
    assert "STATUS:CONFIRMED" in entry_of(said[address(dung)])
    with dung.app.app_context():
        own = feeds.make(dung.actor)
    assert f"meeting-{id_of(path)}@" in dung.app.test_client().get(f"/calendar/{own}.ics").text


def test_a_feed_has_where_one_sits_not_all_that_one_may_read(post, one_cast):
    """Lan, the clerk, reads every meeting of the agency, and goes to none of them."""
    del post
    entered(one_cast)
    with one_cast.lan.app.app_context():
        secret = feeds.make(one_cast.lan.actor)
    assert "BEGIN:VEVENT" not in one_cast.lan.browser().get(f"/calendar/{secret}.ics").text
