"""Who is called to a meeting has it in his calendar by the letter, which tells nothing of it."""

from tests.office.mail.conftest import address, delivered, reached
from tests.office.mail.test_at_once import readable
from tests.office.meetings.gathering import TITLE, does, entered, id_of


def entry_of(letter) -> str:
    (part,) = [one for one in letter.walk() if one.get_content_type() == "text/calendar"]
    assert part.get_param("method") == "PUBLISH" and part.get_filename().endswith(".ics")
    return str(part.get_content())


def test_the_entry_is_attached_and_says_when_it_is_called_off(post, one_cast):
    cast = one_cast
    reached(cast.hoa)
    reached(cast.nam)
    path = entered(cast)
    delivered()
    (letter,) = [one for one in post.letters if "Lịch họp" in one["Subject"]]
    assert letter["To"] == address(cast.hoa)
    entry = entry_of(letter)
    assert f"UID:meeting-{id_of(path)}@congso.test" in entry and "STATUS:CONFIRMED" in entry
    assert "Phòng họp số 1" in entry and f"URL:https://congso.test{path}" in entry
    assert TITLE not in readable(letter) and "Dự toán" not in readable(letter)
    does(cast.minh, path, "cancel", reason="Bão đổi hướng")
    delivered()
    last = [one for one in post.letters if "Lịch họp" in one["Subject"]][-1]
    assert last is not letter and "STATUS:CANCELLED" in entry_of(last)


def test_who_wants_none_gets_none(post, one_cast):
    reached(one_cast.hoa, called="never")
    entered(one_cast)
    delivered()
    assert not [one for one in post.letters if "Lịch họp" in one["Subject"]]
