"""The list of meetings is narrowed by what stands above it, and its address says by what."""

import html

import pytest

from server.clock import today
from server.org.queries import unit_by_code
from tests.office.meetings.gathering import TITLE, does, opened, planned
from tests.office.meetings.test_polls import POLL

STORM = "Họp phòng chống bão"


@pytest.fixture
def three(one_cast):
    """Minh's session is held, Bình's meeting about the storm is planned, a poll too."""
    opened(one_cast)
    planned(
        one_cast, title=STORM, kind="chuyen_de", chair=one_cast.binh.account,
        delegates=[one_cast.tckh.account], agenda=[{"title": "Sơ tán dân ven biển"}],
    )  # fmt: skip
    planned(one_cast, **POLL, title="Xin ý kiến quy chế")


def titles(hand, asked=""):
    return {one["title"] for one in hand.sees(f"/meetings?{asked}")["items"]}


@pytest.mark.usefixtures("three")
def test_by_kind_state_day_part_and_place(one_cast):
    minh = one_cast.minh
    poll, day = "Xin ý kiến quy chế", today().isoformat()
    vhtt = unit_by_code(minh.actor.agency_id, "vhtt").id
    for asked, found in (
        ("", {TITLE, STORM, poll}),
        ("kind=chuyen_de", {STORM}),
        ("state=IN_SESSION", {TITLE}),
        ("part=minds", {TITLE, poll}),
        ("part=sits", {TITLE, poll}),
        (f"place=u{vhtt}", {TITLE, poll}),
        (f"place=u{vhtt}&kind=chuyen_de", set()),
        (f"place=a{minh.actor.agency_id}", {TITLE, STORM, poll}),
        (f"starts_from={day}", {TITLE, STORM, poll}),
        ("starts_to=2020-12-31", set()),
        ("q=so tan dan", {STORM}),
        ("q=bão&kind=chuyen_de", {STORM}),
        ("q=bão&kind=lay_y_kien", set()),
    ):
        assert titles(minh, asked) == found, asked
    assert titles(one_cast.tuan, "part=minds") == {TITLE, STORM, poll}
    assert titles(one_cast.binh, "part=minds") == {STORM}
    assert titles(one_cast.tckh, "part=minds") == set(), "who only sits there minds nothing"


@pytest.mark.usefixtures("three")
def test_the_page_keeps_what_was_chosen_and_says_what_means_nothing(one_cast):
    browser = one_cast.minh.browser()

    def page(asked):
        got = browser.get(f"/meetings?{asked}")
        assert got.status_code == 200
        return html.unescape(got.text)

    told = page("kind=chuyen_de&q=bao")
    assert STORM in told and TITLE not in told
    assert '<option value="chuyen_de" selected>Họp chuyên đề' in told and 'value="bao"' in told
    nothing = page("state=CANCELLED")
    assert "Không có cuộc họp nào khớp" in nothing and "Chưa có cuộc họp nào" not in nothing
    wrong = page("starts_from=32/13/2026&kind=tiệc&place=u0&state=x&part=y")
    assert "Chưa lọc theo “32/13/2026”" in wrong and TITLE in wrong and STORM in wrong
    assert ">Phòng Văn hóa" in wrong and "Hoằng Phú" in wrong
    above = html.unescape(one_cast.anh.browser().get("/meetings").text)
    assert "Chưa có cuộc họp nào." in above and "UBND huyện" in above


def test_the_next_page_is_of_the_same_meetings(one_cast, monkeypatch):
    monkeypatch.setattr("server.papers.listing.PAGE", 1)
    for title in ("Họp một", "Họp hai"):
        planned(one_cast, title=title, kind="giao_ban", agenda=[])
    planned(one_cast, title="Khác")
    told = html.unescape(one_cast.minh.browser().get("/meetings?kind=giao_ban").text)
    assert "Họp hai" in told and "Họp một" not in told
    after = told.split('rel="next"')[0].rpartition('href="')[2].partition('"')[0]
    assert after.startswith("?kind=giao_ban&cursor=")
    assert "Họp một" in html.unescape(one_cast.minh.browser().get(f"/meetings{after}").text)


def test_a_guest_finds_no_meeting_by_a_word_of_a_closed_matter(one_cast):
    """A search that answers tells: to Nam, a guest, the closed matter has a number alone."""
    cast = one_cast
    agenda = [{"title": "Dự toán năm 2027"}, {"title": "Nhân sự chủ chốt", "closed": True}]
    path = opened(cast, agenda=agenda, guests=[cast.nam.account])
    assert TITLE in titles(cast.nam, "q=dự toán")
    assert titles(cast.nam, "q=nhân sự chủ chốt") == set()
    assert cast.nam.sees("/search?q=nhân sự chủ chốt")["items"] == []
    does(cast.minh, path, "pause")
    assert titles(cast.nam, "q=nhân sự") == set()
