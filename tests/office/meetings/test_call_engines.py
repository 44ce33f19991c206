"""A call that the province's Jitsi or BigBlueButton carries: who is let in there, and as what."""

import hashlib
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, HTTPServer
from types import SimpleNamespace
from urllib.parse import parse_qs, unquote, urlsplit

import jwt
import pytest

from server import jobs
from server.clock import now
from server.config import Settings
from server.doctor.lines import calls_told
from server.meetings.calls import calls
from server.meetings.calls import ending as call_ending
from server.meetings.calls.engines import engine
from tests.office.meetings.gathering import TITLE, does, entered, id_of, opened, planned
from tests.office.meetings.test_sites import conference
from tests.office.outcome import says

SECRET = "bi-mat-cua-tinh-dai-hon-ba-muoi-hai-ky-tu"
JITSI = {"call_kind": "jitsi", "call_url": "https://hop.tinh.vn/", "call_key": "congso",
         "call_secret": SECRET}  # fmt: skip


def driven_by(app, **said) -> None:
    """From now on the office's calls are carried by this engine."""
    kept = app.config["SETTINGS"].model_dump() | said
    app.config["SETTINGS"] = Settings.model_validate(kept)


def way_in(hand, path: str) -> str:
    got = hand.browser().get(f"{path}/call")
    assert (got.status_code, got.headers["Cache-Control"]) == (302, "no-store"), got.text
    return str(got.location)


def claims_of(address: str) -> dict:
    """The token as Jitsi reads it."""
    (token,) = parse_qs(urlsplit(address).query)["jwt"]
    return dict(jwt.decode(token, SECRET, algorithms=["HS256"], audience="jitsi"))


def test_the_chair_leads_at_jitsi_and_a_delegate_takes_part_each_by_his_own_name(one_app, one_cast):
    driven_by(one_app, **JITSI)
    path = entered(one_cast)
    seen = {name: claims_of(way_in(getattr(one_cast, name), path)) for name in ("minh", "hoa")}
    assert [seen[name]["context"]["user"]["affiliation"] for name in seen] == ["owner", "member"]
    for name, claims in seen.items():
        actor = getattr(one_cast, name).actor
        user = claims["context"]["user"]
        assert (user["name"], user["id"]) == (actor.name, str(actor.person_id))
        assert (claims["iss"], claims["sub"]) == ("congso", "hop.tinh.vn")
        assert 0 < claims["exp"] - now().timestamp() <= calls.LIVES
    assert seen["minh"]["room"] == seen["hoa"]["room"]


def test_whoever_writes_or_minds_the_devices_may_quiet_a_microphone_too(one_app, one_cast):
    driven_by(one_app, **JITSI)
    path = entered(one_cast)
    assert claims_of(way_in(one_cast.tuan, path))["context"]["user"]["moderator"] is True


def test_the_address_names_a_room_that_nobody_guesses_and_the_meeting(one_app, one_cast):
    driven_by(one_app, **JITSI)
    first, other = entered(one_cast), entered(one_cast, room="Phòng họp số 2")
    here, there = (urlsplit(way_in(one_cast.minh, path)) for path in (first, other))
    assert here.scheme + "://" + here.netloc == "https://hop.tinh.vn"
    assert here.path != there.path
    number, proof = here.path.removeprefix("/hop-").split("-")
    assert (number, len(proof)) == (str(id_of(first)), 16)
    assert TITLE in unquote(here.fragment)


def test_a_site_is_seen_by_its_name(one_app, one_cast):
    driven_by(one_app, **JITSI)
    path = entered(one_cast, **conference(one_cast))
    user = claims_of(way_in(one_cast.dao, path))["context"]["user"]
    assert user["name"] == f"Hoằng Phú – {one_cast.dao.actor.name}"


