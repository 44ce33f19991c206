"""One document at one recipient: what Lan in the district sees of what Đào does in the commune."""

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from tests.law.rows import each
from workflows.dispatch import (
    AXIS_ANSWERS,
    MOVES,
    RETRIES,
    STATUS,
    WORDS,
    Delivery,
    Outcome,
    Party,
    after,
    after_try,
    alarm_after,
    code_of,
    is_alarming,
    is_authorised,
    next_try,
    outcome_of,
    remembered,
)
from workflows.urgency import Urgency

LAN, DAO = "H56.12", "H56.12.3"
"""The district's organ id and the commune's."""

# §8.5, every state and every code; what is not written is logged and moves nothing.
TABLE = """
QUEUED           13>CANCELLED
SENT             01>DELIVERED 02>REFUSED 03>ACCEPTED 04>ASSIGNED 05>PROCESSING 06>COMPLETED
DELIVERED        02>REFUSED 03>ACCEPTED 04>ASSIGNED 05>PROCESSING 06>COMPLETED
ACCEPTED         04>ASSIGNED 05>PROCESSING 06>COMPLETED
ASSIGNED         05>PROCESSING 06>COMPLETED
PROCESSING       06>COMPLETED
COMPLETED
REFUSED
FAILED
RECALL_REQUESTED 15>RECALLED 16>RECALL_REFUSED
RECALLED
RECALL_REFUSED
CANCELLED        01>DELIVERED 03>ACCEPTED 04>ASSIGNED 05>PROCESSING 06>COMPLETED
"""
WRITTEN = {
    (words[0], *move.split(">"))
    for line in TABLE.split("\n")
    for words in [line.split()]
    for move in words[1:]
}
RECALLABLE = ["SENT", "DELIVERED", "ACCEPTED", "ASSIGNED", "PROCESSING"]
EXPECTED = {(state, code): end for state, code, end in WRITTEN} | {
    (state, "13"): "RECALL_REQUESTED" for state in RECALLABLE
}
CODES = [f"{number:02d}" for number in range(20)] + ["", "1", "inbox"]


@each(list(Delivery))
def test_a_status_moves_a_delivery_only_as_the_table_says(state):
    told = {(str(state), code): MOVES.get((state, code)) for code in CODES}
    assert told == {key: EXPECTED.get(key) for key in told}


@each(list(Delivery))
def test_where_it_was_before_matters_to_no_other_status(state):
    for code in set(CODES) - {"16"}:
        assert after(state, code, Delivery.PROCESSING) == MOVES.get((state, code))
        assert after(state, code, None) == MOVES.get((state, code))


@each(RECALLABLE)
def test_a_refused_recall_goes_back_to_where_it_was(former):
    was = Delivery(former)
    asked = after(was, "13", None)
    assert asked is Delivery.RECALL_REQUESTED
    assert remembered(was, "13", None) is was
    assert after(asked, "16", was) is was


@each(["SENT", "DELIVERED", "ACCEPTED"])
def test_turned_away_while_it_is_asked_back_it_is_with_nobody(former):
    then = after(Delivery.RECALL_REQUESTED, "02", Delivery(former))
    assert then is (None if former == "ACCEPTED" else Delivery.REFUSED)


@each([it for it in Delivery if it is not Delivery.RECALL_REQUESTED])
def test_a_refusal_of_what_nobody_asked_moves_nothing(state):
    assert after(state, "16", Delivery.SENT) is None


@each(
    [
        ("DELIVERED", "03", "ACCEPTED"),
        ("PROCESSING", "06", "COMPLETED"),
        ("PROCESSING", "04", "PROCESSING"),
        ("DELIVERED", "02", "DELIVERED"),
        ("DELIVERED", "16", "DELIVERED"),
        ("DELIVERED", "13", "DELIVERED"),
    ]
)
def test_what_dao_does_while_a_recall_is_asked_is_where_a_refusal_leads(former, code, then):
    asked = Delivery.RECALL_REQUESTED
    assert remembered(asked, code, Delivery(former)) == then


