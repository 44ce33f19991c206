"""What Sơn should look at: each anomaly is found by the row that shows it, and by no other."""

import datetime as dt
from collections.abc import Callable

import pytest

from server.auditing.anomalies import ANOMALIES, WHYS
from server.auditing.chart import columns
from server.clock import HANOI, now, today
from server.database import transaction
from server.desks.models import History
from server.documents.outgoing.models import OutgoingDocument, Signature, SignOff
from server.door.models import SignInTry
from server.ledger import sequencing
from server.org import queries
from server.org.models import Absence
from server.papers.exceptions import ExceptionRecord
from server.registers.models import Register
from tests.cast import Cast, Hand
from tests.office.ledger.tampering import tamper
from tests.office.outcome import change, id_of, refused
from tests.office.papers import ok, ready, signed
from tests.office.test_catalogue import in_english

NOON = dt.time(10)


def working(days_back: int = 0) -> dt.datetime:
    """Ten in the morning of a working day not long ago."""
    day = queries.calendar().previous_working(today() - dt.timedelta(days=days_back))
    return dt.datetime.combine(day, NOON, HANOI)


def kinds(cast: Cast, asked: str = "") -> list[str]:
    return [one["kind"] for one in cast.son.sees(f"/audit/anomalies?{asked}")["items"]]


def _rewrite(kind: str = "%", **columns: object) -> None:
    """As time, or another hand, would have written the row."""
    said = {
        name: one.astimezone(dt.UTC).replace(tzinfo=None).isoformat(" ", "microseconds")
        if isinstance(one, dt.datetime)
        else one
        for name, one in columns.items()
    }
    put = ", ".join(f"{name} = :{name}" for name in said)
    tamper(f"UPDATE signatures SET {put} WHERE kind LIKE :kind", kind=kind, **said)


def at_ten(cast: Cast) -> None:
    """Everything was signed in office hours, by who did not draft it."""
    _rewrite(at=working())


def _night(_cast: Cast) -> None:
    _rewrite("person", at=working().replace(hour=22))


def _noon(_cast: Cast) -> None:
    _rewrite("person", at=working().replace(hour=12))


def _for_another(_cast: Cast) -> None:
    _rewrite("person", capacity="KT")


def _away(cast: Cast) -> None:
    _absent(cast.minh, 1)


def _absent(hand: Hand, back: int) -> None:
    day, other = working().date(), queries.person_by_account("phochutich.huyen")
    with transaction() as session:
        session.add(
            Absence(
                person_id=hand.actor.person_id, substitute_id=other.id,
                valid_from=day - dt.timedelta(days=5), valid_to=day + dt.timedelta(days=back),
            )
        )  # fmt: skip


def _just_back(cast: Cast) -> None:
    _absent(cast.lan, 0)


def _other_key(_cast: Cast) -> None:
    with transaction() as session:
        old = session.query(Signature).filter_by(kind="person").one()
        copy = {c.name: getattr(old, c.name) for c in Signature.__table__.columns}
        session.add(Signature(**copy | {"id": 50, "certificate_sha256": "ff" * 32}))


def _own_draft(cast: Cast) -> None:
    change(OutgoingDocument, {}, drafter_id=cast.minh.actor.person_id)


def _spoilt(_cast: Cast) -> None:
    _rewrite("seal", verdict="invalid")


def _unasked(_cast: Cast) -> None:
    _rewrite("seal", revocation="unknown")


def _one_hand(cast: Cast) -> None:
    change(SignOff, {"kind": "form_check"}, person_id=cast.hoa.actor.person_id)


def _waiver(cast: Cast) -> None:
    with transaction() as session:
        session.add(
            ExceptionRecord(
                rule_id="FMT-14", agency_id=cast.minh.actor.agency_id, outgoing_id=1,
                person_id=cast.minh.actor.person_id, name="Minh",
                reason="Hỏa tốc, không kịp sửa", at=now(),
            )
        )  # fmt: skip


def _step(name: str) -> Callable[[Cast], None]:
    def write(_cast: Cast) -> None:
        with transaction() as session:
            old = session.query(History).filter_by(paper_kind="outgoing", transition="number").one()
            copy = {c.name: getattr(old, c.name) for c in History.__table__.columns}
            del copy["id"]
            session.add(History(**copy | {"transition": name, "reason": "nhầm số"}))

    return write


def _locked(_cast: Cast) -> None:
    with transaction() as session:
        session.add(SignInTry(account="chutich.huyen", address="10.0.0.9", at=now(),
                              failed=5, locked_until=now()))  # fmt: skip


CASES = {
    "out_of_hours": [_night, _noon], "by_delegate": [_for_another], "absence": [_away, _just_back],
    "not_valid": [_spoilt], "status_unknown": [_unasked], "self_drafted": [_own_draft],
    "one_checker": [_one_hand], "voided": [_step("void_number")], "renumbered": [_step("number")],
    "exception": [_waiver], "locked_out": [_locked], "new_key": [_other_key],
}  # fmt: skip
BY_CHECKING = {"swapped_file", "torn_log"}
BY_ARRIVING = {"weak_algorithm"}
BY_TRYING = {"one_hand", "backdated", "too_early", "refused_pin", "other_bytes", "one_device",
             "others_key"}  # fmt: skip


