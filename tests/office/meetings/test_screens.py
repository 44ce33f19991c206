"""The screen on the wall: paired by a code, shown what everybody may see, and nothing else."""

import datetime as dt
import re

import pytest
from sqlalchemy import update

from server import clock, outbox
from server.database import run, transaction
from server.meetings.live import events, live, minding, screens, sweeping
from server.meetings.live.line_models import Line
from server.meetings.people import here, tickets
from server.sockets import socketio
from tests.office.meetings.gathering import does, entered, id_of, item, opened
from tests.office.meetings.test_live import ear, joins
from tests.office.outcome import refused, says
from tests.office.papers import SENT


@pytest.fixture
def wall(one_app, monkeypatch):
    """A browser on the wall, in the process that holds the sockets."""
    monkeypatch.setattr(events, "_said", {})
    monkeypatch.setitem(outbox._mouth, "open", True)
    return one_app.test_client()


def code_on(wall) -> str:
    return "".join(
        re.findall(r"pair-code\">([0-9]{3}) ([0-9]{3})<", wall.get("/projector").text)[0]
    )


def types(hand, path: str, code: str):
    return hand.asks("POST", f"{path}/actions/pair_screen", json={"code": code})


def paired(cast, wall, path: str):
    does(cast.tuan, path, "pair_screen", code=code_on(wall))
    return wall


def test_a_screen_hangs_for_the_meeting_whose_people_type_its_code_in(one_cast, wall):
    path = entered(one_cast)
    code = code_on(wall)
    assert code_on(wall) == code and wall.get("/projector/state").json["meeting"] is None
    refused(
        one_cast.hoa.asks("POST", f"{path}/actions/pair_screen", json={"code": code}), "wrong_role"
    )
    assert does(one_cast.tuan, path, "pair_screen", code=f"{code[:3]} {code[3:]}")["screens"] == 1
    assert wall.get("/projector/state").json["meeting"] == id_of(path)
    assert 'data-face="agenda"' in wall.get("/projector").text
    refused(
        one_cast.tuan.asks("POST", f"{path}/actions/pair_screen", json={"code": code}),
        "no_such_code",
    )
    assert does(one_cast.minh, path, "end_screens")["screens"] == 0
    assert "pair-code" in wall.get("/projector").text


def test_a_screen_whose_meeting_is_over_is_for_whoever_meets_there_next(one_cast, wall):
    """It said “closed” until somebody of that meeting took it down."""
    first = opened(one_cast)
    paired(one_cast, wall, first)
    does(one_cast.minh, first, "close")
    code = code_on(wall)
    assert code_on(wall) == code  # the same one, until it is typed in
    does(one_cast.minh, first, "end_screens")
    assert code_on(wall) == code


def test_a_code_ends_after_ten_minutes_and_guessing_is_refused_in_words(
    one_cast, wall, monkeypatch
):
    path = entered(one_cast)
    code = code_on(wall)
    monkeypatch.setattr(screens, "now", lambda: clock.now() + screens.CODE_LIVES * 2)
    for _ in range(5):
        refused(types(one_cast.tuan, path, code), "no_such_code")
    monkeypatch.undo()
    assert refused(types(one_cast.tuan, path, code), "guessed_too_often")["status"] == 429


def test_six_other_digits_hang_no_screen(one_cast, wall):
    path = entered(one_cast)
    other = f"{(int(code_on(wall)) + 1) % 10**6:06}"
    refused(types(one_cast.tuan, path, other), "no_such_code")
    assert wall.get("/projector/state").json["meeting"] is None
    assert one_cast.tuan.sees(path)["screens"] == 0


def test_one_address_puts_up_no_endless_row_of_screens(one_app, monkeypatch):
    monkeypatch.setattr(screens, "MOST_WAITING", 2)
    fresh = [one_app.test_client().get("/projector") for _ in range(3)]
    assert [got.status_code for got in fresh] == [200, 200, 429]
    assert says("too_many_screens", fresh[2].text)


