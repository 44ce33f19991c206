"""Papers of a matter in versions: what members see, and which one a vote stands on (MT-02)."""

import json
import re

from sqlalchemy import select

from server.audit.models import LedgerEvent
from server.database import db
from server.documents.outgoing.models import DraftVersion
from server.meetings.live import events
from server.meetings.models import Meeting
from server.meetings.papers import tabled
from tests.office.meetings.gathering import does, id_of, item, opened, voting
from tests.office.outcome import change, show_to
from tests.office.papers import drafted, ok


def before(cast, **more) -> tuple[str, str]:
    """The committee sits; Nam's draft lies before it."""
    paper = drafted(cast)
    matter = {"title": "Quy chế họp", "documents": [paper[1:]], "needs_vote": True} | more
    show_to(paper, cast.tuan)
    return opened(cast, agenda=[matter]), paper


def rewrites(cast, paper: str, words: str = "Viết lại.") -> None:
    seen = cast.nam.asks("GET", paper).headers["ETag"]
    ok(cast.nam.asks("PATCH", paper, json={"body": [words]}, match=seen))


def digests(paper: str) -> list[str]:
    mine = select(DraftVersion.digest).filter_by(outgoing_id=id_of(paper))
    return list(db.session.scalars(mine.order_by(DraftVersion.n)))


def test_a_paper_written_anew_leaves_the_vote_on_what_it_was_opened_on(cast):
    """E10: Nam uploads version 2 while version 1 is voted on."""
    path, paper = before(cast)
    does(cast.minh, path, "start_item", item=item(cast.minh, path))
    vote = voting(cast, path)
    rewrites(cast, paper)
    for hand in (cast.minh, cast.binh, cast.hoa):
        does(hand, path, "cast", vote=vote, choice="for")
    seen = does(cast.minh, path, "close_vote", vote=vote)
    first, second = digests(paper)
    (shown,), (stood,) = seen["agenda"][0]["documents"], seen["votes"][0]["papers"]
    assert (shown["version"], shown["before"], shown["sha256"]) == (2, 1, second)
    assert (stood["version"], stood["sha256"], stood["newest"]) == (1, first, 2)
    assert shown["since"] == stood["since"]
    page = " ".join(cast.hoa.browser().get(path).text.split())
    assert re.search(r"bản 2, thay bản 1 lúc \d\d:\d\d \d\d/\d\d/\d{4}", page)
    assert f'href="{paper}/versions/1"' in page and first[:12] in page
    assert "bản 2 có từ" in page


def test_the_log_and_the_minutes_name_that_very_text(one_cast):
    path, paper = before(one_cast)
    does(one_cast.minh, path, "start_item", item=item(one_cast.minh, path))
    vote = voting(one_cast, path)
    rewrites(one_cast, paper)
    does(one_cast.minh, path, "close_vote", vote=vote)
    first, _second = digests(paper)
    said = select(LedgerEvent.content).where(LedgerEvent.content.like('%"event":"vote"%'))
    assert json.loads(db.session.scalars(said).one())["papers"] == f"{paper[1:]}:{first}"
    text = "\n".join(one["text"] for one in one_cast.tuan.sees(f"{path}/minutes")["items"])
    assert f"Tài liệu: V/v triển khai phòng họp không giấy tờ (bản 1, mã băm {first[:12]})" in text
    assert re.search(rf"Biểu quyết trên: V/v [^(]+\(bản 1, mã băm {first[:12]}\)", text)
    assert "bản 2 thay bản 1" in text


def test_the_next_vote_stands_on_the_newest(one_cast):
    path, paper = before(one_cast)
    does(one_cast.minh, path, "start_item", item=item(one_cast.minh, path))
    does(one_cast.minh, path, "close_vote", vote=voting(one_cast, path))
    rewrites(one_cast, paper)
    again = voting(one_cast, path)
    stood = [one["papers"][0] for one in one_cast.minh.sees(path)["votes"]]
    assert [(one["version"], one["newest"]) for one in stood] == [(1, 2), (2, None)]
    does(one_cast.minh, path, "close_vote", vote=again)


def test_what_is_adopted_at_once_stands_on_its_papers_too(one_cast):
    path, paper = before(one_cast)
    about = item(one_cast.minh, path)
    for hand in (one_cast.minh, one_cast.binh, one_cast.hoa, one_cast.tckh):
        does(hand, path, "mark_stances", stances=[{"item": about, "stance": "agree"}])
    does(one_cast.minh, path, "adopt_unopposed", items=[about])
    (vote,) = one_cast.minh.sees(path)["votes"]
    assert [one["sha256"] for one in vote["papers"]] == digests(paper)


def test_the_room_hears_of_the_new_text_and_of_a_closed_matter_no_word(one_cast):
    path, paper = before(one_cast, closed=True)
    rewrites(one_cast, paper)
    told = [events.told(one) for one in events.of_kinds(id_of(path), {"doc.changed"})]
    assert [one["closed"] for one in told] == [True]
    assert not {"document", "name"} & told[0].keys()
    change(Meeting, {"id": id_of(path)}, state="CLOSED")
    rewrites(one_cast, paper, "Lần nữa.")
    assert len(events.of_kinds(id_of(path), {"doc.changed"})) == 1


def test_the_same_words_once_more_are_the_newest_version():
    rows = [tabled.Version(1, "a"), tabled.Version(2, "b"), tabled.Version(3, "a")]
    mine = tabled.version_by(rows, "a")
    assert mine and mine.n == 3 and tabled.successor(rows, mine) is None
    assert tabled.version_by(rows, "c") is None
