"""How a bound row is named to whoever must find it again."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from server.database import db
from server.ledger.named_files import Said
from server.org.models import Agency, Person, Position
from server.papers import exceptions
from server.papers.tombstones import tombstone_of

Row = Mapping[str, Any]
SIGN_OFFS = {
    "approve": "phê duyệt", "content_check": "soát xét nội dung", "form_check": "soát xét thể thức",
}  # fmt: skip


def _never(_row: Row) -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Named:
    """`left`: what a row is called of which its event alone is left; `is_excused`: changed by right
    without an event."""

    words: Callable[[Row], str]
    left: str
    is_excused: Callable[[Row], bool] = _never


def _line(row: Row) -> str:
    paper = paper_of(row)
    words = f"sổ {row['book']} năm {row['year']} của {_agency(row['agency_id'])}"
    return f"{words}, dòng số {row['number']}{f' ({paper})' if paper else ''}"


def paper_of(row: Row) -> str:
    """The document that a line of a register stands for; empty where there is none to open."""
    if not row["paper_id"]:
        return ""
    return f"{'incoming' if row['direction'] == 'IN' else 'outgoing'}/{row['paper_id']}"


def _sign_off(row: Row) -> str:
    kind = SIGN_OFFS.get(row["kind"], row["kind"])
    return f"outgoing/{row['outgoing_id']}: lần {kind} {row['id']} (bản {row['version_n']})"


def _appointment(row: Row) -> str:
    post = db.session.scalar(select(Position.title).filter_by(id=row["position_id"]))
    return f"bổ nhiệm {row['id']} ({_person(row['person_id'])}, {post or 'không rõ chức vụ'})"


def _delegation(row: Row) -> str:
    return f"giao quyền ký {row['id']} ({row['kind']} theo {row['document_code']})"


def _absence(row: Row) -> str:
    return f"vắng mặt {row['id']} ({_person(row['person_id'])})"


def _position(row: Row) -> str:
    return f"chức vụ {row['id']} ({row['title']}, {_agency(row['agency_id'])})"


def _account(row: Row) -> str:
    return f"tài khoản {row['id']} ({_person(row['id'])}; chứng thư, tình trạng)"


def _office(row: Row) -> str:
    return f"cơ quan {row['id']} ({row['name']})"


def _inspection(row: Row) -> str:
    return f"đợt kiểm tra {row['id']} ({_person(row['person_id'])}, {row['order_code']})"


def _waiver(row: Row) -> str:
    of = waived_in(row)
    return f"{of}{': ' if of else ''}ngoại lệ {row['id']} ({row['rule_id']})"


def waived_in(row: Row) -> str:
    """The document that a rule was set aside in; empty where it was an agency's key."""
    return exceptions.paper_of(row["outgoing_id"], row["incoming_id"])


def _draft(row: Row) -> str:
    return f"outgoing/{row['outgoing_id']}: tệp dự thảo {row['id']}"


def _arrival(row: Row) -> str:
    of = f" (incoming/{row['incoming_id']})" if row["incoming_id"] else ""
    return f"phong bì điện tử {row['id']}{of}"


def _delegate(row: Row) -> str:
    return f"meetings/{row['meeting_id']}: người dự họp {row['person_id']} ({row['name']})"


def _task(row: Row) -> str:
    return f"tasks/{row['id']}: thời hạn của nhiệm vụ"


def _pass(row: Row) -> str:
    return f"quyền đọc theo hạn {row['id']} ({_person(row['person_id'])})"


def _day(row: Row) -> str:
    return f"lịch ngày {row['day']:%d/%m/%Y}"


def _hours(row: Row) -> str:
    return f"giờ làm việc {row['id']} ({_agency(row['agency_id'])}, từ {row['since']:%d/%m/%Y})"


def _kind_rule(row: Row) -> str:
    return f"quy tắc loại văn bản {row['id']} ({row['doc_type']}, {_agency(row['agency_id'])})"


def _vote_rule(row: Row) -> str:
    return f"tỷ lệ biểu quyết {row['id']} ({row['body']}, {_agency(row['agency_id'])})"


def _body(row: Row) -> str:
    return f"tổ chức tư vấn {row['id']} ({row['name']})"


def _change(row: Row) -> str:
    return f"lịch sử thay đổi, dòng {row['id']} ({row['subject']}, {row['act']})"


def _recall_order(row: Row) -> str:
    by = f"{row['paper_kind']}/{row['paper_id']}"
    return f"outgoing/{row['outgoing_id']}: văn bản chỉ đạo thu hồi ({by})"


def _is_purged(row: Row) -> bool:
    """Its envelope went with the secret that was in it."""
    stone = tombstone_of("incoming", row["incoming_id"]) if row["incoming_id"] else None
    return stone is not None and not row["envelope_sha256"]


def _agency(id: int | None) -> str:
    code = db.session.scalar(select(Agency.code).filter_by(id=id))
    return code or f"cơ quan {id}"


def _person(id: int) -> str:
    name = db.session.scalar(select(Person.full_name).filter_by(id=id))
    return name or f"người {id}"


NAMED: Mapping[str, Named] = {
    "line": Named(_line, "dòng sổ"),
    "signoff": Named(_sign_off, "lần soát xét, phê duyệt"),
    "appointment": Named(_appointment, "bổ nhiệm"),
    "delegation": Named(_delegation, "giao quyền ký"),
    "absence": Named(_absence, "vắng mặt"),
    "position": Named(_position, "chức vụ"),
    "person": Named(_account, "tài khoản"),
    "agency": Named(_office, "cơ quan"),
    "inspection": Named(_inspection, "đợt kiểm tra"),
    "waiver": Named(_waiver, "ngoại lệ"),
    "draft": Named(_draft, "tệp dự thảo"),
    "arrival": Named(_arrival, "phong bì điện tử", is_excused=_is_purged),
    "delegate": Named(_delegate, "người dự họp"),
    "task": Named(_task, "thời hạn của nhiệm vụ"),
    "pass": Named(_pass, "quyền đọc theo hạn"),
    "calendar": Named(_day, "lịch ngày"),
    "hours": Named(_hours, "giờ làm việc"),
    "body": Named(_body, "tổ chức tư vấn"),
    "voterule": Named(_vote_rule, "tỷ lệ biểu quyết"),
    "kindrule": Named(_kind_rule, "quy tắc loại văn bản"),
    "recallorder": Named(_recall_order, "văn bản chỉ đạo thu hồi"),
    "change": Named(_change, "lịch sử thay đổi, dòng"),
}


def gone(said: Said) -> str:
    """A row that is there no more, by what its last event tells of it."""
    kind, _, id = str(said.get("doc")).partition("/")
    if kind == "line":
        book, _, number = str(said.get("number")).rpartition("/")
        of = _agency(said.get("agency"))
        return f"sổ {book.replace(' ', ' năm ')} của {of}, dòng số {number}"
    if kind == "recallorder":
        return f"outgoing/{id}: {NAMED[kind].left}"
    if kind in ("signoff", "draft", "waiver"):
        of = "incoming" if said.get("incoming") else "outgoing"
        return f"{of}/{said.get(of)}: {NAMED[kind].left} {id}"
    if kind == "delegate":
        meeting, _, person = id.partition("/")
        return f"meetings/{meeting}: {NAMED[kind].left} {person}"
    return f"{NAMED[kind].left} {id}"
