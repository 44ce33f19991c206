"""A code that is over leads to the ways that help; a wall that is dark is asked for once."""

from server.meetings.live import line_models, sweeping
from server.sockets import socketio
from tests.office.meetings import test_screens
from tests.office.meetings.gathering import does, entered
from tests.office.outcome import says

wall = test_screens.wall


def test_whose_code_is_over_is_shown_the_ways_that_help(one_cast):
    """Hoa stood in the door with the code of a minute ago, and was sent home to her desk."""
    path = entered(one_cast)
    phone = one_cast.hoa.browser()
    phone.get(f"{path}/here/{0:016}")
    got = phone.get(f"{path}/here")
    assert got.status_code == 409 and says("no_such_ticket", got.text)
    assert f'href="{path}"' in got.text and one_cast.tuan.actor.name in got.text
    assert "Tôi có mặt tại phòng họp" in got.text and f'action="{path}/here"' not in got.text
    does(one_cast.hoa, path, "check_in")
    assert "đã điểm danh" in phone.get(f"{path}/here").text


def test_the_secretary_is_named_to_whoever_sits_there_and_while_people_gather(one_cast):
    """Lan only reads of it; and of a meeting that is over nobody is signed in any more."""
    path, tuan = entered(one_cast), one_cast.tuan.actor.name
    assert tuan not in one_cast.lan.browser().get(f"{path}/here").text
    assert tuan in one_cast.hoa.browser().get(f"{path}/here").text
    does(one_cast.minh, path, "cancel", reason="Ghép vào phiên tháng sau")
    assert tuan not in one_cast.hoa.browser().get(f"{path}/here").text


def test_the_dark_screens_are_asked_for_once_where_their_count_is_told(
    one_app, one_cast, wall, monkeypatch
):
    path, asked = test_screens.paired_path(one_cast, wall), []
    page = socketio.test_client(one_app, flask_test_client=wall)
    page.emit("hang", {}, callback=True)
    monkeypatch.setattr(line_models, "dark_screens", lambda _id: asked.append(1) or 1)
    monkeypatch.setattr(sweeping, "dark_screens", lambda _id: asked.append(1) or 1)
    sweeping.look()
    assert asked == [1]
    (told,) = [one["args"][0] for one in page.get_received() if one["name"] == "ev"]
    assert (told["screens"], told["screens_lost"]) == (1, 1)
    assert one_cast.minh.sees(path)["screens_lost"] == 1
    page.disconnect()
