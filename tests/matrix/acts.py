"""What is asked at the counter of a paper: who is not refused, and what is filled in."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from server.clock import HANOI, today
from tests.office.papers import ORDER

REASON = {"reason": "Vì việc này cần được ghi rõ lý do"}


def _ahead(days: int) -> str:
    return dt.datetime.combine(today() + dt.timedelta(days), dt.time(17), HANOI).isoformat()


DUE = {"due_at": _ahead(6)}
PIN = {"pin": "246810"}


BLOCK = {"signer": "chutich.huyen", "capacity": "TM", "copies": 1}
TAKEN = {"text": "Điều 2", "place": "Thanh Hóa", "authority": "CHỦ TỊCH", "signed_by": "Lê A"}


@dataclass(frozen=True)
class Act:
    """A step at a paper's counter: who is not refused, and what is filled in."""

    who: str
    says: dict[str, Any] = field(default_factory=dict)


_VOTE = "/meetings/<id>/votes/<vote_id>/ballots"
BALLOTS = (f"GET /api/v1{_VOTE}", f"GET {_VOTE}", f"GET {_VOTE}.txt")
"""A closed vote's ballots, to be counted again by whoever hears the matter (VT-10)."""

INCOMING = {
    "verify": Act("lan lien"),
    "register": Act("lan lien"),
    "same_document": Act("lan lien"),
    "return": Act("lan lien", {"code": "UNREADABLE"}),
    "report_anomaly": Act("lan lien", REASON),
    "quarantine": Act("lan lien", REASON),
    "release": Act("minh", REASON),
    "release_entered": Act("minh", REASON),
    "purge": Act("lan lien minh", REASON),
    "present": Act("lan lien"),
    "route_by_rule": Act("lan lien tuan", {"lead": "vhtt", "rule": "Điều 7 Quy chế"}),
    "direct": Act("minh", ORDER | DUE),
    "pass_up": Act("minh"),
    "for_info": Act("minh", {"to": ["vhtt"]}),
    "redirect": Act("minh", ORDER | DUE | REASON),
    "refuse_assignment": Act("hoa", REASON),
    "assign": Act("hoa", {"person": "chuyenvien.huyen"} | DUE),
    "start": Act("nam"),
    "request_extension": Act("nam", REASON | {"until": _ahead(12)}),
    "grant_extension": Act("hoa"),
    "deny_extension": Act("hoa", REASON),
    "contribute": Act("", {"text": "Nhất trí"}),
    "waive_contribution": Act("hoa", {"who": "Phòng TC-KH"} | REASON),
    "propose_close": Act("nam", {"no_reply_reason": "Văn bản để biết"}),
    "close": Act("hoa"),
    "rework": Act("hoa", REASON),
    "reopen": Act("minh", REASON),
    "file": Act("nam", {"case_file": "01.2026"}),
    "copy": Act("lan lien", BLOCK),
    "copy_electronically": Act("lan lien", PIN),
    "extract": Act("lan lien", TAKEN | BLOCK),
    "extract_electronically": Act("lan lien", TAKEN | PIN),
    "correct_line": Act("lan lien", REASON),
    "recall_received": Act("lan lien"),
    "refuse_recall": Act("lan lien minh", REASON),
    "replaced": Act("lan lien"),
    "accept_update": Act("lan lien"),
    "refuse_update": Act("lan lien", REASON),
}
_SAYS = {"text": "Bổ sung một ý"}
_ITEM, _PERSON = {"item": 1}, {"person": "phochutich.huyen"}
_SIT = "minh tuan binh hoa tckh"
PLAN = {
    "title": "Phiên họp thường kỳ", "kind": "phien_hop_ubnd", "room": "Phòng họp số 1",
    "starts_at": "2026-12-01T08:00:00+07:00", "chair": "chutich.huyen",
    "secretary": "chanhvp.huyen",
}  # fmt: skip
MEETINGS = {
    "schedule": Act("minh binh"),
    "draft_invitation": Act("tuan"),
    "invite": Act("lan lien", {"invitation": 1}),
    "postpone": Act("minh binh", REASON),
    "cancel": Act("minh binh", REASON),
    "open_check_in": Act("tuan"),
    "open": Act("minh"),
    "pause": Act("minh"),
    "resume": Act("minh"),
    "close": Act("minh"),
    "confirm": Act(_SIT),
    "excuse": Act(_SIT, REASON),
    "send_substitute": Act(_SIT, REASON | {"substitute": "chuyenvien.huyen"}),
    "ask_question": Act(_SIT, _ITEM | {"text": "Vốn ở đâu?"}),
    "answer_question": Act(_SIT, {"question": 1, "text": "Ngân sách huyện"}),
    "hand_on_question": Act("minh", _PERSON | {"question": 1}),
    "withdraw_question": Act(_SIT, {"question": 1}),
    "count_site": Act(_SIT, {"site": 1, "others": 3}),
    "mute_site": Act("minh", {"site": 1}),
    "check_in": Act(_SIT),
    "leave": Act(_SIT),
    "undo_check_in": Act("tuan", _PERSON | REASON),
    "hand_over_chair": Act("minh", _PERSON),
    "change_secretary": Act("minh tuan", {"person": "chutich.huyen"} | REASON),
    "add_secretary": Act("minh tuan", {"person": "chutich.huyen"}),
    "drop_secretary": Act("minh tuan", _PERSON | REASON),
    "move_seat": Act("tuan", _PERSON | {"seat": "A1"}),
    "take_chair": Act("minh binh hoa tckh"),
    "remark": Act("tuan", {"text": "Ghi nhận"}),
    "tell_secretary": Act(_SIT, {"text": "Xin bản giấy biểu 03"}),
    "pair_screen": Act("minh tuan", {"code": "000000"}),
    "end_screens": Act("minh tuan"),
    "send_ballots": Act("tuan", {"answer_by": "2030-01-01T08:00:00+07:00"}),
    "answer": Act("minh binh hoa tckh", {"answers": [{"vote": 1, "choice": "for"}]}),
    "end_poll": Act("tuan"),
    "mark_stances": Act("minh binh hoa tckh", {"stances": [{"item": 1, "stance": "agree"}]}),
    "adopt_unopposed": Act("minh"),
    "add_paper": Act("minh tuan", _ITEM | {"document": "outgoing/1"}),
    "add_item": Act("minh tuan", {"title": "Việc thêm", "rapporteur": "x.huyen"}),
    "set_download": Act("minh tuan", _ITEM),
    "move_item": Act("minh", _ITEM | {"place": 2}),
    "start_item": Act("minh", _ITEM),
    "end_item": Act("minh", _ITEM),
    "show_page": Act("minh", _ITEM | {"document": "outgoing/1", "page": 1}),
    "register_speech": Act(_SIT, _ITEM),
    "withdraw_speech": Act(_SIT, _ITEM),
    "request_floor": Act(_SIT),
    "withdraw_request": Act(_SIT),
    "move_request": Act("minh", _PERSON | {"place": 1}),
    "give_floor": Act("minh", _PERSON),
    "extend_turn": Act("minh"),
    "end_turn": Act(_SIT),
    "open_vote": Act("minh", _ITEM | {"kind": "open", "question": "Thông qua?"}),
    "cast": Act("minh binh hoa tckh", {"vote": 1, "choice": "for"}),
    "record_card_vote": Act("tuan", {"vote": 1, "counts": {"for": 1}}),
    "close_vote": Act("minh", {"vote": 1}),
    "draft_minutes": Act("tuan"),
    "write_minutes": Act("tuan", _SAYS),
    "sign_minutes": Act("tuan minh", PIN),
    "supplement_minutes": Act("tuan", _SAYS),
    "sign_supplement": Act("tuan minh", PIN),
    "draft_notice": Act("tuan", {"signer": "chutich.huyen", "capacity": "TM"}),
    "conclude": Act("lan lien"),
    "archive": Act("", {"case_file": "01.2026"}),
}
"""Minh has the chair, Tuấn keeps the minutes, Bình, Hoa and the head of finance are members."""
LED = "anh tckh"
TASKS = {
    "receive": Act(LED),
    "return": Act(LED, REASON),
    "start": Act(LED, {"progress": 10}),
    "report": Act(LED, {"result": "Đã xong"}),
    "accept": Act("minh"),
    "rework": Act("minh", REASON),
    "request_extension": Act(LED, DUE | REASON),
    "grant_extension": Act("minh"),
    "deny_extension": Act("minh", REASON),
    "give_again": Act("minh", {"lead": "tckh"}),
    "cancel": Act("minh", REASON),
    "urge": Act("minh"),
    "suspend": Act("minh", DUE | REASON),
    "resume": Act("minh"),
    "resume_new": Act("minh"),
    "resume_reported": Act("minh"),
    "resume_returned": Act("minh"),
    "contribute": Act("", REASON),
}
"""One is led by the head of finance, the other by the chair of a commune; Minh gave both."""
_KEPT = "nam hoa cv_tckh tckh cv_xa minh binh tuan anh"
_ANSWERED = "hoa tckh minh binh tuan anh"
CASEFILES = {
    "add": Act(_KEPT, {"papers": ["outgoing/1"]}),
    "record": Act(_KEPT, {"records": ["outgoing/1"]}),
    "remove": Act(_KEPT, {"item": 1} | REASON),
    "set_rule": Act(_KEPT, {"takes_words": "chuyển đổi số"}),
    "close": Act(_KEPT, {"retention": 10, "title": "Hồ sơ"}),
    "cancel": Act(_KEPT, REASON),
    "reopen": Act(_ANSWERED, REASON),
    "keep_back": Act("minh anh", {"until": "01/12/2026", "consent": "1/UBND"} | REASON),
    "transfer": Act(_KEPT),
    "accept_transfer": Act(""),
    "return_transfer": Act("", REASON),
    "freeze": Act("minh binh anh", REASON),
    "unfreeze": Act("minh binh anh", REASON),
    "grant_access": Act(_ANSWERED, {"request": 1}),
    "refuse_access": Act(_ANSWERED, {"request": 1} | REASON),
    "withdraw_access": Act(_ANSWERED, {"request": 1} | REASON),
    "confirm_access": Act("minh binh tuan anh", {"request": 1}),
}
"""Of a unit's file: who keeps it, its head, and the leaders of the agency."""
EARLIER = {
    "quarantine": Act("lan lien", REASON),
    "release": Act("minh", REASON),
    "purge": Act("lan lien minh", REASON),
}
"""Only where it may be a secret."""
OUTGOING = {
    "consult": Act("nam", {"units": ["tckh"]} | DUE),
    "opine": Act("", {"text": "Nhất trí"}),
    "end_consultation": Act("nam"),
    "submit": Act("nam"),
    "send_back": Act("minh tuan hoa mai", REASON),
    "approve": Act("minh"),
    "content_check": Act("hoa"),
    "form_check": Act("tuan mai"),
    "waive_form_check": Act("minh", REASON),
    "sign": Act("minh", PIN),
    "refuse_sign": Act("minh", REASON),
    "number": Act("lan lien"),
    "register": Act("lan lien"),
    "seal": Act("lan lien", PIN),
    "dispatch": Act("lan lien"),
    "void_number": Act("lan lien minh", REASON),
    "recall": Act("lan lien minh", REASON | {"order_code": "12/QĐ-UBND"}),
    "correct_line": Act("lan lien", REASON),
    "paper_issue": Act("lan lien", {"copies": 1}),
    "send_update": Act("lan lien", REASON | {"to": [1]}),
    "send_by_post": Act("lan lien", {"to": "Sở Y tế; 101 Nguyễn Trãi, Thanh Hóa"}),
    "postmark": Act("lan lien", {"lines": [1], "receipt": "RR123456789VN"}),
    "lend_kept_copy": Act("lan lien", {"borrower": "Lê A", "allowed_by": "chutich.huyen"}),
    "take_back_kept_copy": Act("lan lien"),
    "correct_posting": Act("lan lien", REASON | {"line": 1}),
    "correct_lending": Act("lan lien", REASON | {"line": 1}),
    "copy": Act("lan lien", BLOCK),
    "extract": Act("lan lien", {"parts": [1]} | BLOCK),
    "extract_electronically": Act("lan lien", {"parts": [1]} | PIN),
    "abandon": Act("nam"),
}


def withdrawn() -> dict[str, Act]:
    """What one hand proposes to another is taken back at a door of its own."""
    of_two = (
        ("incoming", INCOMING, ("purge", "refuse_recall")),
        ("earlier", EARLIER, ("purge",)),
        ("outgoing", OUTGOING, ("void_number", "recall")),
    )
    return {
        f"POST {rule}/{name}/withdraw": Act(acts[name].who)
        for kind, acts, names in of_two
        for name in names
        for rule in (f"/{kind}/<id>", f"/api/v1/{kind}/<id>/actions")
    }
