"""Whose turn it is: in each state exactly these people have exactly these buttons (DOMAIN §3.2)."""

import pytest
from flask import Flask

from tests.cast import Cast
from tests.office.incoming import desk
from tests.office.outcome import show_to
from tests.office.papers import due

EVERYBODY = ("lan", "minh", "binh", "tuan", "hoa", "nam", "tckh", "cv_tckh", "mai", "thu", "dao",
             "anh", "son", "kien")  # fmt: skip
"""The district's, the commune's Đào and Ánh, the auditor and the administrator."""


@pytest.fixture
def cast(one_app: Flask) -> Cast:
    """Whose turn it is stands in the law; its rows are tried on both databases elsewhere."""
    return Cast(one_app)


def extension_asked(cast) -> str:
    path = desk.in_progress(cast)
    asked = {"until": due(9), "reason": "Chờ số liệu các xã."}
    assert cast.nam.does(path, "request_extension", asked).status_code == 200
    return path


def shut_away(cast):
    path = desk.arrived(cast)
    assert cast.lan.does(path, "quarantine", {"reason": "Có dấu MẬT"}).status_code == 200
    return path


CLERKS = ["quarantine", "present", "route_by_rule"]
MENDS = "correct_line"
COPIES = {"lan": [MENDS, "copy", "copy_electronically", "extract", "extract_electronically"]}
"""Of what a leader has read (article 27.1)."""
TURNS = {
    "ARRIVED": (
        desk.arrived,
        {"lan": ["quarantine", "return", "report_anomaly", "register", "same_document"]},
    ),
    "QUARANTINED": (
        shut_away,
        {"lan": ["purge"], "minh": ["release"], "binh": ["release"]},
    ),
    "REGISTERED": (desk.registered, {"lan": [*CLERKS, MENDS], "tuan": ["route_by_rule"]}),
    "PRESENTED to the head": (
        desk.presented,
        {"lan": ["quarantine", MENDS], "minh": ["direct", "for_info"]},
    ),
    "PRESENTED to a deputy": (
        lambda cast: desk.presented(cast, to="phochutich.huyen"),
        {"lan": ["quarantine", MENDS], "binh": ["direct", "pass_up", "for_info"]},
    ),
    "DIRECTED": (
        desk.directed,
        COPIES | {"minh": ["redirect"], "hoa": ["refuse_assignment", "assign"]},
    ),
    "ASSIGNED": (desk.assigned, COPIES | {"minh": ["redirect"], "nam": ["start"]}),
    "IN_PROGRESS": (desk.in_progress, COPIES | {"nam": ["request_extension", "propose_close"]}),
    "IN_PROGRESS with help": (
        lambda cast: desk.in_progress(cast, cooperate=["tckh"]),
        COPIES
        | {
            "hoa": ["waive_contribution"],
            "nam": ["request_extension", "propose_close"],
            "tckh": ["contribute"],
        },
    ),
    "IN_PROGRESS, extension asked": (
        extension_asked,
        COPIES | {"hoa": ["grant_extension", "deny_extension"], "nam": ["propose_close"]},
    ),
    "AWAITING_CLOSE": (desk.awaiting_close, COPIES | {"hoa": ["close", "rework"]}),
    "AWAITING_CLOSE, to be reported back": (
        lambda cast: desk.awaiting_close(cast, report_back=True),
        COPIES | {"minh": ["close", "rework"]},
    ),
    "DONE": (desk.done, COPIES | {"minh": ["reopen"], "nam": ["file"]}),
    "FILED": (desk.filed, COPIES),
    "REGISTERED, recall asked": (
        lambda cast: desk.asked(desk.registered(cast), "recall", words="Gửi nhầm"),
        {"lan": [*CLERKS, "recall_received", MENDS], "tuan": ["route_by_rule"]},
    ),
    "ASSIGNED, recall asked": (
        lambda cast: desk.asked(desk.assigned(cast), "recall", words="Gửi nhầm"),
        {
            "lan": ["recall_received", "refuse_recall", *COPIES["lan"]],
            "minh": ["redirect"],
            "nam": ["start"],
        },
    ),
    "REGISTERED, replaced": (
        lambda cast: desk.asked(desk.registered(cast), "replace", by_code="9/UBND"),
        {"lan": [*CLERKS, "replaced", MENDS], "tuan": ["route_by_rule"]},
    ),
    "REGISTERED, update asked": (
        lambda cast: desk.asked(desk.registered(cast), "update", fields={"subject": "Mới"}),
        {"lan": [*CLERKS, "accept_update", "refuse_update", MENDS], "tuan": ["route_by_rule"]},
    ),
}