def test_nothing_is_remembered_where_no_recall_is_asked():
    assert remembered(Delivery.SENT, "01", None) is None
    assert remembered(Delivery.RECALL_REQUESTED, "03", None) is None
    assert remembered(Delivery.DELIVERED, "03", Delivery.SENT) is Delivery.SENT
    assert remembered(Delivery.QUEUED, "13", None) is None


def test_c03_accepted_though_01_was_lost():
    assert after(Delivery.SENT, "03", None) is Delivery.ACCEPTED


def test_c04_a_late_04_after_06_moves_nothing():
    assert after(Delivery.COMPLETED, "04", None) is None


PROGRESS = ["SENT", "DELIVERED", "ACCEPTED", "ASSIGNED", "PROCESSING", "COMPLETED"]


@given(st.lists(st.sampled_from(CODES), max_size=20))
def test_a_delivery_never_goes_back_but_by_a_refused_recall(codes):
    state, former = Delivery.SENT, None
    for code in codes:
        then = after(state, code, former)
        former = remembered(state, code, former)
        if then is None:
            continue
        back = state in PROGRESS and then in PROGRESS
        assert not back or PROGRESS.index(then) > PROGRESS.index(state)
        assert state not in {Delivery.REFUSED, Delivery.RECALLED}
        assert state is not Delivery.RECALL_REQUESTED or code in {"02", "15", "16"}
        state = then


# Code, what gateways call it, Vietnamese, who says it, where it leads, how far the work is (§8.4).
CODES_OF_THE_HANDBOOK = [
    ("01", "inbox", "Đã đến", "receiver", "DELIVERED", 1),
    ("02", "rejection", "Từ chối tiếp nhận", "receiver", "REFUSED", None),
    ("03", "acceptance", "Đã tiếp nhận", "receiver", "ACCEPTED", 3),
    ("04", "assignment", "Phân công xử lý", "receiver", "ASSIGNED", 4),
    ("05", "processing", "Đang xử lý", "receiver", "PROCESSING", 5),
    ("06", "finish", "Hoàn thành", "receiver", "COMPLETED", 6),
    ("13", "", "Lấy lại", "sender", "RECALL_REQUESTED", None),
    ("15", "", "Đồng ý yêu cầu cập nhật, lấy lại", "receiver", "RECALLED", None),
    ("16", "", "Từ chối yêu cầu cập nhật, lấy lại", "receiver", "RECALL_REFUSED", None),
]


def test_the_codes_are_those_of_the_handbook_and_no_others():
    rows = [
        (row.code, row.alias, row.word, row.said_by, row.state, row.rank) for row in STATUS.values()
    ]
    assert rows == CODES_OF_THE_HANDBOOK
    assert list(STATUS) == [code for code, *_ in CODES_OF_THE_HANDBOOK]


@each(
    [
        ("03", "03"),
        ("3", "03"),
        (" 03 ", "03"),
        ("Acceptance", "03"),
        ("finish", "06"),
        ("13", "13"),
        ("16", "16"),
        ("", None),
        ("0", None),
        ("00", None),
        ("003", None),
        ("07", None),
        ("14", None),
        ("recalled", None),
    ]
)
def test_a_code_is_known_by_its_number_or_its_word(raw, code):
    assert code_of(raw) == code


@each(["01", "02", "03", "04", "05", "06", "15", "16"])
def test_only_the_receiver_tells_how_it_goes(code):
    assert is_authorised(code, author=DAO, sender=LAN, recipient=DAO)
    assert not is_authorised(code, author=LAN, sender=LAN, recipient=DAO)
    assert not is_authorised(code, author="H56.12.4", sender=LAN, recipient=DAO)


