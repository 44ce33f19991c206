"""A program whose signer has the token beside it: both phases at the API's own doors."""

from base64 import b64decode

import pytest

from server.database import db
from server.documents.copies.making import copies_of
from server.signatures.elsewhere import Asked
from server.signatures.models import Attempt
from tests.office.batches.desk import ended
from tests.office.front.test_volumes import closed
from tests.office.incoming.test_copying import brought, scanned
from tests.office.outcome import id_of, refused, state_of
from tests.office.outgoing import desk
from tests.office.papers import ok
from tests.office.signing.keys import answered, on_own_machine
from tests.office.signing.test_elsewhere import jobs

ECDSA = {"mechanism": "ecdsa"}


@pytest.fixture
def cast(one_cast):
    return one_cast


def begins(hand, path, step, body=ECDSA, **how):
    """Phase 1 as a program asks for it, with the version that it saw."""
    how = {"match": hand.asks("GET", path).headers.get("ETag", '"0"')} | how
    return hand.asks("POST", f"{path}/agent/{step}", json=body, **how)


def signed_by(token, got) -> str:
    """What the token beside the program makes of an answer of phase 1."""
    told = ok(got)
    values = tuple(map(b64decode, told["attributes"]))
    return answered(token, Asked(told["claim"], told["mechanism"], token.digest, values, ""))


def test_minh_signs_with_a_program_that_holds_his_token(cast):
    token, path = on_own_machine(cast), desk.ready(cast)
    got = begins(cast.minh, path, "sign")
    assert (got.json["certificate"], got.json["shown"]["step"]) == (token.digest, "sign")
    ok(cast.minh.does(path, "sign", {"answer": signed_by(token, got)}))
    assert state_of(path) == "SIGNED"


def test_phase_1_said_again_with_its_key_is_the_same_claim(cast):
    on_own_machine(cast)
    path = desk.ready(cast)
    first, again = (begins(cast.minh, path, "sign", key="once") for _twice in range(2))
    assert ok(again) == ok(first)
    refused(begins(cast.minh, path, "sign"), "being_signed")
    assert len(jobs()) == 1


def test_rights_come_before_the_version_and_the_version_before_the_body(cast):
    on_own_machine(cast)
    path, unread = desk.ready(cast), {"data": b"{", "content_type": "application/json"}
    door = f"{path}/agent/sign"
    refused(cast.dao.asks("POST", door, key=" ", **unread), "not_found")
    refused(cast.minh.asks("POST", door, key=" ", **unread), "key_malformed")
    refused(cast.hoa.asks("POST", door, **unread), "not_yours")
    refused(cast.minh.asks("POST", door, **unread), "version_required")
    refused(cast.minh.asks("POST", door, json=ECDSA, match='"1"'), "stale")
    assert begins(cast.minh, path, "sign", {"mechanism": "sha1"}).status_code == 422
    refused(begins(cast.minh, path, "sign", {"mechanism": "rsassa_pss"}), "bad_mechanism")
    assert jobs() == []


def test_who_says_no_frees_the_paper_at_once_and_only_his_own(cast):
    on_own_machine(cast)
    path = desk.ready(cast)
    claim = {"claim": ok(begins(cast.minh, path, "sign"))["claim"]}
    door = f"{path}/agent/give-back"
    refused(cast.hoa.asks("POST", door, json=claim), "answer_too_late")
    assert ok(cast.minh.asks("POST", door, json=claim)) == claim
    assert jobs() == []


def test_many_are_signed_by_one_pin_typed_beside_the_program(cast):
    token = on_own_machine(cast)
    paths = [desk.ready(cast), desk.ready(cast, subject="V/v khác")]
    ids = {"ids": [id_of(path) for path in paths]}
    got = cast.minh.asks("POST", "/outgoing/batch/agent/sign", json=ids | ECDSA)
    assert len(got.json["shown"]["files"]) == 2
    said = ids | {"answer": signed_by(token, got)}
    rows = ended(cast.minh, cast.minh.asks("POST", "/outgoing/batch/sign", json=said).json)
    assert {row["done"] for row in rows.values()} == {True}
    refused(cast.hoa.asks("POST", "/outgoing/batch/agent/seal", json=ids | ECDSA), "wrong_role")


def test_many_are_given_back_together(cast):
    on_own_machine(cast)
    ids = {"ids": [id_of(desk.ready(cast)), id_of(desk.ready(cast, subject="V/v khác"))]}
    got = cast.minh.asks("POST", "/outgoing/batch/agent/sign", json=ids | ECDSA)
    claim = {"claim": ok(got)["claim"]}
    ok(cast.minh.asks("POST", "/outgoing/batch/agent/give-back", json=claim))
    assert jobs() == []


def test_a_volume_is_signed_by_a_program(cast):
    """A volume is bound once: there is no other version of it to sign by mistake."""
    desk.as_registered(cast)
    volume, token = closed(cast.lan), on_own_machine(cast)
    refused(cast.lan.asks("POST", f"{volume}/agent/sign", json=ECDSA), "wrong_role")
    answer = signed_by(token, cast.minh.asks("POST", f"{volume}/agent/sign", json=ECDSA))
    done = cast.minh.asks("POST", f"{volume}/actions/sign", json={"answer": answer})
    assert ok(done)["stage"] == "to_seal"


def test_a_true_copy_is_sealed_by_a_program(cast):
    seal, came = on_own_machine(cast, "huyen"), brought(cast, scanned())
    form = {"form": "SY", "of_a_copy": False, "recipients": "Các xã"}
    given = ok(begins(cast.lan, came, "copy/copy_electronically", form | ECDSA))["claim"]
    ok(cast.lan.asks("POST", f"{came}/agent/copy/give-back", json={"claim": given}))
    got = begins(cast.lan, came, "copy/copy_electronically", form | ECDSA)
    ok(cast.lan.does(came, "copy_electronically", form | {"answer": signed_by(seal, got)}))
    assert len(copies_of("incoming", id_of(came))) == 1


def test_a_try_that_phase_1_refuses_is_kept_for_the_auditor(cast):
    """To seal what nobody signed, with whichever key (SIG-01)."""
    on_own_machine(cast, "huyen")
    path = desk.signed(cast)
    refused(begins(cast.lan, path, "seal"), "wrong_state")
    db.session.rollback()
    (kept,) = db.session.query(Attempt).all()
    assert (kept.reason, kept.step, kept.person_id) == (
        "wrong_state",
        "seal",
        cast.lan.actor.person_id,
    )