@pytest.mark.sent
def test_the_wall_fetches_the_page_that_is_shown_and_no_other(one_cast, wall):
    shown, name = {"agenda": [{"title": "Một", "documents": [SENT[1:]]}]}, SENT[1:]
    path = opened(one_cast, **shown)
    (paper,) = one_cast.hoa.sees(path)["agenda"][0]["documents"]
    assert one_cast.hoa.browser().get(paper["file"], buffered=True).data.startswith(b"%PDF")
    assert wall.get(f"/projector/files/{name}").status_code == 404
    paired(one_cast, wall, path)
    assert wall.get(f"/projector/files/{name}").status_code == 404
    page = {"item": item(one_cast.minh, path), "document": name, "page": 2}
    assert does(one_cast.minh, path, "show_page", **page)["shown"]["page"] == 2
    assert wall.get(f"/projector/files/{name}", buffered=True).data.startswith(b"%PDF")
    assert wall.get("/projector/files/outgoing/2").status_code == 404
    does(one_cast.minh, path, "end_screens")
    assert wall.get(f"/projector/files/{name}").status_code == 404


def test_a_screen_hears_what_everybody_may_and_says_nothing(one_app, one_cast, wall):
    path = paired_path(one_cast, wall)
    page = socketio.test_client(one_app, flask_test_client=wall)
    told = page.emit("hang", {}, callback=True)
    assert (told["ok"], told["snapshot"]["actions"], told["snapshot"]["urgent"]) == (True, [], "")
    assert page.emit("join", {"meeting": id_of(path)}, callback=True)["code"] == "unauthenticated"
    assert page.emit("shine", {"rtt": 30}, callback=True)["ok"] is True
    does(one_cast.binh, path, "request_floor")
    assert [one["args"][0]["kind"] for one in page.get_received()] == ["queue.changed"]
    stranger = socketio.test_client(one_app, flask_test_client=one_app.test_client())
    assert not stranger.is_connected()
    does(one_cast.minh, path, "end_screens")
    page.get_received()
    sweeping.look()
    assert [one["name"] for one in page.get_received()] == ["out"], "bare at once, unasked"
    does(one_cast.hoa, path, "request_floor")
    assert page.get_received() == []
    for word in ("shine", "hang"):
        assert page.emit(word, {}, callback=True) == {"ok": False, "code": "not_found"}
    page.disconnect()


def test_a_wall_that_lost_its_line_is_not_counted_as_connected(one_app, one_cast, wall):
    """Somebody trod on the cable: the technician read “connected 1”, and the line far below."""
    path = paired_path(one_cast, wall)
    page = socketio.test_client(one_app, flask_test_client=wall)
    sweeping.look()
    assert counted(one_cast.minh, path) == (1, 0), "it is on its way, and nobody misses it yet"
    page.emit("hang", {}, callback=True)
    for seconds, lost, said in ((29, 0, []), (31, 1, [1]), (31, 1, []), (1, 0, [0])):
        page.get_received()
        unheard_for(seconds)
        sweeping.look()
        assert counted(one_cast.minh, path) == (1, lost)
        told = [one["args"][0] for one in page.get_received() if one["name"] == "ev"]
        assert [one["screens_lost"] for one in told] == said, seconds
    page.disconnect()
    assert counted(one_cast.minh, path) == (1, 1)
    does(one_cast.tuan, path, "end_screens")
    assert counted(one_cast.minh, path) == (0, 0)


def counted(hand, path: str) -> tuple[int, int]:
    seen = hand.sees(path)
    return seen["screens"], seen["screens_lost"]


def unheard_for(seconds: int) -> None:
    with transaction():
        run(update(Line).values(seen_at=clock.now() - dt.timedelta(seconds=seconds)))


def test_the_next_one_who_minds_the_meeting_knows_which_walls_are_dark(one_app, one_cast, wall):
    """The process died meanwhile: what was said is not said twice."""
    path = paired_path(one_cast, wall)
    page = socketio.test_client(one_app, flask_test_client=wall)
    page.emit("hang", {}, callback=True)
    unheard_for(31)
    sweeping.look()
    seq = one_cast.minh.sees(path)["seq"]
    minding.forget(id_of(path))
    sweeping.look()
    assert one_cast.minh.sees(path)["seq"] == seq
    page.disconnect()