def test_only_the_sender_takes_a_document_back():
    assert is_authorised("13", author=LAN, sender=LAN, recipient=DAO)
    assert not is_authorised("13", author=DAO, sender=LAN, recipient=DAO)


def test_nobody_may_say_an_unknown_code():
    assert not is_authorised("07", author=DAO, sender=DAO, recipient=DAO)


def test_organ_ids_are_compared_as_opaque_words():
    assert is_authorised("01", author=" vxp.saas.03\n", sender=LAN, recipient="VXP.SAAS.03")
    assert is_authorised("01", author="xã.Ánh", sender=LAN, recipient="XÃ.ÁNH")


def test_parties_are_two():
    assert {str(party) for party in Party} == {"sender", "receiver"}


def test_the_network_is_tried_five_times_again_with_longer_pauses():
    assert RETRIES == (1, 2, 5, 15, 60)
    assert [next_try(tries) for tries in range(1, 9)] == [1, 2, 5, 15, 60, 60, 60, 60]
    assert [is_alarming(tries) for tries in range(4, 9)] == [False, False, True, False, False]


def test_c01_a_locked_recipient_fails_at_once():
    locked = outcome_of(23)
    assert after_try(Delivery.QUEUED, locked, 1) is Delivery.FAILED


def test_c02_ten_minutes_without_network_and_it_is_sent_once():
    minutes, tries = 0, 1
    while minutes < 10:
        assert after_try(Delivery.QUEUED, Outcome.LATER, tries) is Delivery.QUEUED
        minutes, tries = minutes + next_try(tries), tries + 1
    assert after_try(Delivery.QUEUED, Outcome.TAKEN, tries) is Delivery.SENT
    assert after_try(Delivery.SENT, Outcome.TAKEN, tries) is None


def test_after_the_fifth_retry_it_has_failed():
    assert after_try(Delivery.QUEUED, Outcome.LATER, 5) is Delivery.QUEUED
    assert after_try(Delivery.QUEUED, Outcome.LATER, 6) is Delivery.FAILED
    assert after_try(Delivery.QUEUED, Outcome.TAKEN, 6) is Delivery.SENT


def test_what_has_failed_is_sent_as_soon_as_it_goes():
    assert after_try(Delivery.FAILED, Outcome.LATER, 70) is None
    assert after_try(Delivery.FAILED, Outcome.NEVER, 70) is None
    assert after_try(Delivery.FAILED, Outcome.TAKEN, 71) is Delivery.SENT


@each(product(set(Delivery) - {Delivery.QUEUED, Delivery.FAILED}, Outcome))
def test_only_what_is_not_sent_is_tried(state, outcome):
    assert after_try(state, outcome, 1) is None


def test_the_gateways_errors_are_its_own_and_no_statuses():
    """Error 15 is a bad account; status 15 an agreed recall."""
    by_outcome = {
        outcome: {error for error, row in AXIS_ANSWERS.items() if row.outcome is outcome}
        for outcome in Outcome
    }
    assert by_outcome == {
        Outcome.TAKEN: {0},
        Outcome.LATER: {20, 21},
        Outcome.NEVER: {10, 15, 18, 19, 22, 23},
    }
    assert all(outcome_of(error) is row.outcome for error, row in AXIS_ANSWERS.items())
    assert all(row.word for row in AXIS_ANSWERS.values())


def test_an_unknown_error_is_tried_again():
    assert outcome_of(99) is Outcome.LATER


@each(
    [
        (Urgency.NORMAL, 30),
        (Urgency.KHAN, 5),
        (Urgency.THUONG_KHAN, 5),
        (Urgency.HOA_TOC, 5),
    ]
)
def test_lan_is_alarmed_when_01_does_not_come(urgency, minutes):
    assert alarm_after(urgency) == minutes


def test_every_state_has_words():
    assert set(WORDS) == set(Delivery)
    assert len(set(WORDS.values())) == len(Delivery)