def test_the_page_holds_no_way_in_but_the_door_that_makes_one(one_app, one_cast):
    driven_by(one_app, **JITSI)
    path = entered(one_cast)
    page = one_cast.hoa.browser().get(path).text
    assert f'"url": "{path}/call"' in page
    assert "hop.tinh.vn" not in page and SECRET not in page


@pytest.mark.parametrize("when", ["before", "outside", "over"])
def test_nobody_is_let_in_who_does_not_sit_there_now(one_app, one_cast, when):
    driven_by(one_app, **JITSI)
    path = planned(one_cast) if when == "before" else opened(one_cast)
    who = one_cast.lan if when == "outside" else one_cast.minh
    if when == "before":
        does(one_cast.minh, path, "schedule")
    if when == "over":
        does(one_cast.minh, path, "close")
    got = who.browser().get(f"{path}/call")
    assert got.status_code == 409 and says("not_in_the_call", got.text)


def test_where_no_engine_is_the_door_leads_back_to_the_room(one_cast):
    path = entered(one_cast)
    assert way_in(one_cast.hoa, path) == path


def test_a_plain_link_is_led_to_as_it_stands(one_app, one_cast):
    driven_by(one_app, call_url="https://mcu.tinh.vn/hop/{meeting}")
    path = entered(one_cast)
    assert way_in(one_cast.hoa, path) == f"https://mcu.tinh.vn/hop/{id_of(path)}"


YES = "<response><returncode>SUCCESS</returncode><createTime>17</createTime></response>"


@pytest.mark.parametrize(
    ("address", "number"),
    [
        ("sip:{meeting}@mcu.tinh.vn", "7@mcu.tinh.vn"),
        ("h323:mcu.tinh.vn##{meeting}", "mcu.tinh.vn##7"),
        ("tel:+842373851", "+842373851"),
    ],
)
def test_the_device_of_a_room_is_told_what_to_dial(address, number):
    door = engine(Settings(call_url=address)).door(SimpleNamespace(id=7))
    assert door == {"kind": "dial", "url": address.replace("{meeting}", "7"), "number": number}


@dataclass
class BlueButton:
    """What a BigBlueButton does with a request: it holds it against its checksum first."""

    address: str = ""
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    answers: str = (
        "<response><returncode>SUCCESS</returncode><createTime>17</createTime></response>"
    )

    def hears(self, path: str) -> str:
        call, query = urlsplit(path).path.rsplit("/", 1)[1], urlsplit(path).query
        said, _, proof = query.rpartition("&checksum=")
        sound = hashlib.sha256(f"{call}{said}{SECRET}".encode()).hexdigest() == proof
        self.asked.append((call, {name: of[0] for name, of in parse_qs(said).items()}))
        return self.answers if sound else "<response><returncode>FAILED</returncode></response>"


@pytest.fixture
def blue(one_app) -> Iterator[BlueButton]:
    """One of the province's, which this office's calls are carried by."""
    one = BlueButton()

    class Door(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            said = one.hears(self.path).encode()
            self.send_response(200)
            self.end_headers()
            self.wfile.write(said)

        def log_message(self, *_args) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Door)
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    one.address = f"http://127.0.0.1:{server.server_port}/bigbluebutton"
    # https alone outside; on loopback there is nobody to listen in
    settings = one_app.config["SETTINGS"]
    said = {"call_kind": "bbb", "call_secret": Settings(call_secret=SECRET).call_secret}
    one_app.config["SETTINGS"] = settings.model_copy(update=said | {"call_url": one.address})
    yield one
    server.shutdown()
    server.server_close()


def joined(address: str) -> dict[str, str]:
    return {name: of[0] for name, of in parse_qs(urlsplit(address).query).items()}


