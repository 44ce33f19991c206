"""What members think before the session, and what nobody opposes adopted in one act."""

import datetime as dt
import re

from server.documents.outgoing.models import OutgoingDocument
from server.meetings.calling import inviting
from server.meetings.live import events
from tests.office.meetings.gathering import MEMBERS, does, entered, item, opened, voting
from tests.office.meetings.test_inviting import drafted
from tests.office.meetings.test_pages import Page
from tests.office.meetings.test_refusals import no
from tests.office.outcome import change, id_of, says, waits

AGENDA = [
    {"title": "Dự toán năm 2027", "minutes": 30, "needs_vote": True},
    {"title": "Nhân sự", "minutes": 20},
    {"title": "Đường liên xã", "minutes": 25},
]


def marks(hand, path, *stances):
    """One stance for each matter in its order; the words go with all that are not agreement."""
    rows = [
        {
            "item": item(hand, path, n),
            "stance": one,
            "text": "" if one == "agree" else "Chưa rõ vốn",
        }
        for n, one in enumerate(stances, 1)
        if one
    ]
    return does(hand, path, "mark_stances", stances=rows)


def agree(one):
    return [{"item": one, "stance": "agree"}]


def marked(cast, path):
    """All agree to the budget and to the road; about people Hoa thinks otherwise."""
    for name in MEMBERS:
        other = "other" if name == "hoa" else "agree"
        marks(getattr(cast, name), path, "agree", other, "agree")
    return path


def folds(hand, path):
    return [one["together"] for one in hand.sees(path)["agenda"]]


def test_the_room_hears_when_it_will_be_over_with_whatever_moves_its_end(one_cast):
    """Chair, delegates and wall showed three ends: only who pressed something asked anew."""
    cast = one_cast
    path = marked(cast, opened(cast, agenda=AGENDA))
    acts = [("start_item", {"item": item(cast.minh, path, 2)})]
    acts += [("end_item", acts[0][1]), ("pause", {}), ("resume", {}), ("close", {})]
    for step, said in acts:
        does(cast.minh, path, step, **said)
        told = events.told(events.since(id_of(path), 0)[-1])
        seen = cast.binh.sees(path)
        ends = [
            one and dt.datetime.fromisoformat(one) for one in (told["ends_at"], seen["ends_at"])
        ]
        assert ends == [None] * 2 or abs(ends[0] - ends[1]) < dt.timedelta(seconds=30), step
        assert told["together"] == [one["id"] for one in seen["agenda"] if one["together"]], step


def test_the_agenda_folds_by_what_its_members_think(one_cast):
    cast = one_cast
    path = entered(cast, agenda=AGENDA)
    assert folds(cast.minh, path) == [False, False, False]
    marked(cast, path)
    assert folds(cast.minh, path) == folds(cast.binh, path) == [True, False, True]
    marks(cast.binh, path, None, None, "speak")
    assert folds(cast.tuan, path) == [True, False, False]
    marks(cast.binh, path, None, None, "agree")
    assert folds(cast.tuan, path) == [True, False, True]


def test_chair_and_secretary_see_who_thinks_what_and_a_member_his_own(one_cast):
    cast = one_cast
    path = marked(cast, entered(cast, agenda=AGENDA))
    for hand in (cast.minh, cast.tuan):
        said = hand.sees(path)["agenda"][1]["stances"]
        assert {one["person"]: one["stance"] for one in said}[cast.hoa.account] == "other"
        assert [one["text"] for one in said if one["stance"] == "other"] == ["Chưa rõ vốn"]
    seen = cast.hoa.sees(path)["agenda"][1]
    assert seen["stances"] == [] and seen["mine"]["stance"] == "other"
    assert cast.tuan.sees(path)["agenda"][1]["mine"] is None


def test_everybody_sees_the_end_that_is_expected(one_cast):
    cast = one_cast
    path = entered(cast, agenda=AGENDA)
    starts = dt.datetime.fromisoformat(cast.hoa.sees(path)["starts_at"])
    ends = lambda: dt.datetime.fromisoformat(cast.hoa.sees(path)["ends_at"]) - starts  # noqa: E731
    assert ends() == dt.timedelta(minutes=75)
    marked(cast, path)
    assert ends() == dt.timedelta(minutes=20 + 2)


