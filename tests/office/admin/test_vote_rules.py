"""An administrator keeps what carries a vote, from when to when; a vote keeps its own (VT-04)."""

import datetime as dt
import html

import pytest

from server import clock
from server.admin.organisation import vote_rules
from server.admin.organisation.vote_rules import Carried
from server.clock import HANOI, today
from server.org.vote_rules import VoteRule, counting, kept
from tests.cast import Cast
from tests.office.admin.desk import DAY, actor, kien, last_change, why
from tests.office.front.clicking import Desk
from tests.office.meetings.gathering import MEMBERS, does, opened, voting
from tests.office.meetings.test_stances import AGENDA, marked
from tests.office.outcome import refused

UBND = "phien_hop_ubnd"
RULES_OF_WORK = "khoản 2 Điều 40 Quy chế làm việc của UBND huyện"
OF_THE_LAW = "Điều 114, 117 Luật Tổ chức chính quyền địa phương 2015"


def settle(**more) -> VoteRule:
    said = {"body": UBND, "way": "", "threshold": "two_thirds", "basis": RULES_OF_WORK,
            "valid_from": today()} | more  # fmt: skip
    return vote_rules.settle(kien(), "huyen", Carried(**said))


def votes(cast: Cast, path: str, **more) -> dict:
    """Opened, said yes to by three of four, closed."""
    vote = voting(cast, path, **more)
    for hand in (cast.minh, cast.binh, cast.hoa):
        if more.get("kind") != "card":
            does(hand, path, "cast", vote=vote, choice="for")
    if more.get("kind") == "card":
        counts = {"for": 3, "against": 0, "abstain": 1}
        does(cast.tuan, path, "record_card_vote", vote=vote, counts=counts)
    return dict(does(cast.minh, path, "close_vote", vote=vote)["votes"][-1])


def lines(cast: Cast, path: str) -> str:
    return "\n".join(one["text"] for one in cast.tuan.sees(f"{path}/minutes")["items"])


def test_a_vote_takes_what_is_in_force_that_day_and_its_minutes_say_why(one_cast):
    cast = one_cast
    path = opened(cast)
    settle(valid_from=today() + DAY, basis="quy định của ngày mai")
    before = votes(cast, path)
    assert (before["threshold"], before["basis"]) == ("half", OF_THE_LAW)
    settle()
    after = votes(cast, path)
    assert (after["threshold"], after["basis"]) == ("two_thirds", RULES_OF_WORK)
    assert after["result"]["needed"] == 3 and after["result"]["passed"]
    settle(threshold="half", basis="quy định sửa sau đó")
    seen = {one["id"]: one for one in cast.hoa.sees(path)["votes"]}
    assert seen[after["id"]]["basis"] == RULES_OF_WORK, "what was opened stays what it was"
    assert seen[after["id"]]["threshold"] == "two_thirds"
    assert f"Căn cứ: {RULES_OF_WORK}." in lines(cast, path)
    assert f"Căn cứ: {RULES_OF_WORK}" in cast.hoa.browser().get(path).text


def test_a_way_of_voting_with_a_rule_of_its_own_takes_that_one(one_cast):
    cast = one_cast
    settle(way="secret", basis="quy định về bỏ phiếu kín")
    settle(threshold="half", basis="quy định chung")
    path = opened(cast)
    assert votes(cast, path, kind="card")["basis"] == "quy định chung"
    secret = votes(cast, path, kind="secret")
    assert (secret["threshold"], secret["basis"]) == ("two_thirds", "quy định về bỏ phiếu kín")


def test_what_the_chair_names_goes_before_what_is_kept(one_cast):
    settle()
    path = opened(one_cast)
    own = votes(one_cast, path, threshold="half", basis="Điều 9 Quy chế này")
    assert (own["threshold"], own["basis"]) == ("half", "Điều 9 Quy chế này")


def test_what_nobody_opposes_is_carried_by_its_own_rule(one_cast):
    """Two of four agree: more than half is not there, nor two thirds of four once three do."""
    cast = one_cast
    settle(threshold="half", basis="quy định chung")
    settle(way="together", basis="Điều 12 Quy chế: thông qua cùng một lượt")
    path = marked(cast, opened(cast, agenda=AGENDA))
    does(cast.tckh, path, "leave")
    does(
        cast.hoa,
        path,
        "mark_stances",
        stances=[{"item": one["id"], "stance": "agree"} for one in cast.hoa.sees(path)["agenda"]],
    )
    assert all(one["together"] for one in cast.minh.sees(path)["agenda"]), "three are two thirds"
    page = html.unescape(cast.minh.browser().get(path).text)
    assert "để trống: Điều 12 Quy chế: thông qua cùng một lượt" in page
    items = [one["id"] for one in cast.minh.sees(path)["agenda"]]
    done = does(cast.minh, path, "adopt_unopposed", items=items[:1])
    assert done["votes"][-1]["basis"] == "Điều 12 Quy chế: thông qua cùng một lượt"
    assert done["votes"][-1]["threshold"] == "two_thirds"
    named = does(cast.minh, path, "adopt_unopposed", items=items[1:2], basis="Điều 13")
    assert named["votes"][-1]["basis"] == "Điều 13"
    told = lines(cast, path)
    assert "Căn cứ: Điều 12 Quy chế: thông qua cùng một lượt." in told
    assert "Căn cứ: Điều 13." in told


