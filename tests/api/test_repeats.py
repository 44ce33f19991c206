"""A POST said twice with one key happens once, after a crash too (CONTRACT §2.9)."""

import io
import json

import pytest
from flask import Flask
from sqlalchemy import func, select, update

from server import repeats
from server.clock import now
from server.database import db, transaction
from server.documents.incoming.models import IncomingDocument
from server.repeats import RepeatedKey
from tests.cast import Cast
from tests.office.papers import DRAFT, arrived, fields, ok, ready, scan
from workflows import Refused


def _count() -> int:
    return db.session.scalar(select(func.count()).select_from(IncomingDocument)) or 0


def _hand_in(cast: Cast, key: str, text: str = "Công văn", **more):
    data = {"file": (io.BytesIO(scan(text)), "a.pdf"), **fields(**more)}
    return cast.lan.asks("POST", "/incoming", key=key, data=data)


def _one_scan(monkeypatch: pytest.MonkeyPatch) -> None:
    """A PDF has its hour in it: the same bytes each time."""
    made = scan()
    monkeypatch.setattr(f"{__name__}.scan", lambda _text: made)


def test_the_same_scan_under_the_same_key_is_one_document(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    _one_scan(monkeypatch)
    first, again = _hand_in(cast, "k"), _hand_in(cast, "k")
    assert (first.status_code, again.status_code) == (201, 201)
    assert again.data == first.data
    assert again.headers["ETag"] == first.headers["ETag"]
    assert _count() == 1


def test_the_same_key_with_another_file_or_field_is_422(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = {"a": scan("Một"), "b": scan("Hai")}
    monkeypatch.setattr(f"{__name__}.scan", lambda text: made[text])
    ok(_hand_in(cast, "k", "a"))
    for again in (_hand_in(cast, "k", "b"), _hand_in(cast, "k", "a", number="7")):
        assert (again.status_code, again.json["code"]) == (422, "key_reused")
    assert _count() == 1


def test_a_step_repeated_gets_its_first_answer_though_the_state_has_moved(cast: Cast) -> None:
    path = arrived(cast)
    match = cast.lan.asks("GET", path).headers["ETag"]
    how = {"json": {}, "key": "k", "match": match}
    first = cast.lan.asks("POST", f"{path}/actions/register", **how)
    ok(cast.lan.does(path, "present"))
    again = cast.lan.asks("POST", f"{path}/actions/register", **how)
    assert again.status_code == 200, "the key is looked at before version and state"
    assert again.data == first.data
    assert len(cast.lan.sees(f"{path}/history")["items"]) == 3


def test_the_order_of_the_fields_is_not_part_of_the_body(cast: Cast) -> None:
    first = cast.nam.asks("POST", "/outgoing", key="k", json=DRAFT)
    turned = json.dumps(dict(reversed(list(DRAFT.items()))), indent=3)
    how = {"data": turned, "content_type": "application/json"}
    again = cast.nam.asks("POST", "/outgoing", key="k", **how)
    assert again.status_code == 201
    assert again.data == first.data


def test_the_edges_of_a_multipart_are_not_part_of_the_body(cast: Cast) -> None:
    made = scan()

    def parts(edge: str) -> bytes:
        head = f'--{edge}\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n'
        kind = "Content-Type: application/pdf\r\n\r\n"
        return f"{head}{kind}".encode() + made + f"\r\n--{edge}--\r\n".encode()

    def hand_in(edge: str):
        kind = f"multipart/form-data; boundary={edge}"
        return cast.lan.asks("POST", "/incoming", key="k", data=parts(edge), content_type=kind)

    first, again = hand_in("mot"), hand_in("hai")
    assert (first.status_code, again.status_code) == (201, 201)
    assert again.data == first.data


def test_another_persons_key_is_another_key(cast: Cast) -> None:
    first = cast.nam.asks("POST", "/outgoing", key="k", json=DRAFT)
    other = cast.cv_tckh.asks("POST", "/outgoing", key="k", json=DRAFT | {"subject": "V/v khác"})
    assert ok(first)["id"] != ok(other)["id"]


def test_after_a_crash_the_thing_is_shown_again_and_not_made_again(cast: Cast) -> None:
    first = ok(cast.nam.asks("POST", "/outgoing", key="k", json=DRAFT))
    _lose_answers()
    again = cast.nam.asks("POST", "/outgoing", key="k", json=DRAFT)
    assert (again.status_code, again.json["id"]) == (201, first["id"])


def test_after_a_crash_a_step_is_shown_as_taken_and_not_taken_again(cast: Cast) -> None:
    path = arrived(cast)
    ok(cast.lan.asks("POST", f"{path}/actions/register", key="k", json={}))
    _lose_answers()
    again = cast.lan.asks("POST", f"{path}/actions/register", key="k", json={})
    assert (again.status_code, again.json["state"]) == (200, "REGISTERED")
    assert len(cast.lan.sees(f"{path}/history")["items"]) == 2


def _lose_answers() -> None:
    """What a crash between the act and its answer leaves behind."""
    with transaction() as session:
        session.execute(update(RepeatedKey).values(status=0, answer=None))


def test_while_the_first_is_at_work_the_second_is_409(one_app: Flask) -> None:
    cast = Cast(one_app)
    with repeats.under(repeats.Key(cast.nam.actor.person_id or 0, "k", "")):
        got = cast.nam.asks("POST", "/outgoing", key="k", json=DRAFT)
    assert (got.status_code, got.json["code"]) == (409, "first_at_work")
    assert ok(cast.nam.asks("POST", "/outgoing", key="k", json=DRAFT))


def test_of_two_processes_under_one_key_one_act_is_kept(cast: Cast) -> None:
    """The other process wrote the key first: this act is refused, and nothing of it stays."""
    with transaction() as session:
        key = {"person_id": cast.nam.actor.person_id, "key": "k", "digest": "", "at": now()}
        session.add(RepeatedKey(paper_kind="outgoing", paper_id=1, **key))
    mine = repeats.Key(key["person_id"], "k", "")
    with pytest.raises(Refused) as no, repeats.under(mine), transaction() as session:
        session.add(RepeatedKey(paper_kind="", paper_id=0, **key | {"key": "beside"}))
        session.flush()
        repeats.remember("outgoing", 2)
    assert no.value.reason == "first_at_work"
    assert db.session.scalars(select(RepeatedKey.key)).all() == ["k"]


def test_a_refusal_is_not_remembered(cast: Cast) -> None:
    wrong = cast.nam.asks("POST", "/outgoing", key="k", json=DRAFT | {"to": ["khong-co"]})
    assert wrong.status_code == 422
    right = cast.nam.asks("POST", "/outgoing", key="k", json=DRAFT)
    assert right.status_code == 201


def test_a_pin_is_left_out_of_what_is_kept(cast: Cast) -> None:
    path = ready(cast)
    match = cast.minh.asks("GET", path).headers["ETag"]
    how = {"key": "k", "match": match}
    wrong = cast.minh.asks("POST", f"{path}/actions/sign", json={"pin": "000000"}, **how)
    assert wrong.json["code"] == "wrong_pin"
    right = ok(cast.minh.asks("POST", f"{path}/actions/sign", json={"pin": cast.pin}, **how))
    again = cast.minh.asks("POST", f"{path}/actions/sign", json={"pin": "other"}, **how)
    assert again.json == right
    kept = db.session.scalars(select(RepeatedKey.answer)).all()
    assert not any(cast.pin in (answer or "") for answer in kept)


@pytest.mark.parametrize("key", ["", " ", "a b", "é", "x" * 201])
def test_a_key_that_is_no_key_is_400(one_app: Flask, key: str) -> None:
    got = Cast(one_app).nam.asks("POST", "/outgoing", key=key, json=DRAFT)
    assert (got.status_code, got.json["code"]) == (400, "key_malformed")
