"""Whose turn it is with a draft: in each state exactly these people have these buttons (§3.2)."""

import pytest
from flask import Flask

from tests.cast import Cast
from tests.office.outcome import show_to
from tests.office.outgoing import desk
from tests.office.papers import due, ok

EVERYBODY = ("lan", "minh", "binh", "tuan", "hoa", "nam", "tckh", "cv_tckh", "mai", "thu", "dao",
             "anh", "son", "kien")  # fmt: skip


@pytest.fixture
def cast(one_app: Flask) -> Cast:
    """Whose turn it is stands in the law; its rows are tried on both databases elsewhere."""
    return Cast(one_app)


def consulted(cast) -> str:
    path = desk.drafted(cast)
    ok(cast.nam.does(path, "consult", {"units": ["tckh"], "due_at": due(3)}))
    return path


def voiding(cast) -> str:
    path = desk.as_sealed(cast)
    assert cast.lan.does(path, "void_number", {"reason": "Sai"}).status_code == 202
    return path


def recalling(cast) -> str:
    path = desk.as_dispatched(cast)
    order = {"reason": "Sai", "order_code": "12/UBND"}
    assert cast.minh.does(path, "recall", order).status_code == 202
    return path


BACK = ["send_back"]
MENDS = "correct_line"
COPIES = [MENDS, "copy", "extract", "extract_electronically"]
TURNS = {
    "DRAFT": (desk.drafted, {"nam": ["consult", "submit", "abandon"]}),
    "IN_CONSULTATION": (consulted, {"nam": ["end_consultation"], "tckh": ["opine"]}),
    "SUBMITTED": (desk.submitted, {
        "minh": [*BACK, "approve"], "tuan": [*BACK, "form_check"], "nam": ["abandon"],
        "hoa": [*BACK, "content_check"], "mai": [*BACK, "form_check"],
    }),
    "SUBMITTED and checked": (desk.checked, {
        "minh": [*BACK, "approve"], "tuan": BACK, "nam": ["abandon"], "hoa": BACK, "mai": BACK,
    }),
    "SUBMITTED, hỏa tốc": (lambda cast: desk.submitted(cast, urgency="HOA_TOC"), {
        "minh": [*BACK, "approve", "waive_form_check"], "tuan": [*BACK, "form_check"],
        "nam": ["abandon"], "hoa": [*BACK, "content_check"], "mai": [*BACK, "form_check"],
    }),
    "SUBMITTED by the chief": (lambda cast: desk.submitted(cast, "tuan"), {
        "minh": [*BACK, "approve"], "mai": [*BACK, "form_check"],
        "tuan": [*BACK, "content_check", "form_check", "abandon"],
    }),
    "APPROVED": (desk.approved, {
        "minh": BACK, "tuan": BACK, "hoa": [*BACK, "content_check"], "mai": BACK,
    }),
    "READY_TO_SIGN": (desk.ready, {
        "minh": [*BACK, "sign", "refuse_sign"], "tuan": BACK, "hoa": BACK, "mai": BACK,
    }),
    "SIGNED": (desk.as_signed, {"lan": ["number", "paper_issue"]}),
    "REGISTERED": (desk.as_registered, {"lan": ["seal", "void_number", MENDS]}),
    "SEALED": (desk.as_sealed, {"lan": ["dispatch", "void_number", "paper_issue", MENDS]}),
    "SEALED, void proposed": (voiding, {
        "lan": ["dispatch", "paper_issue", MENDS], "minh": ["void_number"], "binh": ["void_number"],
    }),
    "DISPATCHED": (desk.as_dispatched, {
        "lan": COPIES, "minh": ["recall"], "binh": ["recall"],
    }),
    "DISPATCHED, recall ordered": (recalling, {"lan": ["recall", *COPIES]}),
}  # fmt: skip