def test_the_technician_reads_first_what_he_has_to_look_after(one_app, one_cast, wall):
    path = opened(one_cast, technician=one_cast.mai.account)
    paired(one_cast, wall, path)
    page = socketio.test_client(one_app, flask_test_client=wall)
    page.emit("hang", {}, callback=True)
    unheard_for(31)
    with ear(one_app, one_cast.hoa) as hoa:
        joins(hoa, path)
        hoa.emit("presence", {"meeting": id_of(path), "rtt": 20}, callback=True)
        rows = re.findall(
            "<tr><td>.*?</tr>", one_cast.mai.browser().get(f"{path}/lines").text, re.S
        )
    assert ["Màn chiếu" in one for one in rows] == [True, False]
    assert "mất kết nối" in rows[0] and "tốt" in rows[1]
    page.disconnect()


def paired_path(cast, wall) -> str:
    path = opened(cast)
    paired(cast, wall, path)
    return path


def test_the_code_that_turns_is_good_for_its_step_and_the_one_before(one_app):
    """E07: a picture of it, a minute old, lets nobody in (DOMAIN §10.6)."""
    moment = dt.datetime(2026, 11, 26, 1, 0, 5, tzinfo=dt.UTC)
    with one_app.app_context():
        made = tickets.code(7, moment)
        assert [
            tickets.fits(7, made, moment + dt.timedelta(seconds=later)) for later in (0, 14, 34, 35)
        ] == [True, True, True, False]
        assert not tickets.fits(8, made, moment)


def test_whoever_reads_the_code_on_the_wall_signs_in_with_one_button(one_app, one_cast, wall):
    path = entered(one_cast)
    paired(one_cast, wall, path)
    assert wall.get("/projector/qr").json["picture"].startswith("data:image/svg+xml")
    phone = one_cast.hoa.browser()
    assert says("no_such_ticket", phone.get(f"{path}/here").text)
    assert phone.get(f"{path}/here/{tickets.code(id_of(path), clock.now())}").status_code == 302
    button = phone.get(f"{path}/here")
    token = re.findall(r'name="csrf_token" value="([^"]*)"', button.text)[0]
    assert phone.post(f"{path}/here", data={"csrf_token": token}).headers["Location"] == path
    here = [one["account"] for one in one_cast.minh.sees(path)["attendance"] if one["at"]]
    assert here == [one_cast.hoa.account]
    assert "đã điểm danh" in phone.get(f"{path}/here").text


def test_a_guessed_code_signs_nobody_in_and_five_close_this_way(one_cast):
    path = entered(one_cast)
    phone = one_cast.hoa.browser()
    for n in range(5):
        assert phone.get(f"{path}/here/{n:016}").status_code == 302
        if n < 4:
            assert says("no_such_ticket", phone.get(f"{path}/here").text)
    assert phone.get(f"{path}/here").status_code == 429
    good = tickets.code(id_of(path), clock.now())
    phone.get(f"{path}/here/{good}")
    assert phone.get(f"{path}/here").status_code == 429


def test_a_ticket_that_is_forged_old_or_of_another_meeting_signs_nobody_in(one_cast):
    """What a telephone carries from the code to the button is the house's own word (§10.6)."""
    path, now = entered(one_cast), clock.now()
    id, phone = id_of(path), one_cast.hoa.browser()
    good = tickets.keepsake(id, now)
    forged = good[:-1] + ("0" if good[-1] != "0" else "1")
    longer = good.replace(f".{int((now + tickets.KEPT).timestamp())}.", ".4102444800.")
    old = tickets.keepsake(id, now - 2 * tickets.KEPT)
    others = tickets.keepsake(id + 1, now)
    _, rest = others.split(".", 1)
    for carried in (forged, longer, old, others, f"{id}.{rest}", f"{id}..", "x"):
        phone.set_cookie(here.COOKIE, carried)
        assert says("no_such_ticket", phone.get(f"{path}/here").text), carried
        token = {"csrf_token": csrf(phone)}
        assert says("no_such_ticket", phone.post(f"{path}/here", data=token).text), carried
    assert [one for one in one_cast.minh.sees(path)["attendance"] if one["at"]] == []
    phone.set_cookie(here.COOKIE, good)
    assert phone.get(f"{path}/here").status_code == 200


def csrf(browser) -> str:
    return re.findall(r'name="csrf_token" value="([^"]*)"', browser.get("/tasks").text)[0]


def test_an_unknown_cookie_is_no_screen(one_app):
    page = one_app.test_client()
    page.set_cookie(live.COOKIE, "x" * 43)
    assert page.get("/projector/qr").status_code == 404
    assert page.get("/projector/state").json == {"code": "", "meeting": None}
