"""What the room hears of a matter's papers, where not everybody in it is given them (MT-04)."""

from typing import Any

from server.meetings.floor import dealing
from server.sockets import socketio
from tests.cast import Cast
from tests.office.meetings.gathering import does, item, opened
from tests.office.meetings.test_called_to_matters import agenda, papers
from tests.office.meetings.test_live import ear, heard, joins
from tests.office.meetings.test_lost import quiet
from tests.office.meetings.test_screens import paired, wall
from tests.office.meetings.test_versions import rewrites
from tests.office.outcome import show_to
from tests.office.papers import drafted, registered

__all__ = ["wall"]
SITE = "Hoằng Phú"


def shows(cast: Cast, path: str, paper: str, page: int = 1) -> None:
    first = item(cast.minh, path)
    does(cast.minh, path, "show_page", item=first, document=paper[1:], page=page)


def of_the_paper(told: list[Any], paper: str) -> list[Any]:
    """Of what a page received, what says a word of that paper."""
    return [one for one in told if paper[1:] in str(one) or "triển khai" in str(one)]


def test_a_page_goes_to_who_is_given_the_matters_papers_and_to_the_wall(
    one_app, one_cast: Cast, wall, monkeypatch
):
    """Thu comes for the road: of the budget's page her browser hears that one is shown, no more."""
    cast, three = one_cast, papers(one_cast)
    path = opened(cast, agenda=agenda(three, m2={"guests": [cast.thu.account]}))
    paired(cast, wall, path)
    quiet(monkeypatch)
    screen = socketio.test_client(one_app, flask_test_client=wall)
    screen.emit("hang", {}, callback=True)
    with ear(one_app, cast.hoa) as hoa, ear(one_app, cast.thu) as thu:
        joins(hoa, path)
        joins(thu, path)
        shows(cast, path, three[0])
        for page in (hoa, screen):
            ahead, event = page.get_received()
            assert (ahead["name"], event["name"]) == ("ahead", "ev")
            assert ahead["args"][0]["document"] == three[0][1:]
        told = thu.get_received()
        assert [one["name"] for one in told] == ["ev"] and not of_the_paper(told, three[0])
        assert not {"page", "part"} & told[0]["args"][0].keys()
        assert joins(thu, path, since=1)["ok"] and not of_the_paper([joins(thu, path)], three[0])
    screen.disconnect()


def test_where_everybody_is_given_them_the_page_is_one_word_to_all(
    one_app, one_cast: Cast, monkeypatch
):
    cast, three = one_cast, papers(one_cast)
    path = opened(cast, agenda=agenda(three), guests=[cast.thu.account])
    quiet(monkeypatch)
    monkeypatch.setattr(dealing, "_called_to", None)  # nobody is looked for by name
    with ear(one_app, cast.thu) as thu:
        joins(thu, path)
        shows(cast, path, three[0])
        (said,) = heard(thu)
        assert said["document"] == three[0][1:] and "some" not in said


def test_a_site_hears_nothing_of_what_lies_before_another(one_app, one_cast: Cast, monkeypatch):
    cast, three = one_cast, papers(one_cast)
    heads = {SITE: cast.anh.account, "Hoằng Đồng": cast.dao2.account}
    sites = [{"name": name, "head": head} for name, head in heads.items()]
    path = opened(cast, agenda=agenda(three, m1={"sites": [SITE]}), sites=sites)
    quiet(monkeypatch)
    with ear(one_app, cast.anh) as there, ear(one_app, cast.dao2) as elsewhere:
        joins(there, path)
        joins(elsewhere, path)
        shows(cast, path, three[0])
        assert of_the_paper(there.get_received(), three[0])
        assert not of_the_paper(elsewhere.get_received(), three[0])


def test_a_paper_written_anew_is_named_to_nobody_who_is_not_given_it(
    one_app, one_cast: Cast, monkeypatch
):
    cast, paper = one_cast, drafted(one_cast)
    show_to(paper, cast.tuan)
    matters = [{"title": "Quy chế họp", "documents": [paper[1:]]}, {"title": "Đường liên xã"}]
    matters[1]["guests"] = [cast.thu.account]
    path = opened(cast, agenda=matters)
    quiet(monkeypatch)
    with ear(one_app, cast.thu) as thu:
        joins(thu, path)
        rewrites(cast, paper)
        (said,) = heard(thu)
        assert said["kind"] == "doc.changed" and not of_the_paper([said], paper)
        assert not {"sha256", "version", "name"} & said.keys()


def test_a_paper_that_comes_later_is_named_by_no_word_of_the_room(
    one_app, one_cast: Cast, monkeypatch
):
    cast, three = one_cast, papers(one_cast)
    path = opened(cast, agenda=agenda(three, m2={"guests": [cast.thu.account]}))
    late = registered(cast, number="79")
    quiet(monkeypatch)
    with ear(one_app, cast.thu) as thu:
        joins(thu, path)
        does(cast.tuan, path, "add_paper", item=item(cast.minh, path), document=late[1:])
        told = heard(thu)
        assert [one["kind"] for one in told] == ["agenda.changed"]
        assert not of_the_paper(told, late) and "name" not in told[0]