def test_everybody_may_read_it_and_only_whose_turn_it_is_has_a_button(cast):
    hands = {name: getattr(cast, name) for name in EVERYBODY}
    for n, (state, (build, turns)) in enumerate(TURNS.items()):
        path = build(cast)
        desk.renumber(path, 3000 + n)
        show_to(path, *hands.values())
        offered = {name: hand.sees(path)["actions"] for name, hand in hands.items()}
        assert {who: steps for who, steps in offered.items() if steps} == turns, state


WRONG = [
    (desk.presented, "binh", "direct", {"text": "Giao", "lead": "vhtt"}, "not_yours"),
    (desk.presented, "hoa", "direct", {"text": "Giao", "lead": "vhtt"}, "wrong_role"),
    (desk.directed, "binh", "redirect",
     {"text": "Giao", "lead": "tckh", "reason": "Nhầm"}, "not_yours"),
    (desk.directed, "tckh", "assign", {"person": "cv-tckh.huyen"}, "not_yours"),
    (desk.directed, "tckh", "refuse_assignment", {"reason": "Không"}, "not_yours"),
    (desk.assigned, "cv_tckh", "start", {}, "not_yours"),
    (desk.in_progress, "cv_tckh", "request_extension",
     {"until": "2030-01-01T17:00:00+07:00", "reason": "Bận"}, "not_yours"),
    (extension_asked, "tckh", "grant_extension", {}, "not_yours"),
    (extension_asked, "minh", "deny_extension", {"reason": "Không"}, "not_yours"),
    (lambda cast: desk.in_progress(cast, cooperate=["tckh"]), "hoa", "contribute",
     {"text": "Nhất trí"}, "not_yours"),
    (lambda cast: desk.in_progress(cast, cooperate=["tckh"]), "tckh", "waive_contribution",
     {"who": "Phòng", "reason": "Không cần"}, "not_yours"),
    (desk.in_progress, "cv_tckh", "propose_close", {"no_reply_reason": "Xong"}, "not_yours"),
    (desk.awaiting_close, "tckh", "close", {}, "not_yours"),
    (lambda cast: desk.awaiting_close(cast, report_back=True), "hoa", "close", {}, "not_yours"),
    (desk.awaiting_close, "binh", "rework", {"reason": "Chưa đạt"}, "not_yours"),
    (desk.done, "binh", "reopen", {"reason": "Sai số"}, "not_yours"),
    (desk.done, "cv_tckh", "file", {"case_file": "01.2025"}, "not_yours"),
    (desk.arrived, "dao", "register", {}, "not_yours"),
    (desk.registered, "dao", "present", {}, "not_yours"),
    (desk.arrived, "nam", "register", {}, "wrong_role"),
    (desk.registered, "kien", "present", {}, "wrong_role"),
]  # fmt: skip


def test_who_reads_a_paper_that_is_not_his_is_refused_by_name_of_the_step(cast):
    for n, (build, who, step, body, code) in enumerate(WRONG):
        path = build(cast)
        desk.renumber(path, 2000 + n)
        hand = getattr(cast, who)
        show_to(path, hand)
        before = hand.sees(path)["state"]
        answer = hand.does(path, step, body)
        assert answer.json["code"] == code, (who, step, answer.text)
        assert answer.status_code == 403
        assert hand.sees(path)["state"] == before
