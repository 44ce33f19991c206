"""How a bound row is named to whoever must find it again."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from server.database import db
from server.ledger.named_files import Said
from server.org.models import Agency, Person, Position
from server.papers.tombstones import tombstone_of

Row = Mapping[str, Any]
SIGN_OFFS = {
    "approve": "phê duyệt", "content_check": "soát xét nội dung", "form_check": "soát xét thể thức",
}  # fmt: skip


def _never(_row: Row) -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Named:
    """`is_excused`: changed by right without an event."""

    words: Callable[[Row], str]
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
    return f"outgoing/{row['outgoing_id']}: ngoại lệ {row['id']} ({row['rule_id']})"


def _draft(row: Row) -> str:
    return f"outgoing/{row['outgoing_id']}: tệp dự thảo {row['id']}"


def _arrival(row: Row) -> str:
    of = f" (incoming/{row['incoming_id']})" if row["incoming_id"] else ""
    return f"phong bì điện tử {row['id']}{of}"


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
    "line": Named(_line),
    "signoff": Named(_sign_off),
    "appointment": Named(_appointment),
    "delegation": Named(_delegation),
    "absence": Named(_absence),
    "position": Named(_position),
    "person": Named(_account),
    "agency": Named(_office),
    "inspection": Named(_inspection),
    "waiver": Named(_waiver),
    "draft": Named(_draft),
    "arrival": Named(_arrival, is_excused=_is_purged),
}


def gone(said: Said) -> str:
    """A row that is there no more, by what its last event tells of it."""
    kind, _, id = str(said.get("doc")).partition("/")
    if kind == "line":
        book, _, number = str(said.get("number")).rpartition("/")
        of = _agency(said.get("agency"))
        return f"sổ {book.replace(' ', ' năm ')} của {of}, dòng số {number}"
    if kind in ("signoff", "draft", "waiver"):
        return f"outgoing/{said.get('outgoing')}: {GONE[kind]} {id}"
    return f"{GONE[kind]} {id}"


GONE = {
    "signoff": "lần soát xét, phê duyệt", "draft": "tệp dự thảo", "appointment": "bổ nhiệm",
    "delegation": "giao quyền ký", "absence": "vắng mặt", "arrival": "phong bì điện tử",
    "position": "chức vụ", "person": "tài khoản", "agency": "cơ quan",
    "inspection": "đợt kiểm tra", "waiver": "ngoại lệ",
}  # fmt: skip
