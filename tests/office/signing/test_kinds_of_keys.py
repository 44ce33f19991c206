"""Through the office with a token and a remote service; what a post demands; what is warned of."""

from html import unescape
from pathlib import Path

import pytest

import signing
from server import pool
from server.admin.keys import registering as keys
from server.admin.keys.registering import NewKey
from server.admin.organisation import places
from server.database import db, transaction
from server.demo.cast import PIN
from server.office import office
from server.org.models import Person
from server.signatures.keys import key_of
from server.signatures.models import SigningJob
from signing import csc
from tests import softhsm
from tests.csc_service import RemoteService, serving, written
from tests.office.admin.desk import position
from tests.office.outcome import refused, says, state_of
from tests.office.outgoing import desk
from tests.office.outgoing.desk import paper_of
from tests.office.papers import ok
from tests.office.signing.keys import demo_key, on_own_machine, pem_of

MINH = "chutich.huyen"
GOOD, WRONG = {"pin": PIN}, {"pin": "000000"}


@pytest.fixture
def cast(one_cast):
    return one_cast


def at(cast, address: str) -> None:
    """Minh's key lies there from now on, as if registered; it shows what it shows."""
    with transaction() as session:
        row = session.get_one(Person, cast.minh.actor.person_id)
        row.seal, row.certificate = address, ""


@pytest.fixture
def on_a_token(cast, tmp_path, monkeypatch):
    softhsm.needed()
    monkeypatch.setenv("SOFTHSM2_CONF", "")
    tokens = softhsm.Tokens.begun(tmp_path)
    tokens.plug_in("Minh", PIN)
    at(cast, tokens.key("Minh", PIN, cast.minh.actor.name, office().cabinet.keys))
    return tokens


@pytest.fixture
def service(cast, tmp_path):
    with serving(RemoteService(Path(demo_key(cast).partition(":")[2]).read_bytes(), PIN)) as one:
        at(cast, written(one, tmp_path))
        yield one


@pytest.fixture
def in_this_process(monkeypatch):
    """The pool's children were born before the token was: here the work is done beside."""
    monkeypatch.setattr(pool, "submit", lambda call, *args, **_patience: call(*args))


def test_minh_signs_with_a_token_in_the_server(cast, on_a_token, in_this_process):
    path = desk.ready(cast)
    refused(cast.minh.does(path, "sign", WRONG), "wrong_pin")
    ok(cast.minh.does(path, "sign", GOOD))
    assert paper_of(path).signatures_made[0].verdict == "valid"


def test_a_token_pulled_out_gives_the_paper_back(cast, on_a_token, in_this_process):
    path = desk.ready(cast)
    on_a_token.pull_out("Minh")
    refused(cast.minh.does(path, "sign", GOOD), "token_missing")
    assert db.session.query(SigningJob).count() == 0
    assert state_of(path) == "READY_TO_SIGN"


def test_minh_signs_with_a_key_at_a_service(cast, service):
    path = desk.ready(cast)
    refused(cast.minh.does(path, "sign", WRONG), "wrong_pin")
    ok(cast.minh.does(path, "sign", GOOD))
    assert paper_of(path).signatures_made[0].verdict == "valid"


def test_a_service_that_breaks_down_while_it_signs_gives_the_paper_back(cast, service):
    path = desk.ready(cast)
    service.fault = "signatures/signHash!500"
    refused(cast.minh.does(path, "sign", GOOD), "service_down")
    assert db.session.query(SigningJob).count() == 0
    service.fault = ""
    ok(cast.minh.does(path, "sign", GOOD))


def test_a_pin_that_only_the_signature_finds_wrong_is_counted_too(cast, service):
    path = desk.ready(cast)
    service.fault = 'signatures/signHash!{"signatures": []}'
    refused(cast.minh.does(path, "sign", GOOD), "service_garbled")
    service.fault, service.pin = "", "135791"
    counted_down(cast, path)


def test_a_pin_that_another_process_still_believes_is_counted_on(
    cast, service, in_this_process, monkeypatch
):
    """Each child remembers for itself what the service took; one that still does starts no new
    count (the service's PIN was changed)."""
    path = desk.ready(cast)
    signing.opened(key_of(db.session.get_one(Person, cast.minh.actor.person_id)).address, PIN)
    monkeypatch.setattr(csc, "_PROVEN", Believing(csc._PROVEN))
    service.pin = "135791"
    counted_down(cast, path)


class Believing(dict):
    """What was proven in a process that heard nothing of the change."""

    def clear(self):
        return


def counted_down(cast, path):
    for left in (4, 3):
        no = refused(cast.minh.does(path, "sign", GOOD), "wrong_pin")
        assert f"Còn {left} lần" in no["detail"]


def test_a_post_may_demand_a_kind_of_key(cast):
    """In words, before a PIN is tried; with that kind the same post signs."""
    path = desk.ready(cast)
    places.demand_key(cast.kien.actor, position(MINH).id, wanted="agent")
    no = refused(cast.minh.does(path, "sign", WRONG), "key_kind_demanded")
    assert "token trên máy của người ký" in no["detail"]
    assert no["detail"] in unescape(cast.minh.browser().get(path).text)
    on_own_machine(cast)
    refused(cast.minh.does(path, "sign", GOOD), "key_is_with_signer")


def test_a_clerks_post_demands_it_of_the_seal(cast):
    path = desk.as_registered(cast)
    places.demand_key(cast.kien.actor, position("vanthu.huyen").id, wanted="pkcs11")
    refused(cast.lan.does(path, "seal", GOOD), "key_kind_demanded")


def test_a_key_of_another_signs_nothing_in_my_name(cast):
    """Even where its address was written into the rows behind the office's back."""
    path = desk.ready(cast)
    at(cast, demo_key(cast, "binh"))
    refused(cast.minh.does(path, "sign", GOOD), "certificate_of_another")


def test_a_file_that_was_exchanged_behind_its_registration_signs_nothing(cast):
    path, mine, other = desk.ready(cast), demo_key(cast), demo_key(cast, "binh")
    why = "Chứng thư đã đăng ký ở đây là của phó chủ tịch"
    new = NewKey(kind="agent", certificate=pem_of(other), reason=why)
    keys.register_persons(cast.kien.actor, MINH, new)
    with transaction() as session:
        session.get_one(Person, cast.minh.actor.person_id).seal = mine
    refused(cast.minh.does(path, "sign", GOOD), "certificate_of_another")


def test_where_nobody_knows_whether_it_was_revoked_the_signer_is_warned_and_signs(cast):
    """B21: shown before, kept, never green; without its own authority an office seals nothing."""
    path, folder = desk.ready(cast), office().cabinet.keys
    (folder / "ca.key").unlink()
    (folder / "ca.crl").unlink()
    page = cast.minh.browser().get(path).text
    assert "Vẫn ký được; việc này được ghi lại." in page
    thing = ok(cast.minh.does(path, "sign", GOOD))
    assert thing["signatures"][0]["revocation"] == "unknown"
    assert paper_of(path).signatures_made[0].revocation == "unknown"
    told = "chưa lấy được danh sách thu hồi; người ký đã được báo trước"
    for page in ("/audit/signatures/1", "/audit/anomalies?kind=status_unknown"):
        assert told in cast.son.browser().get(page).text, page
    page = cast.minh.browser().get(path).text
    assert "Chưa đủ căn cứ kết luận lúc ký" in page
    assert not says("certificate_revoked", page)
    ok(cast.lan.does(path, "number"))
    ok(cast.lan.does(path, "register"))
    refused(cast.lan.does(path, "seal", GOOD), "signing_refused")
