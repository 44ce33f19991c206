"""The secretary chooses conclusions for the notice, item by item (DOMAIN §10.10)."""

import re

from server.meetings.before.stances import UNOPPOSED
from tests.office.meetings.gathering import does, item, opened


def test_what_was_adopted_at_once_is_in_the_notice_only_where_the_secretary_says_so(one_cast):
    """Two matters that nobody had concluded stood ticked, and went out as conclusions 1 and 2; one
    of which nothing was concluded is no line of the notice."""
    cast = one_cast
    path = opened(cast, agenda=[{"title": one} for one in ("Điểm danh", "Dự toán", "Việc khác")])
    first, second, third = (item(cast.tuan, path, n) for n in (1, 2, 3))
    for hand in (cast.minh, cast.binh, cast.hoa):
        does(hand, path, "mark_stances", stances=[{"item": first, "stance": "agree"}])
    does(cast.minh, path, "adopt_unopposed", items=[first])
    for one, words in ((second, "Giao Phòng Tư pháp rà soát"), (third, "")):
        does(cast.minh, path, "start_item", item=one)
        does(cast.minh, path, "end_item", item=one, conclusion=words)
    does(cast.minh, path, "close")
    does(cast.tuan, path, "draft_minutes")
    browser = cast.tuan.browser()
    page = browser.get(f"{path}/notice").text
    ticked = {n: "checked" in tag for n, tag in re.findall(r'id="use-(\d)"([^>]*)', page)}
    assert ticked == {"0": False, "2": True}, "adopted; concluded; of the third only the fold"
    form = {"signer": cast.minh.account, "capacity": "TM"} | {f"use.{n}": "1" for n in (2, 3, 4)}
    form |= {f"item.{n}": str(one) for n, one in ((0, first), (2, second), (3, second), (4, third))}
    form |= {
        "text.0": UNOPPOSED,
        "text.2": "Giao Phòng Tư pháp rà soát",
        "text.3": "",
        "text.4": "",
    }
    form["csrf_token"] = page.split('name="csrf_token" value="', 1)[1].split('"', 1)[0]
    body = cast.tuan.sees(browser.post(f"{path}/notice", data=form).location)["body"]
    assert [one.split(":")[0] for one in body[1:]] == ["1. Về dự toán"]
