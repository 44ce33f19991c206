"""What ends before it has a number: the auditor reads why, but of no secret (DOMAIN §3.2)."""

import pytest

from tests.office.incoming import desk
from tests.office.incoming.test_who_may import EVERYBODY
from tests.office.outcome import history, reads, waits_nowhere
from tests.office.papers import ok

WHY = {"code": "UNREADABLE", "reason": "Trang 2 không đọc được."}


def returned(cast, **why) -> str:
    path = desk.arrived(cast, electronic=True)
    ok(cast.lan.does(path, "return", WHY | why))
    return path


def recalled(cast) -> str:
    path = desk.asked(desk.arrived(cast, electronic=True), "recall", words="Gửi nhầm")
    ok(cast.lan.does(path, "recall_received"))
    return path


def replaced(cast) -> str:
    path = desk.asked(desk.arrived(cast, electronic=True), "replace", by_code="9/UBND")
    ok(cast.lan.does(path, "replaced"))
    return path


@pytest.mark.parametrize("end", [returned, recalled, replaced])
def test_clerk_and_auditor_read_it_and_nobody_else(one_cast, end):
    path = end(one_cast)
    assert {who for who in EVERYBODY if reads(getattr(one_cast, who), path)} == {"lan", "son"}
    assert one_cast.son.sees(path)["actions"] == [] and waits_nowhere(path)


def test_he_reads_its_history_there_and_finds_it_in_the_list(one_cast):
    path = returned(one_cast)
    told = ok(one_cast.son.asks("GET", f"{path}/history"))["items"]
    said = [it["reason"] for it in told if it["transition"] == "return"]
    assert said == ["UNREADABLE: Trang 2 không đọc được."]
    assert f"Không đọc được: {WHY['reason']}" in one_cast.son.browser().get(path).text
    assert path in one_cast.son.browser().get("/incoming").text


def test_each_time_he_opens_it_the_log_has_an_event(one_cast):
    path = returned(one_cast)
    one_cast.son.sees(path)
    rows = one_cast.son.sees("/audit/reads")["items"]
    assert path.strip("/") in {it["paper"] for it in rows if it["account"] == one_cast.son.account}


def test_what_should_have_come_by_the_secret_way_he_does_not_read(one_cast):
    path = returned(one_cast, code="SECRET_CHANNEL")
    assert reads(one_cast.lan, path) and not reads(one_cast.son, path)
    assert path not in one_cast.son.browser().get("/incoming").text


def test_nor_what_was_shut_away_and_then_called_back(one_cast):
    path = desk.arrived(one_cast, electronic=True)
    ok(one_cast.lan.does(path, "quarantine", {"reason": "Có dấu MẬT"}))
    desk.asked(path, "recall", words="Gửi nhầm")
    ok(one_cast.lan.does(path, "recall_received"))
    assert not reads(one_cast.son, path)


def test_of_what_came_on_paper_the_history_has_the_decrees_reason_too(one_cast):
    """IN-T05: a paper sender is told by nobody's letter; who asks later reads why."""
    path = desk.arrived(one_cast)
    ok(one_cast.lan.does(path, "return", {"code": "WRONG_RECIPIENT"}))
    assert history(path)[-1].reason == "WRONG_RECIPIENT"
    assert "Gửi nhầm nơi nhận" in one_cast.lan.browser().get(path).text
