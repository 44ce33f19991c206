"""Thu reads what the units owe her archive: due soon, over their day, kept back (RP-12)."""

import datetime as dt
import re

import pytest

from server.clock import today
from server.database import transaction
from server.documents.casefiles.models import CaseFile
from tests.cast import Cast, Hand
from tests.office.casefiles.keeping import closed, id_of
from tests.office.papers import ok
from workflows.filing import months_on

pytestmark = pytest.mark.sent


def ended(path: str, day: dt.date, **more: object) -> None:
    """Nam's work ended that day; nobody has handed its file over since."""
    with transaction() as session:
        case = session.get_one(CaseFile, id_of(path))
        case.ended_on = day
        for name, value in more.items():
            setattr(case, name, value)


def told(hand: Hand, asked: str = "") -> tuple[list[str], list[str]]:
    """The figures of the unit, and the codes of the files listed."""
    page = hand.browser().get(f"/casefiles/owed{asked}")
    assert page.status_code == 200
    figures = re.findall(r"<td>(?:<a[^>]*>)?(\d+)", page.text)
    return figures, re.findall(r"<li><p><b>([^<]*)</b>", page.text)


def test_a_file_is_told_thirty_days_before_its_day_and_from_then_on(one_cast: Cast) -> None:
    path, year_ago = closed(one_cast), months_on(today(), -12)
    for days, figures in ((31, []), (30, ["0", "1", "0"]), (0, ["0", "1", "0"])):
        ended(path, year_ago + dt.timedelta(days))
        assert told(one_cast.thu) == (figures, ["01.VHTT"] if figures else [])
    ended(path, year_ago - dt.timedelta(1))
    assert told(one_cast.thu) == (["1", "0", "0"], ["01.VHTT"])
    assert told(one_cast.thu, "?part=late")[1] == ["01.VHTT"]
    assert told(one_cast.thu, "?part=soon")[1] == told(one_cast.thu, "?unit=tckh")[1] == []


def test_who_may_not_read_it_yet_is_led_to_asking(one_cast: Cast) -> None:
    path = closed(one_cast)
    ended(path, months_on(today(), -13))
    asks, opens = (
        one.browser().get("/casefiles/owed").text for one in (one_cast.thu, one_cast.minh)
    )
    assert f'href="{path}"' in opens and f'href="{path}"' not in asks
    assert "/casefiles/access/new?code=01.VHTT" in asks
    assert 'href="/casefiles/owed"' in one_cast.thu.browser().get("/casefiles/deliveries").text


def test_what_is_kept_back_is_told_with_its_day_and_is_late_after_it(one_cast: Cast) -> None:
    path = closed(one_cast)
    ended(path, months_on(today(), -12))
    until = months_on(today(), 12)
    said = {"until": f"{until}", "consent": "12/UBND-VHTT", "reason": "Còn dùng để thanh tra"}
    ok(one_cast.minh.does(path, "keep_back", said))
    assert told(one_cast.thu) == (["0", "0", "1"], ["01.VHTT"])
    assert (
        f"được giữ lại đến {until:%d/%m/%Y}" in one_cast.thu.browser().get("/casefiles/owed").text
    )
    ended(path, months_on(today(), -30), kept_until=today() - dt.timedelta(1))
    assert told(one_cast.thu)[0] == ["1", "0", "0"]


def test_what_was_handed_over_or_is_kept_briefly_is_owed_by_nobody(one_cast: Cast) -> None:
    path = closed(one_cast)
    ended(path, months_on(today(), -13), years=4)
    assert told(one_cast.thu) == ([], [])
    ended(path, months_on(today(), -13), years=10)
    ok(one_cast.nam.does(path, "transfer"))
    assert told(one_cast.thu) == ([], [])


def test_it_is_the_archivists_and_the_leaders(one_cast: Cast) -> None:
    for hand in (one_cast.nam, one_cast.hoa, one_cast.kien):
        assert hand.browser().get("/casefiles/owed").status_code == 403
    ended(closed(one_cast), months_on(today(), -13))
    assert told(one_cast.anh) == ([], []), "another agency's"