def test_bigbluebutton_makes_the_room_once_and_knows_who_leads(one_cast, blue):
    path = entered(one_cast)
    chair, delegate = (way_in(hand, path) for hand in (one_cast.minh, one_cast.hoa))
    assert [joined(one)["role"] for one in (chair, delegate)] == ["MODERATOR", "VIEWER"]
    assert joined(delegate)["fullName"] == one_cast.hoa.actor.name
    assert joined(delegate)["createTime"] == "17"
    assert delegate.startswith(f"{blue.address}/api/join?")
    assert "SUCCESS" in blue.hears(delegate)  # it believes the checksum
    creations = [said for call, said in blue.asked if call == "create"]
    assert creations == [creations[0]] * 2
    assert (creations[0]["name"], creations[0]["record"]) == (TITLE, "false")


def test_a_word_put_into_the_address_lets_nobody_lead(one_cast, blue):
    way = way_in(one_cast.hoa, entered(one_cast))
    assert "FAILED" in blue.hears(way.replace("VIEWER", "MODERATOR"))


@pytest.mark.parametrize(
    "answers",
    ["<response><returncode>FAILED</returncode><messageKey>checksumError</messageKey></response>",
     "<html>502", '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hostname">]><response>&b;</response>'],
)  # fmt: skip
def test_an_engine_that_says_no_or_nonsense_stops_no_meeting(one_cast, blue, answers):
    blue.answers = answers
    path = entered(one_cast)
    got = one_cast.hoa.browser().get(f"{path}/call")
    assert got.status_code == 503 and says("call_engine_silent", got.text)
    assert one_cast.hoa.browser().get(path).status_code == 200
    does(one_cast.hoa, path, "check_in")


def test_an_engine_that_is_away_is_said_so(one_app, one_cast, blue):
    away = one_app.config["SETTINGS"].model_copy(update={"call_url": "http://127.0.0.1:1/b"})
    one_app.config["SETTINGS"] = away
    got = one_cast.hoa.browser().get(f"{entered(one_cast)}/call")
    assert got.status_code == 503 and says("call_engine_silent", got.text)


def test_with_the_meeting_its_call_ends_and_the_act_waits_for_no_other_system(one_cast, blue):
    path = opened(one_cast)
    way_in(one_cast.minh, path)
    does(one_cast.minh, path, "close")
    assert [call for call, _said in blue.asked] == ["create"]
    (row,) = jobs.db.session.query(jobs.Job).filter_by(kind=call_ending.JOB)
    assert call_ending.end(**row.payload) is None
    call, said = blue.asked[-1]
    assert (call, said["meetingID"]) == ("end", blue.asked[0][1]["meetingID"])


def test_a_room_that_nobody_came_into_is_over_too(one_cast, blue):
    path = opened(one_cast)
    blue.answers = "<response><returncode>FAILED</returncode></response>"
    assert call_ending.end(id_of(path)) is None


def test_without_an_engine_nothing_is_put_off(one_cast):
    path = opened(one_cast)
    does(one_cast.minh, path, "close")
    assert jobs.db.session.query(jobs.Job).filter_by(kind=call_ending.JOB).count() == 0


def test_the_doctor_asks_whether_it_takes_our_word(one_app, blue):
    settings = one_app.config["SETTINGS"]
    assert calls_told(settings) == (True, f"bbb: {blue.address}")
    assert blue.asked == [("getMeetings", {})]
    blue.answers = "<response><returncode>FAILED</returncode><messageKey>no</messageKey></response>"
    assert calls_told(settings) == (
        False, f"bbb: {blue.address}: không trả lời hoặc không nhận khóa (no)"
    )  # fmt: skip
    assert calls_told(Settings()) == (True, "trong trang họp (CONGSO_CALL_URL để trống)")
    assert calls_told(Settings(**JITSI)) == (True, "jitsi: https://hop.tinh.vn/")


def test_engines_by_what_is_set():
    assert engine(Settings()) == calls.Mesh()
    assert engine(Settings(call_url="https://a.vn")) == calls.Link("https://a.vn")
    assert engine(Settings(**JITSI)).address == "https://hop.tinh.vn"
