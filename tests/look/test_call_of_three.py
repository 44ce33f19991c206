"""Three see and hear each other in real browsers; and the meeting is whole when they do not."""

from playwright.sync_api import Page, expect

from tests.cast import Cast, Hand
from tests.look import test_call
from tests.look.hall import votes
from tests.look.test_call import Opens, comes_in
from tests.office.meetings.gathering import does, item, opened, voting

filmed, comes = test_call.filmed, test_call.comes
ALL_MOVE = """(n) => {
  const all = [...document.querySelectorAll("#room-call-people figure:not(.call-own) video")];
  return all.length === n && all.every((one) => one.getVideoPlaybackQuality().totalVideoFrames > 5);
}"""
NO_CALL = """() => {
  const open = window.lines.filter((one) => one.connectionState === "connected");
  for (const one of open) one.close();
  navigator.mediaDevices.getUserMedia = async () => { throw new Error("gone"); };
  return open.length;
}"""
"""Every way to the others is shut from below, and no camera wakes again."""
WAYS = """const Made = window.RTCPeerConnection;
window.lines = [];
window.RTCPeerConnection = class extends Made {
  constructor(...given) { super(...given); window.lines.push(this); }
};"""


def _sees(tab: Page, *others: Hand) -> None:
    """So many move before him, each under his name, and nobody else."""
    theirs = tab.locator("#room-call-people figure:not(.call-own)")
    expect(theirs).to_have_count(len(others))
    for one in others:
        expect(tab.locator("#room-call-people")).to_contain_text(one.actor.name)
    tab.wait_for_function(ALL_MOVE, arg=len(others), timeout=30_000)


def test_three_meet_one_leaves_and_comes_back_and_the_meeting_is_whole_without_the_call(
    comes: Opens, one_cast: Cast
) -> None:
    """Minh chairs, Hoa and Bình sit elsewhere; then no word of the call goes through any more."""
    expect.set_options(timeout=20_000)
    cast, path = one_cast, opened(one_cast)
    minh, hoa, binh = tabs = comes(cast.minh), comes(cast.hoa), comes(cast.binh)
    for tab in tabs:
        tab.add_init_script(WAYS)
        tab.goto(path)
        comes_in(tab, "video")
    _sees(minh, cast.hoa, cast.binh)
    _sees(hoa, cast.minh, cast.binh)
    _sees(binh, cast.minh, cast.hoa)
    binh.locator("[data-name='call-leave']").click()
    _sees(minh, cast.hoa)
    _sees(hoa, cast.minh)
    comes_in(binh, "video")
    _sees(binh, cast.minh, cast.hoa)
    _sees(minh, cast.hoa, cast.binh)
    for tab in tabs:
        assert tab.evaluate(NO_CALL) == 2
    _the_meeting_is_whole(cast, path, minh, hoa, binh)


def _the_meeting_is_whole(cast: Cast, path: str, minh: Page, hoa: Page, binh: Page) -> None:
    """A matter, the floor, a vote to its result: on every page, by its own buttons."""
    does(cast.minh, path, "start_item", item=item(cast.minh, path))
    does(cast.minh, path, "give_floor", person=cast.binh.account)
    vote = voting(cast, path)
    for tab in (minh, hoa, binh):
        expect(tab.locator("#room-speaker")).to_contain_text(cast.binh.actor.name)
        votes(tab, "for")
    does(cast.minh, path, "close_vote", vote=vote)
    for tab in (minh, hoa, binh):
        expect(tab.locator("#room-vote .outcome")).to_contain_text("Được thông qua")
        expect(tab.locator("html")).to_have_attribute("data-room", "open")
