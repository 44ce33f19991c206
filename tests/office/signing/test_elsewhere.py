"""A key on the signer's own machine: the paper waits for it, and for nobody else's answer."""

import datetime as dt
import json

import pytest
import time_machine
from sqlalchemy import select

from server.clock import now
from server.database import db
from server.documents.outgoing.models import OutgoingDocument
from server.documents.outgoing.signatures import signing
from server.office import office
from server.papers.services import Ref
from server.signatures import claims
from server.signatures.models import SigningJob
from signing import revoke
from tests.cast import Cast
from tests.office.outcome import id_of, refused, state_of
from tests.office.outgoing import desk
from tests.office.outgoing.desk import paper_of
from tests.office.outgoing.test_annex_files import BODY
from tests.office.papers import ok
from tests.office.signing.keys import answered, begun, on_own_machine, seen
from workflows import Refused


@pytest.fixture
def cast(one_cast):
    return one_cast


@pytest.fixture
def token(cast):
    return on_own_machine(cast)


def why(call, *args, **more) -> str:
    with pytest.raises(Refused) as no:
        call(*args, **more)
    db.session.rollback()
    return no.value.reason


def sent(browser, path, name, **form):
    """What the page's script posts while the agent works."""
    page = browser.get(path).text
    token = page.split('name="csrf_token"', 1)[1].split('value="', 1)[1].split('"', 1)[0]
    return browser.post(f"{path}/agent/{name}", data={"csrf_token": token, **form})


def jobs() -> list[SigningJob]:
    db.session.rollback()
    return list(db.session.scalars(select(SigningJob)))


def test_the_chair_signs_with_a_token_at_his_desk_and_the_paper_is_signed(cast, token):
    path = desk.ready(cast)
    asked = begun(cast.minh, path)
    (job,) = jobs()
    assert job.prepared.startswith(b"{")
    thing = ok(cast.minh.does(path, "sign", {"answer": answered(token, asked)}))
    assert thing["state"] == "SIGNED"
    row = paper_of(path).signatures_made[0]
    assert (row.verdict, row.revocation) == ("valid", "good")
    assert row.certificate_sha256 == token.digest
    (job,) = jobs()
    assert (job.state, job.prepared) == ("done", None)


def test_either_database_keeps_what_the_second_phase_needs(app):
    cast = Cast(app)
    token, path = on_own_machine(cast), desk.ready(cast)
    asked = begun(cast.minh, path)
    ok(cast.minh.does(path, "sign", {"answer": answered(token, asked)}))
    assert paper_of(path).signatures_made[0].verdict == "valid"


def test_an_agencys_token_seals_number_date_and_the_files_beside(cast):
    path = desk.signed(cast, body=BODY)
    token = on_own_machine(cast, "huyen")
    ok(cast.lan.does(path, "number"))
    ok(cast.lan.does(path, "register"))
    asked = begun(cast.lan, path, "seal")
    assert len(asked.attributes) == 2
    thing = ok(cast.lan.does(path, "seal", {"answer": answered(token, asked)}))
    assert thing["state"] == "SEALED"
    verdicts = {row.field: row.verdict for row in paper_of(path).signatures_made}
    assert verdicts == {"NguoiKy": "valid", "CoQuan": "valid", "CoQuan-PL1": "valid"}


def test_meanwhile_the_paper_is_held_for_minutes_and_for_nobody_else(cast, token):
    path = desk.ready(cast)
    begun(cast.minh, path)
    (job,) = jobs()
    assert job.lease_until - now() > claims.ELSEWHERE - dt.timedelta(minutes=1)
    assert why(begun, cast.minh, path) == "being_signed"


def test_a_lost_agent_leaves_a_claim_that_ends_by_itself(cast, token):
    path = desk.ready(cast)
    begun(cast.minh, path)
    later = now() + claims.ELSEWHERE + dt.timedelta(seconds=1)
    with time_machine.travel(later, tick=False):
        asked = begun(cast.minh, path)
        ok(cast.minh.does(path, "sign", {"answer": answered(token, asked)}))


def test_an_answer_that_comes_too_late_changes_nothing(cast, token):
    path = desk.ready(cast)
    late = answered(token, begun(cast.minh, path))
    with time_machine.travel(now() + claims.ELSEWHERE + dt.timedelta(seconds=1), tick=False):
        refused(cast.minh.does(path, "sign", {"answer": late}), "answer_too_late")
    assert state_of(path) == "READY_TO_SIGN"


def test_an_answer_counts_once(cast, token):
    path = desk.ready(cast)
    answer = answered(token, begun(cast.minh, path))
    ok(cast.minh.does(path, "sign", {"answer": answer}))
    again = cast.minh.does(path, "sign", {"answer": answer})
    assert again.status_code == 409, again.text
    assert len(paper_of(path).signatures_made) == 1


def test_the_answer_for_one_paper_signs_no_other(cast, token):
    one, other = desk.ready(cast), desk.ready(cast, subject="V/v khác")
    answer = answered(token, begun(cast.minh, one))
    refused(cast.minh.does(other, "sign", {"answer": answer}), "answer_too_late")
    assert (state_of(one), state_of(other)) == ("READY_TO_SIGN", "READY_TO_SIGN")