def test_what_nobody_opposes_is_adopted_in_one_act_with_a_vote_on_each(one_cast):
    cast = one_cast
    path = marked(cast, opened(cast, agenda=AGENDA))
    done = does(cast.minh, path, "adopt_unopposed")
    assert [(one["state"], one["adopted"]) for one in done["agenda"]] == [
        ("DONE", True), ("PLANNED", False), ("DONE", True),
    ]  # fmt: skip
    assert done["saved_minutes"] == 30 + 25 - 2
    assert [one["item"] for one in done["votes"]] == [done["agenda"][n]["id"] for n in (0, 2)]
    for vote in done["votes"]:
        result = vote["result"]
        assert result["passed"] and result["counts"] == {"for": 4, "against": 0, "abstain": 0}
        assert (result["base"], result["present"], result["needed"]) == (4, 4, 3)
        ballots = cast.hoa.sees(f"{path}/votes/{vote['id']}/ballots")["items"]
        assert {one["id"] for one in ballots} == {getattr(cast, name).account for name in MEMBERS}
    assert [e["kind"] for e in cast.hoa.sees(f"{path}/state?since=1")["events"]][-4:] == [
        "items.adopted", "vote.result", "vote.result", "stances.changed",
    ]  # fmt: skip


def test_of_many_results_the_page_has_a_line_each_and_the_figures_below(one_cast):
    cast = one_cast
    path = marked(cast, opened(cast, agenda=AGENDA))
    does(cast.minh, path, "adopt_unopposed")
    second = item(cast.minh, path, 2)
    does(cast.minh, path, "start_item", item=second)
    assert 'class="sheet fold" id="vote-' not in cast.hoa.browser().get(path).text
    does(cast.minh, path, "close_vote", vote=voting(cast, path, item=second))
    text = cast.hoa.browser().get(path).text
    line = r'class="sheet fold" id="vote-\d+"><summary>.*?<b class="st[^>]*>([^<]+)'
    lines = re.findall(line, text)
    assert lines == ["Không được thông qua", "Được thông qua", "Được thông qua"]


def test_only_those_who_are_there_carry_it_and_of_all_members(one_cast):
    """Three of four sit; with one undecided two agree, which is not more than half of four."""
    cast = one_cast
    path = opened(cast, here=("minh", "binh", "hoa"), agenda=AGENDA)
    for name in ("minh", "binh", "tckh"):
        marks(getattr(cast, name), path, "agree")
    assert folds(cast.minh, path)[0] is False
    no(cast.minh, path, "adopt_unopposed", "nothing_unopposed")
    marks(cast.hoa, path, "agree")
    told = does(cast.minh, path, "adopt_unopposed")["votes"][0]["result"]
    assert (told["base"], told["present"], told["cast"], told["counts"]["for"]) == (4, 3, 3, 3)


def test_the_chair_leaves_out_what_he_would_rather_hear_about_and_nothing_else_gets_in(one_cast):
    cast = one_cast
    path = marked(cast, opened(cast, agenda=AGENDA))
    budget, people, road = (item(cast.minh, path, n) for n in (1, 2, 3))
    no(cast.minh, path, "adopt_unopposed", "is_opposed", items=[budget, people])
    done = does(cast.minh, path, "adopt_unopposed", items=[road])
    assert [one["adopted"] for one in done["agenda"]] == [False, False, True]
    no(cast.minh, path, "adopt_unopposed", "is_opposed", items=[road])
    no(cast.hoa, path, "mark_stances", "item_waits", stances=agree(road))
    does(cast.minh, path, "start_item", item=budget)
    no(cast.minh, path, "adopt_unopposed", "has_no_running_item")


def test_who_may_not_and_what_does_not_fit(one_cast):
    cast = one_cast
    path = entered(cast, agenda=AGENDA)
    first = item(cast.hoa, path)
    other = [{"item": first, "stance": "other", "text": " "}]
    no(cast.hoa, path, "mark_stances", "other_wants_words", stances=other)
    no(cast.tuan, path, "mark_stances", "wrong_role", stances=agree(first))
    no(cast.hoa, path, "mark_stances", "no_such_item", stances=agree(999))
    no(cast.minh, path, "adopt_unopposed", "wrong_state")
    no(cast.binh, path, "adopt_unopposed", "wrong_role")
    talk = entered(cast, kind="giao_ban", room="Phòng họp số 2")
    assert folds(cast.minh, talk) == [False, False]
    assert cast.hoa.browser().get(f"{talk}/stances").status_code == 404


def test_the_minutes_say_what_was_adopted_and_how_much_time_it_saved(one_cast):
    cast = one_cast
    path = marked(cast, opened(cast, agenda=AGENDA))
    does(cast.minh, path, "adopt_unopposed")
    text = "\n".join(one["text"] for one in cast.tuan.sees(f"{path}/minutes")["items"])
    assert "thông qua cùng một lượt 2 nội dung không có ý kiến khác" in text
    assert "1. Dự toán năm 2027; 3. Đường liên xã" in text and "tiết kiệm 53 phút" in text
    assert text.count("Biểu quyết công khai") == 2 and "đạt 100,00 %" in text


