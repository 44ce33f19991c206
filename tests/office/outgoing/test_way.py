"""An outgoing document goes its whole way, by the persons whom the law names (OUT-T01–T15)."""

from tests.office.papers import dispatched, ready, submitted


def test_checks_given_before_the_approval_let_it_pass_by_itself(cast):
    path = ready(cast)
    thing = cast.nam.sees(path)
    assert thing["state"] == "READY_TO_SIGN"
    steps = [row["transition"] for row in cast.nam.sees(f"{path}/history")["items"]]
    assert steps == [
        "create", "submit", "content_check", "form_check", "approve", "pass_content", "pass_form",
        "ready",
    ]  # fmt: skip


def test_a_dispatched_document_has_both_signatures_its_number_and_today(cast):
    thing = cast.lan.sees(dispatched(cast))
    assert [one["kind"] for one in thing["signatures"]] == ["person", "seal"]
    assert thing["code"] == "01/UBND-VHTT"
    assert [one["recipient"] for one in thing["deliveries"]] == ["hoangphu"]


def test_one_person_does_not_check_both_content_and_form(cast):
    path = submitted(cast)
    cast.hoa.does(path, "content_check")
    assert cast.hoa.does(path, "form_check").status_code == 403