@pytest.mark.sent
def test_each_is_found_by_its_own_row_and_by_no_other(one_cast: Cast) -> None:
    assert CASES.keys() | BY_TRYING | BY_CHECKING | BY_ARRIVING == {row.name for row in ANOMALIES}
    at_ten(one_cast)
    assert kinds(one_cast) == []
    for name, spoils in CASES.items():
        for spoil in spoils:
            before = len(kinds(one_cast, f"kind={name}"))
            spoil(one_cast)
            assert len(kinds(one_cast, f"kind={name}")) == before + 1, spoil
            at_ten(one_cast)
    page = one_cast.son.browser().get("/audit/anomalies").text
    for words in ("Hủy số", "lý do: nhầm số", "FMT-14: Hỏa tốc, không kịp sửa", "10.0.0.9"):
        assert words in page, words


def test_a_wrong_pin_and_the_lock_after_five_are_kept(one_cast: Cast) -> None:
    path = ready(one_cast)
    for _ in range(5):
        assert one_cast.minh.does(path, "sign", {"pin": "000000"}).status_code in (409, 422)
    items = one_cast.son.sees("/audit/anomalies?kind=refused_pin")["items"]
    assert [one["why"][:10] for one in items] == ["sai mã PIN"] * 5
    assert "khóa tạm" in items[0]["why"] and items[0]["who"] == one_cast.minh.actor.name
    sequencing.place_all()
    entries = one_cast.son.sees(f"/audit/entries?q={items[0]['paper']}")["items"]
    assert [one["event"] for one in entries] == ["attempt_refused"] * 5


def test_tries_to_seal_early_and_to_date_back_are_refused_and_kept(one_cast: Cast) -> None:
    path = signed(one_cast)
    refused(one_cast.lan.does(path, "seal", {"pin": one_cast.pin}), "wrong_state")
    tomorrow = today() + dt.timedelta(days=1)
    ok(one_cast.lan.does(path, "number"))
    _later(tomorrow)
    second = signed(one_cast, subject="V/v khác")
    refused(one_cast.lan.does(second, "number"), "number_would_be_backdated")
    items = one_cast.son.sees("/audit/anomalies")["items"]
    told = {one["kind"]: one["paper"] for one in items if one["kind"] in BY_TRYING}
    assert told == {
        "too_early": f"outgoing/{id_of(path)}",
        "backdated": f"outgoing/{id_of(second)}",
    }


def _later(day: dt.date) -> None:
    with transaction() as session:
        session.query(Register).filter(Register.book.startswith("OUT")).update({"last_on": day})


@pytest.mark.sent
def test_its_ground_is_said_in_the_readers_language(one_cast: Cast) -> None:
    """A law is cited as it is called; what is no law has its words in English too."""
    at_ten(one_cast)
    _waiver(one_cast)
    assert "Ngoại lệ có lý do" in one_cast.son.browser().get("/audit/anomalies").text
    page = in_english(one_cast, "son", "/audit/anomalies")
    assert "Reasoned exceptions" in page and "Ngoại lệ có lý do" not in page


@pytest.mark.sent
def test_a_page_goes_on_where_it_ended_and_agency_and_days_narrow_it(one_cast: Cast) -> None:
    at_ten(one_cast)
    _for_another(one_cast)
    with transaction() as session:
        old = session.query(Signature).filter_by(kind="person").one()
        copy = {c.name: getattr(old, c.name) for c in Signature.__table__.columns}
        session.add_all(Signature(**copy | {"id": 100 + n}) for n in range(59))
    first = one_cast.son.sees("/audit/anomalies")
    rest = one_cast.son.sees(f"/audit/anomalies?cursor={first['next_cursor']}")
    signatures = [one["signature"] for one in first["items"] + rest["items"]]
    assert len(set(signatures)) == len(signatures) == 60
    assert kinds(one_cast, "agency=hoangphu") == []
    assert kinds(one_cast, f"found_to={working(30).date().isoformat()}") == []
    refused(one_cast.son.asks("GET", "/audit/anomalies?cursor=x"), "cursor_malformed")
    refused(one_cast.son.asks("GET", "/audit/anomalies?kind=khong-co"), "invalid")


def test_every_why_that_a_table_names_can_be_said() -> None:
    gaps = {
        "at": "",
        "first": "",
        "last": "",
        "serial": "",
        "reason": "",
        "rule": "",
        "address": "",
        "words": "",
        "weak": "",
        "verdict": "",
    }
    for words in WHYS.values():
        assert "%(" not in str(words) % gaps


def test_the_highest_week_fills_the_drawing_and_an_empty_one_keeps_its_place() -> None:
    monday = dt.date(2026, 11, 23)
    drawn = columns([(monday, 4), (monday, 0), (monday, 2)])
    assert [(c.y, c.height, c.count) for c in drawn.columns] == [
        (0, 90, 4),
        (90, 0, 0),
        (45, 45, 2),
    ]
    assert columns([]).columns == ()