def test_it_lies_on_every_members_desk_until_he_has_said_of_all_what_he_thinks(one_cast):
    cast = one_cast
    path, paper = drafted(cast, agenda=AGENDA, attending=[cast.anh.account])
    change(OutgoingDocument, {"id": id_of(paper)}, state="DISPATCHED")
    inviting.call()
    assert all("mark_stances" in waits(getattr(cast, name), path) for name in MEMBERS)
    assert "mark_stances" not in waits(cast.anh, path) | waits(cast.tuan, path)
    marks(cast.hoa, path, "agree", "agree")
    assert "mark_stances" in waits(cast.hoa, path)
    marks(cast.hoa, path, None, None, "speak")
    assert "mark_stances" not in waits(cast.hoa, path)
    assert "mark_stances" in waits(cast.binh, path)


class Form(Page):
    """The page of stances."""

    def sends(self, **typed):
        text = self.client.get(f"{self.path}/stances").text
        token = re.findall(r'name="csrf_token" value="([^"]*)"', text)[0]
        return self.client.post(f"{self.path}/stances", data=typed | {"csrf_token": token})

    @property
    def text(self):
        got = self.client.get(f"{self.path}/stances")
        assert got.status_code == 200
        return got.text


def test_a_member_marks_on_a_page_and_what_was_typed_survives_a_no(one_cast):
    cast = one_cast
    path = entered(cast, agenda=AGENDA)
    hoa, second = Form(cast.hoa, path), item(cast.hoa, path, 2)
    assert "nội dung chưa cho ý kiến" in cast.hoa.browser().get(path).text
    got = hoa.sends(**{f"stance.{second}": "other", f"text.{second}": " "})
    assert got.status_code == 422 and says("other_wants_words", got.text)
    (wanting,) = re.findall(r'id="text-(\d+)"[^>]* aria-invalid="true"', got.text)
    assert f'href="#text-{wanting}"' in got.text, "of many matters, which"
    assert f'name="stance.{second}" value="other" checked' in got.text
    assert says("nothing_marked", hoa.sends().text)
    assert hoa.sends(**{f"stance.{second}": "speak", "agree_rest": "1"}).status_code == 302
    mine = [one["mine"]["stance"] for one in cast.hoa.sees(path)["agenda"]]
    assert mine == ["agree", "speak", "agree"]
    assert "nội dung chưa cho ý kiến" not in cast.hoa.browser().get(path).text
    tuan = Form(cast.tuan, path)
    assert "Đề nghị phát biểu" in tuan.text and 'type="radio"' not in tuan.text
    assert tuan.sends(agree_rest="1").status_code == 403
    assert (
        cast.hoa.actor.name in tuan.text and cast.hoa.actor.name not in Form(cast.binh, path).text
    )


def test_of_a_meeting_that_is_over_nothing_waits_to_be_adopted_or_discussed(one_cast):
    """Closed with all three left, it said “0 thông qua cùng một lượt, 3 cần thảo luận” for good."""
    path = opened(one_cast, agenda=AGENDA)
    line = f'href="{path}/stances"'
    assert line in Page(one_cast.hoa, path).text
    does(one_cast.minh, path, "close")
    assert line not in Page(one_cast.hoa, path).text


def test_the_chair_adopts_by_a_form_where_there_is_no_script(one_cast):
    cast = one_cast
    path = marked(cast, opened(cast, agenda=AGENDA))
    minh, first = Page(cast.minh, path), item(cast.minh, path)
    assert f'action="{path}/adopt_unopposed"' in minh.text
    assert minh.presses("adopt_unopposed", items=[str(first)]).status_code == 302
    assert "đã tiết kiệm 28 phút" in Page(cast.hoa, path).text
    assert f'action="{path}/adopt_unopposed"' not in Page(cast.hoa, path).text


def test_who_agrees_in_the_end_says_nothing_that_he_does_not_see(one_cast):
    """The box for another opinion is not shown beside "Đồng ý"; what stood in it is not kept."""
    cast = one_cast
    path = entered(cast, agenda=[{"title": "Dự toán năm 2027"}])
    first, hoa = item(cast.hoa, path), Form(cast.hoa, path)
    for stance, kept in (("other", "Chưa rõ vốn"), ("agree", "")):
        typed = {f"stance.{first}": stance, f"text.{first}": "Chưa rõ vốn"}
        assert hoa.sends(**typed).status_code == 302
        assert cast.hoa.sees(path)["agenda"][0]["mine"]["text"] == kept