def test_everybody_may_read_it_and_only_whose_turn_it_is_has_a_button(cast):
    hands = {name: getattr(cast, name) for name in EVERYBODY}
    for state, (build, turns) in TURNS.items():
        path = build(cast)
        show_to(path, *hands.values())
        offered = {name: hand.sees(path)["actions"] for name, hand in hands.items()}
        assert {who: steps for who, steps in offered.items() if steps} == turns, state


WRONG = {
    desk.drafted: [
        ("cv_tckh", "submit", {}, "not_yours"),
        ("hoa", "submit", {}, "not_yours"),
        ("cv_tckh", "abandon", {}, "not_yours"),
        ("hoa", "consult", {"units": ["vp"], "due_at": "2030-01-01T17:00:00+07:00"}, "not_yours"),
        ("lan", "submit", {}, "wrong_role"),
    ],
    consulted: [
        ("hoa", "opine", {"text": "Nhất trí"}, "not_yours"),
        ("hoa", "end_consultation", {}, "not_yours"),
    ],
    desk.checked: [
        ("binh", "approve", {}, "not_yours"),
        ("anh", "approve", {}, "not_yours"),
        ("nam", "approve", {}, "wrong_role"),
        ("cv_tckh", "send_back", {"reason": "Sai"}, "wrong_role"),
        ("tckh", "send_back", {"reason": "Sai"}, "not_yours"),
    ],
    desk.submitted: [
        ("tckh", "content_check", {}, "not_yours"),
        ("minh", "content_check", {}, "not_yours"),
        ("dao", "form_check", {}, "not_yours"),
        ("nam", "form_check", {}, "wrong_role"),
        ("binh", "waive_form_check", {"reason": "Hỏa tốc, phải phát hành ngay"}, "not_yours"),
    ],
    desk.ready: [
        ("binh", "sign", {"pin": "246810"}, "not_yours"),
        ("hoa", "sign", {"pin": "246810"}, "not_yours"),
        ("lan", "sign", {"pin": "246810"}, "wrong_role"),
        ("binh", "refuse_sign", {"reason": "Không"}, "not_yours"),
    ],
    desk.as_registered: [
        ("dao", "seal", {"pin": "246810"}, "not_yours"),
        ("minh", "seal", {"pin": "246810"}, "wrong_role"),
    ],
    desk.as_sealed: [
        ("minh", "dispatch", {}, "wrong_role"),
        ("dao", "dispatch", {}, "not_yours"),
        ("anh", "void_number", {"reason": "Sai"}, "not_yours"),
        ("nam", "void_number", {"reason": "Sai"}, "wrong_role"),
    ],
    desk.as_dispatched: [
        ("anh", "recall", {"reason": "Sai", "order_code": "1/CT"}, "not_yours"),
        ("nam", "recall", {"reason": "Sai", "order_code": "1/CT"}, "wrong_role"),
    ],
}  # fmt: skip


def test_who_reads_a_draft_that_is_not_his_is_refused_by_name_of_the_step(cast):
    for build, attempts in WRONG.items():
        path = build(cast)
        for who, step, body, code in attempts:
            hand = getattr(cast, who)
            show_to(path, hand)
            before = hand.sees(path)
            answer = hand.does(path, step, body)
            assert (answer.status_code, answer.json["code"]) == (403, code), (who, step)
            assert hand.sees(path) == before


def test_a_text_is_changed_by_its_drafter_and_the_head_of_his_unit_alone(cast):
    path = desk.submitted(cast)
    others = (cast.cv_tckh, cast.tckh, cast.minh, cast.mai, cast.lan, cast.anh)
    show_to(path, *others)
    for hand in others:
        etag = hand.asks("GET", path).headers["ETag"]
        answer = hand.asks("PATCH", path, json={"subject": "V/v khác"}, match=etag)
        assert answer.status_code == 403, answer.text
    etag = cast.hoa.asks("GET", path).headers["ETag"]
    assert ok(cast.hoa.asks("PATCH", path, json={"subject": "V/v mới"}, match=etag))
    assert len(desk.versions(path)) == 2
