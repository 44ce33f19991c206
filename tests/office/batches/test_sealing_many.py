"""Lan numbers, registers, seals and sends what Minh signed, with one PIN (issue 3)."""

import datetime as dt

import time_machine

from server.clock import now
from server.documents.outgoing.sending import issuing
from server.papers.services import Ref
from tests.cast import Hand
from tests.office.batches.desk import begun, ended
from tests.office.outcome import id_of, state_of, steps
from tests.office.outgoing import desk
from tests.office.outgoing.desk import paper_of

WAY = ["number", "register", "seal", "dispatch"]


def test_numbers_follow_the_list_and_each_paper_goes_as_far_as_it_may(one_cast):
    signed = [desk.signed(one_cast, subject=f"V/v họp lần {n}") for n in range(2)]
    numbered = signed.pop()
    issuing.number(one_cast.lan.actor, Ref(id_of(numbered)))
    early = desk.ready(one_cast)
    order = [signed[0], early, numbered]
    rows = ended(one_cast.lan, begun(one_cast.lan, "seal", order, dispatch=True))
    assert [rows[id_of(path)]["done"] for path in order] == [True, False, True]
    assert rows[id_of(early)]["code"] == "not_found"  # no clerk reads what nobody signed
    assert state_of(signed[0]) == state_of(numbered) == "DISPATCHED"
    assert steps(signed[0])[-4:] == WAY
    assert (paper_of(numbered).number, paper_of(signed[0]).number) == (1, 2)


def test_without_the_word_to_send_it_stops_at_the_seal(one_cast):
    path = desk.signed(one_cast)
    rows = ended(one_cast.lan, begun(one_cast.lan, "seal", [path]))
    assert (rows[id_of(path)]["done"], state_of(path)) == (True, "SEALED")
    rows = ended(one_cast.lan, begun(one_cast.lan, "seal", [path], dispatch=True))
    assert (rows[id_of(path)]["done"], state_of(path)) == (True, "DISPATCHED")


def test_what_fails_after_its_seal_says_how_far_it_came(one_cast):
    path = desk.signed(one_cast, to=["hoangphu"])
    with_nobody = desk.signed(one_cast, to=["hoangdong"])
    desk.change_recipient(with_nobody, "khong-con")
    rows = ended(one_cast.lan, begun(one_cast.lan, "seal", [with_nobody, path], dispatch=True))
    stuck = rows[id_of(with_nobody)]
    assert (stuck["done"], stuck["state"], stuck["code"]) == (False, "SEALED", "unknown_agency")
    assert rows[id_of(path)]["done"]


def test_who_signed_does_not_seal_in_a_batch_either(one_cast):
    path = desk.signed(one_cast)
    desk.also(one_cast.minh, "CLERK")
    rows = ended(one_cast.minh, begun(one_cast.minh, "seal", [path]))
    assert (rows[id_of(path)]["code"], rows[id_of(path)]["state"]) == (
        "sealer_did_not_sign",
        "REGISTERED",
    )
    kept = one_cast.son.sees("/audit/anomalies?kind=one_hand")["items"]
    assert [one["paper"] for one in kept] == [path[1:]], "as where he seals it alone"


def test_who_sends_it_out_is_told_that_its_number_is_to_be_voided(one_cast):
    """Lan found it wrong; Hương, at the other desk, must not press on in good faith."""
    path = desk.signed(one_cast)
    ended(one_cast.lan, begun(one_cast.lan, "seal", [path]))
    huong = Hand(one_cast.lan.app, "vanthu2.huyen").browser()
    many = f'value="{id_of(path)}"'
    assert "lãnh đạo chưa trả lời" not in huong.get(path).text
    assert many in huong.get("/outgoing/batch/seal").text
    one_cast.lan.does(path, "void_number", {"reason": "Sai nơi nhận"})
    told = huong.get(path).text
    assert "đã đề nghị hủy số từ" in told and "“Sai nơi nhận”; lãnh đạo chưa trả lời" in told
    assert many not in huong.get("/outgoing/batch/seal").text, "it is looked at alone"
    with time_machine.travel(now() + dt.timedelta(days=1, seconds=1), tick=False):
        huong = Hand(one_cast.lan.app, "vanthu2.huyen").browser()
        assert "lãnh đạo chưa trả lời" not in huong.get(path).text
        assert many in huong.get("/outgoing/batch/seal").text
