"""In session the chair alone puts what is still ahead in another order, with a trace (MT-01)."""

import json

from sqlalchemy import select

from server.audit.models import LedgerEvent
from server.database import db
from server.meetings.live import events
from tests.office.meetings.gathering import does, id_of, item, opened
from tests.office.meetings.test_pages import Page
from tests.office.outcome import refused

AGENDA = [{"title": title} for title in ("Dự toán", "Nhân sự", "Đất đai", "Việc khác")]


def order(hand, path):
    return [one["title"] for one in hand.sees(path)["agenda"]]


def test_minh_takes_the_land_first_once_the_budget_was_begun(one_cast):
    cast = one_cast
    path = opened(cast, agenda=AGENDA)
    first, land = item(cast.minh, path), item(cast.minh, path, 3)
    does(cast.minh, path, "start_item", item=first)
    done = does(cast.minh, path, "move_item", item=land, place=1)
    assert [one["title"] for one in done["agenda"]] == [
        "Dự toán", "Đất đai", "Nhân sự", "Việc khác",
    ]  # fmt: skip
    assert [one["order"] for one in done["agenda"]] == [1, 2, 3, 4]
    said = {"item": first, "place": 3}
    refused(cast.minh.asks("POST", f"{path}/actions/move_item", json=said), "item_waits")
    said = {"item": land, "place": 4}
    refused(cast.tuan.asks("POST", f"{path}/actions/move_item", json=said), "wrong_role")
    assert order(cast.hoa, path)[1] == "Đất đai"
    (told,) = map(events.told, events.of_kinds(id_of(path), {"agenda.moved"}))
    assert (told["before"], told["no"]) == (3, 2) and "title" not in told
    text = "\n".join(one["text"] for one in cast.tuan.sees(f"{path}/minutes")["items"])
    assert "chủ trì chuyển nội dung “Đất đai” từ thứ 3 sang thứ 2 của chương trình." in text
    logged = select(LedgerEvent.content).where(LedgerEvent.content.like('%"item_moved"%'))
    assert json.loads(db.session.scalars(logged).one())["after"] == 2


def test_by_the_page_and_to_the_end_and_where_it_stands_nothing_is_told(one_cast):
    path = opened(one_cast, agenda=AGENDA)
    page = Page(one_cast.minh, path)
    about = str(item(one_cast.minh, path))
    assert page.presses("move_item", item=about, place="9").status_code == 302
    assert order(one_cast.hoa, path) == ["Nhân sự", "Đất đai", "Việc khác", "Dự toán"]
    does(one_cast.minh, path, "move_item", item=int(about), place=4)
    assert len(events.of_kinds(id_of(path), {"agenda.moved"})) == 1
