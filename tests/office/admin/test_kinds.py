"""Document types of an agency: switched off, another series, days to handle (NUM-04, §4.5)."""

import datetime as dt
import html

import pytest

from server import registers
from server.admin import kinds
from server.clock import today
from server.database import transaction
from server.org import kind_rules, queries
from server.org.kind_rules import due_days, kinds_offered, series_table
from tests.cast import Cast
from tests.office.admin.desk import actor, kien, last_change, why
from tests.office.outcome import refused
from tests.office.papers import DRAFT, drafted, ok, registered


def settle(doc_type: str = "Báo cáo", *, offered: bool = True, series="CHUNG", days="") -> dt.date:
    use = kinds.Use(offered=offered, series=series, due_days=days)
    return kinds.settle(kien(), "huyen", doc_type, use)


def routes(unit: str, clause: str, doc_type: str = "Báo cáo") -> None:
    use = kinds.Use(offered=True, series="CHUNG", goes_to=unit, by_clause=clause)
    kinds.settle(kien(), "huyen", doc_type, use)


@pytest.fixture
def huyen(app) -> int:
    return queries.agency_by_code("huyen").id


def test_a_type_that_is_switched_off_is_not_offered_there_and_is_elsewhere(huyen):
    settle("Thư công", offered=False)
    assert "Thư công" not in kinds_offered(huyen)
    assert "Thư công" in kinds_offered(queries.agency_by_code("hoangphu").id)
    assert last_change().words == (
        f"Thư công, UBND huyện Hoằng Hóa: ban hành có → không từ {today():%d/%m/%Y}"
    )
    settle("Thư công")
    assert "Thư công" in kinds_offered(huyen)


def test_no_draft_is_begun_of_a_type_that_is_switched_off_and_a_begun_one_goes_on(one_app):
    nam = Cast(one_app).nam
    begun = drafted(Cast(one_app))
    settle("Công văn", offered=False)
    refused(nam.asks("POST", "/outgoing", json=DRAFT), "kind_is_switched_off")
    assert len(nam.sees("/outgoing")["items"]) == 1
    tag = nam.asks("GET", begun).headers["ETag"]
    ok(nam.asks("PATCH", begun, json={"subject": "V/v khác"}, match=tag))


def test_a_series_of_its_own_counts_at_once_while_no_number_was_given(huyen):
    assert settle(series="BC") == today()
    assert series_table(huyen)["Báo cáo"] == "BC"


def test_once_a_number_was_given_another_series_waits_for_january(huyen):
    with transaction():
        registers.take_number(huyen, "OUT:CHUNG", today())
    january = dt.date(today().year + 1, 1, 1)
    assert settle(series="BC") == january
    assert series_table(huyen).get("Báo cáo", "CHUNG") == "CHUNG"
    assert series_table(huyen, january)["Báo cáo"] == "BC"
    settle(series="CHUNG")
    assert series_table(huyen, january)["Báo cáo"] == "CHUNG", "changed again before it began"


def test_days_to_handle_are_the_working_rules(huyen):
    settle("Công văn", days="7")
    assert (due_days(huyen, "Công văn"), due_days(huyen, "Báo cáo")) == (7, None)
    settle("Công văn")
    assert due_days(huyen, "Công văn") is None


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        ({"series": "b c"}, "bad_series"),
        ({"days": "0"}, "bad_days"),
        ({"days": "nhiều"}, "bad_days"),
        ({"doc_type": "Thư tình"}, "unknown_arriving_type"),
        ({}, "nothing_changes"),
    ],
)
def test_what_is_not_taken(one_app, more, reason):
    assert why(settle, **more) == reason


def test_nobody_else_settles_it(one_app):
    said = kinds.Use(offered=True, series="BC")
    assert why(kinds.settle, actor("chanhvp.huyen"), "huyen", "Báo cáo", said) == "not_allowed"


CLAUSE = "khoản 2 Điều 7 Quy chế công tác văn thư"


def test_a_type_goes_straight_to_the_unit_that_the_rules_name(one_cast: Cast) -> None:
    """IN-T09, art. 23.1: what the agency keeps is proposed to Lan, and binds her."""
    routes("vhtt", CLAUSE, "Công văn")
    assert f"đơn vị nhận thẳng không → vhtt từ {today():%d/%m/%Y}" in last_change().words
    path = registered(one_cast)
    page = html.unescape(one_cast.lan.browser().get(path).text)
    assert CLAUSE in page and '<option value="vhtt" selected' in page
    elsewhere = {"lead": "tckh", "rule": "Điều 12 Quy chế"}
    refused(one_cast.lan.does(path, "route_by_rule", elsewhere), "goes_where_ruled")
    ok(one_cast.lan.does(path, "route_by_rule", {"lead": "vhtt", "rule": CLAUSE}))


def test_where_the_rules_name_none_the_clause_that_lan_cites_says_where(one_cast: Cast) -> None:
    routes("vhtt", CLAUSE, "Báo cáo")
    path = registered(one_cast)
    ok(one_cast.lan.does(path, "route_by_rule", {"lead": "tckh", "rule": "Điều 12 Quy chế"}))


def test_a_unit_that_is_no_more_binds_nobody(one_cast: Cast) -> None:
    routes("vhtt", CLAUSE, "Công văn")
    with transaction():
        queries.unit_by_code(one_cast.lan.actor.agency_id, "vhtt").valid_to = today()
    assert kind_rules.routed(one_cast.lan.actor.agency_id, "Công văn") == ("", "")


def test_half_a_rule_and_a_unit_of_nobody_are_refused(app) -> None:
    for route, reason in (
        (("vhtt", " "), "route_is_half"),
        (("", CLAUSE), "route_is_half"),
        (("khongco", CLAUSE), "unknown_unit"),
    ):
        assert why(routes, *route) == reason


def test_a_type_that_only_arrives_has_days_and_a_unit_and_no_series(one_cast: Cast) -> None:
    use = kinds.Use(offered=True, series="", due_days="5", goes_to="vhtt", by_clause=CLAUSE)
    kinds.settle(kien(), "huyen", "Thông tư", use)
    huyen = one_cast.lan.actor.agency_id
    assert (due_days(huyen, "Thông tư"), kind_rules.routed(huyen, "Thông tư")) == (
        5, ("vhtt", CLAUSE)
    )  # fmt: skip
    assert "Thông tư" not in kinds_offered(huyen)
    assert "sổ số" not in last_change().words
    page = html.unescape(one_cast.kien.browser().get("/people/kinds/huyen/Thông tư").text)
    assert 'name="due_days"' in page and 'name="series"' not in page


def test_one_that_is_written_here_needs_its_series(app) -> None:
    assert why(settle, series="") == "bad_series"