def test_what_was_signed_with_another_key_is_not_put_in_and_the_paper_is_free(cast, token):
    path = desk.ready(cast)
    asked = begun(cast.minh, path)
    other = on_own_machine(cast, "binh")
    refused(cast.minh.does(path, "sign", {"answer": answered(other, asked)}), "signature_misfits")
    assert jobs() == []
    assert paper_of(path).signatures_made == []


def test_a_signer_who_says_no_gives_the_paper_back_at_once(cast, token):
    path = desk.ready(cast)
    asked = begun(cast.minh, path)
    browser = cast.minh.browser()
    told = sent(browser, path, "give-back", claim=asked.claim)
    assert told.status_code == 200
    assert jobs() == []
    again = sent(browser, path, "give-back", claim=asked.claim)
    assert again.json["code"] == "answer_too_late"


@pytest.mark.parametrize(
    "answer", ["x", "[]", "{}", '{"claim": "1.a", "signatures": ["%"]}', '{"claim": 7}']
)
def test_an_answer_that_makes_no_sense_is_told(cast, token, answer):
    path = desk.ready(cast)
    refused(cast.minh.does(path, "sign", {"answer": answer}), "answer_malformed")


def test_a_signature_too_few_is_told(cast, token):
    path = desk.ready(cast)
    asked = begun(cast.minh, path)
    nothing = json.dumps({"claim": asked.claim, "signatures": []})
    refused(cast.minh.does(path, "sign", {"answer": nothing}), "answer_malformed")


def test_a_key_at_the_desk_is_asked_for_no_pin_here(cast, token):
    """Nor may a batch be signed with it: each document is looked at over there."""
    path = desk.ready(cast)
    refused(cast.minh.does(path, "sign", {"pin": cast.pin}), "key_is_with_signer")


def test_a_key_that_is_here_is_not_asked_for_elsewhere(cast):
    path = desk.ready(cast)
    assert why(begun, cast.minh, path) == "key_is_here"


def test_a_mechanism_that_is_none_of_the_keys_leaves_no_claim(cast, token):
    path = desk.ready(cast)
    assert why(begun, cast.minh, path, mechanism="rsassa_pss") == "bad_mechanism"
    assert jobs() == []


def test_a_certificate_that_was_revoked_meanwhile_signs_nothing(cast, token, monkeypatch):
    """Minutes go by between the two phases: it is looked at again (SIG-05)."""
    path = desk.ready(cast)
    asked = begun(cast.minh, path)
    answer = answered(token, asked)
    revoke(office().cabinet.keys, cast.minh.account, now() - dt.timedelta(seconds=1))
    refused(cast.minh.does(path, "sign", {"answer": answer}), "certificate_revoked")


def test_without_pin_and_answer_a_program_is_told_what_is_missing(cast):
    path = desk.ready(cast)
    told = cast.minh.does(path, "sign", {})
    assert told.status_code == 422
    assert "pin" in told.text


def test_ended_claims_are_cleared_at_night(cast, token):
    path = desk.ready(cast)
    begun(cast.minh, path)
    claims.clear_ended()
    assert len(jobs()) == 1
    with time_machine.travel(now() + claims.ELSEWHERE + dt.timedelta(seconds=1), tick=False):
        claims.clear_ended()
    assert jobs() == []


def test_the_page_asks_the_agent_and_not_for_a_pin(cast, token):
    path = desk.ready(cast)
    browser = cast.minh.browser()
    page = browser.get(path)
    assert 'data-agent="ws://127.0.0.1:18217"' in page.text
    assert f'data-begin="{path}/agent/sign"' in page.text
    assert "connect-src 'self' ws://127.0.0.1:18217;" in page.headers["Content-Security-Policy"]
    version = str(seen(cast.minh, path))
    told = sent(browser, path, "sign", version=version, mechanism="ecdsa")
    assert set(told.json) == {"claim", "mechanism", "certificate", "attributes", "until", "shown"}
    assert told.json["certificate"] == token.digest
    assert told.json["shown"]["title"] == paper_of(path).subject


def test_who_may_not_sign_prepares_nothing(cast, token):
    path = desk.ready(cast)
    told = sent(cast.hoa.browser(), path, "sign", version="1", mechanism="ecdsa")
    assert told.json["code"] == "not_yours"
    assert jobs() == []


def test_the_version_that_was_seen_is_asked_for(cast, token):
    path = desk.ready(cast)
    told = sent(cast.minh.browser(), path, "sign", mechanism="ecdsa")
    assert told.json["code"] == "version_required"


def test_approve_and_sign_in_one_is_for_keys_that_are_here(cast, token):
    """The approval's form asks no PIN; the signature is a step of its own."""
    path = desk.checked(cast)
    page = cast.minh.browser().get(path).text
    assert 'name="pin"' not in page
    ok(cast.minh.does(path, "approve"))
    assert db.session.get_one(OutgoingDocument, id_of(path)).state == "READY_TO_SIGN"
    assert why(signing.sign, cast.minh.actor, Ref(id_of(path), None), pin=cast.pin)