def test_the_fold_asks_for_as_many_as_the_rule_for_it(one_cast):
    cast = one_cast
    settle(way="together")
    path = marked(cast, opened(cast, here=MEMBERS[:3], agenda=AGENDA))
    budget = lambda: cast.minh.sees(path)["agenda"][0]["together"]  # noqa: E731
    assert budget(), "three of four are two thirds"
    does(cast.binh, path, "leave")
    does(
        cast.hoa,
        path,
        "mark_stances",
        stances=[{"item": cast.hoa.sees(path)["agenda"][0]["id"], "stance": "agree"}],
    )
    assert not budget(), "two of four are not, though more than half were enough by no rule"


def test_another_agencys_rule_and_another_bodys_count_for_neither(one_cast):
    vote_rules.settle(kien(), "hoangphu", Carried(
        body=UBND, way="", threshold="two_thirds", basis="của xã", valid_from=today()))  # fmt: skip
    settle(body="ky_hop_hdnd", basis="của Hội đồng nhân dân")
    assert votes(one_cast, opened(one_cast))["basis"] == OF_THE_LAW


def test_a_rule_with_a_last_day_lets_the_one_before_it_count_again(one_app, monkeypatch):
    agency = actor("vanthu.huyen").agency_id
    settle(threshold="half", basis="lâu dài")
    brief = settle(basis="trong hai tuần", valid_to=today() + 14 * DAY)
    named = lambda day: counting(kept(agency, day), UBND, "open").basis  # noqa: E731
    assert [named(today() + n * DAY) for n in (0, 13, 14)] == ["trong hai tuần"] * 2 + ["lâu dài"]
    vote_rules.end(kien(), brief.id, on=today() + 3 * DAY)
    assert [named(today() + n * DAY) for n in (2, 3)] == ["trong hai tuần", "lâu dài"]
    assert f"thôi áp dụng từ {today() + 3 * DAY:%d/%m/%Y}" in last_change().words
    later = dt.datetime.combine(today() + 4 * DAY, dt.time(8), HANOI)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert why(vote_rules.end, kien(), brief.id, on=today() - DAY) == "end_is_backdated"


def test_only_an_administrator_settles_one_and_no_day_is_turned_back(one_app):
    new = Carried(body=UBND, way="", threshold="half", basis="x", valid_from=today())
    assert why(vote_rules.settle, actor("chutich.huyen"), "huyen", new) == "not_allowed"
    assert why(settle, valid_from=today() - DAY) == "end_is_backdated"
    assert why(settle, valid_to=today()) == "ends_before_it_begins"
    assert why(settle, body="giao_ban") == "body_votes"
    assert why(settle, body="x") == "body_votes"
    assert why(settle, way="x") == "no_such_choice"
    row = settle()
    assert why(vote_rules.end, actor("vanthu.huyen"), row.id, on=today()) == "not_allowed"
    assert last_change().words == (
        f"Phiên họp Ủy ban nhân dân, UBND huyện Hoằng Hóa: {RULES_OF_WORK}, từ {today():%d/%m/%Y}"
    )


def test_it_is_kept_by_clicking(one_cast):
    desk, here = Desk(one_cast.kien), "/people/votes"
    said = {"agency": "huyen", "body": UBND, "way": "", "threshold": "two_thirds",
            "basis": RULES_OF_WORK, "valid_from": f"{today():%d/%m/%Y}"}  # fmt: skip
    assert OF_THE_LAW in html.unescape(desk.opens(here)), "what counts where nothing is settled"
    assert desk.sends(f"{here}/new", **said).status_code == 302
    text = html.unescape(desk.opens(here))
    assert RULES_OF_WORK in text and "đang áp dụng" in text
    assert desk.sends(f"{here}/new", **said | {"basis": "Điều 41", "threshold": "half"})
    text = html.unescape(desk.opens(here))
    assert "có tỷ lệ mới hơn" in text and "Điều 41" in text
    ends = {"on": f"{today():%d/%m/%Y}"}
    assert ">Thôi áp dụng</button>" in desk.opens(f"{here}/2/end")
    assert desk.sends(f"{here}/2/end", **ends).status_code == 302
    assert "đã thôi" in html.unescape(desk.opens(here))
    empty = desk.sends(f"{here}/new", **said | {"basis": ""})
    assert empty.status_code == 422


def test_a_program_cannot_adopt_by_an_article_in_a_thousand_lines(one_cast):
    path = marked(one_cast, opened(one_cast, agenda=AGENDA))
    got = one_cast.minh.asks("POST", f"{path}/actions/adopt_unopposed", json={"basis": "x" * 9999})
    assert got.status_code == 422
    refused(one_cast.hoa.asks("POST", f"{path}/actions/adopt_unopposed", json={}), "wrong_role")


@pytest.mark.parametrize("page", ["/people/votes", "/people/votes/new", "/people/votes/1/end"])
def test_nobody_else_finds_the_page(one_cast, page):
    settle()
    for hand in (one_cast.minh, one_cast.lan):
        assert hand.browser().get(page).status_code in (403, 404)
