"""The agent at a signer's desk: who may ask, what it shows, what it signs, and when it says no."""

import base64
import getpass
import json

import pytest
import websocket
from asn1crypto import cms
from click.testing import CliRunner

from signing import SealFailed, demo, phases
from signing.agent.__main__ import _ask, agent
from signing.agent.line import Ear
from signing.agent.pairing import TRIES
from signing.agent.token import NotOurs, Token
from signing.desks import person_desk
from tests import softhsm
from tests.agents import HERE, Desk, listening
from tests.signing.desk import PIN
from tests.signing.test_phases import means


@pytest.fixture(scope="module")
def ready(office, blank):
    return phases.begin(person_desk(blank, means(office, "minh"), field="NguoiKy"))


@pytest.fixture
def desk(office, tmp_path):
    """Minh's agent, his screen, and what he types."""
    return Desk(Token.at(office.minh), tmp_path / "kept" / "paired.json")


def asked(ready, *, mechanism="ecdsa", **shown):
    attributes = [base64.b64encode(ready.attributes).decode()]
    said = {"title": "V/v chuyển đổi số", "code": "Công văn", "step": "sign"} | shown
    return {"sign": {"attributes": attributes, "mechanism": mechanism, "shown": said}}


def test_it_signs_what_was_shown_and_the_office_can_embed_it(office, desk, ready):
    answer = desk.paired().answer(asked(ready))
    (value,) = map(base64.b64decode, answer["signatures"])
    assert phases.end(ready, value, office.authority, [7])
    (shown,) = desk.seen
    assert (shown.origin, shown.title) == (HERE, "V/v chuyển đổi số")
    assert shown.digests == (ready.digest.hex(),)


def test_a_page_is_paired_once_and_known_again(desk, ready, office):
    talk = desk.talk()
    assert talk.answer({"hello": 1}) == {"no": "pair"}
    (code,) = desk.codes
    token = talk.answer({"pair": code})["token"]
    told = desk.talk().answer({"hello": 1, "token": token})
    assert told == {"certificate": Token.at(office.minh).digest, "mechanism": "ecdsa"}
    later = Desk(desk.agent.token, desk.agent.pairing.file)
    assert "certificate" in later.talk().answer({"hello": 1, "token": token})
    assert desk.agent.pairing.file.stat().st_mode & 0o777 == 0o600
    assert token not in desk.agent.pairing.file.read_text()


def test_a_code_counts_once_and_a_token_at_its_own_page_only(desk):
    talk = desk.talk()
    talk.answer({"hello": 1})
    token = talk.answer({"pair": desk.codes[0]})["token"]
    assert talk.answer({"pair": desk.codes[0]}) == {"no": "wrong_code"}
    assert desk.talk("https://la.example").answer({"hello": 1, "token": token}) == {"no": "pair"}


def test_codes_cannot_be_guessed_one_after_another(desk):
    talk = desk.talk()
    talk.answer({"hello": 1})
    for _ in range(TRIES):
        assert talk.answer({"pair": "000000x"}) == {"no": "wrong_code"}
    assert len(desk.codes) == 2
    assert talk.answer({"pair": desk.codes[0]}) == {"no": "wrong_code"}


def test_without_a_code_on_the_screen_nobody_is_paired(desk):
    assert desk.talk().answer({"pair": ""}) == {"no": "wrong_code"}


def test_a_page_that_was_not_let_in_gets_nothing_signed(desk, ready):
    assert desk.talk().answer(asked(ready)) == {"no": "pair"}
    assert desk.seen == []


def test_who_says_no_signs_nothing(desk, ready):
    desk.pin = None
    assert desk.paired().answer(asked(ready)) == {"no": "declined"}


def test_a_wrong_pin_and_a_broken_token_are_told_apart(desk, ready, monkeypatch):
    desk.pin = "000000"
    assert desk.paired().answer(asked(ready)) == {"no": "wrong_pin"}

    def broken(*_args):
        raise SealFailed("token_missing")

    monkeypatch.setattr(Token, "sign", broken)
    assert desk.paired().answer(asked(ready)) == {"no": "token"}


def test_for_a_page_that_was_closed_meanwhile_nothing_is_signed(desk, ready, monkeypatch):
    talk = desk.paired(is_open=lambda: False)
    monkeypatch.setattr(Token, "sign", pytest.fail)
    assert talk.answer(asked(ready)) == {"no": "lost"}


def test_one_thing_is_signed_at_a_time(desk, ready):
    with desk.agent.at_work:
        assert desk.paired().answer(asked(ready)) == {"no": "busy"}


def test_it_signs_nothing_but_a_pdf_signature_by_its_own_certificate(desk, office, ready, blank):
    """Whatever else a page brings: a login, a letter, another one's signature."""
    token = desk.agent.token
    other = phases.begin(person_desk(blank, means(office, "huyen"), field="NguoiKy"))
    for bytes_ in (b"", b"hello", ready.pdf[:200], other.attributes, ready.attributes[:-1]):
        with pytest.raises(NotOurs):
            token.read(bytes_)
    login = cms.CMSAttributes.load(ready.attributes)
    login[[one["type"].native for one in login].index("content_type")]["values"] = ["tst_info"]
    with pytest.raises(NotOurs):
        token.read(login.dump())


@pytest.mark.parametrize(
    "said", [{}, {"sign": 7}, {"sign": {}}, {"sign": {"attributes": ["%"]}}, {"x": 1}]
)
def test_what_makes_no_sense_is_told(desk, said):
    assert desk.paired().answer(said) == {"no": "malformed"}


def test_another_mechanism_than_the_keys_is_not_used(desk, ready):
    assert desk.paired().answer(asked(ready, mechanism="rsassa_pss")) == {"no": "malformed"}


def test_a_key_without_a_certificate_beside_it_needs_one(tmp_path):
    with pytest.raises(SealFailed, match="bad_certificate"):
        Token.at(f"pkcs12:{tmp_path / 'x.p12'}")


def test_after_each_signature_the_pin_is_asked_anew(desk, ready):
    talk = desk.paired()
    talk.answer(asked(ready))
    desk.pin = "000000"
    assert talk.answer(asked(ready)) == {"no": "wrong_pin"}


@pytest.mark.parametrize(("rsa", "mechanism"), [(0, "ecdsa"), (2048, "rsassa_pss")])
def test_a_token_is_known_before_its_pin_and_signs(office, blank, tmp_path, rsa, mechanism):
    softhsm.needed()
    tokens = softhsm.Tokens.begun(tmp_path)
    tokens.plug_in("Minh", PIN)
    address = tokens.key("Minh", PIN, "Nguyễn Văn Minh", office.authority.folder, rsa=rsa)
    token = Token.at(address)
    assert token.mechanism == mechanism
    text = demo.x509.load_der_x509_certificate(token.certificate.dump())
    pem = text.public_bytes(demo._PEM).decode()
    ready = phases.begin(person_desk(blank, means(office, "", mechanism, pem), field="NguoiKy"))
    desk = Desk(token, tmp_path / "paired.json")
    answer = desk.paired().answer(asked(ready, mechanism=mechanism))
    (value,) = map(base64.b64decode, answer["signatures"])
    assert phases.end(ready, value, office.authority, [7])


def test_the_command_says_in_a_line_which_key_it_cannot_use(tmp_path):
    how = ["--office", HERE, "--key", f"pkcs12:{tmp_path / 'khong.p12'}"]
    told = CliRunner().invoke(agent, how)
    assert (told.exit_code, "Không dùng được khóa" in told.output) == (1, True)


def test_the_screen_shows_what_is_signed_before_it_asks(desk, ready, monkeypatch, capsys):
    desk.paired().answer(asked(ready))
    monkeypatch.setattr(getpass, "getpass", lambda _prompt: "")
    assert _ask(desk.seen[0]) is None
    shown = capsys.readouterr().out
    assert all(words in shown for words in ("V/v chuyển đổi số", ready.digest.hex(), HERE))


@pytest.fixture
def ear(desk):
    with listening(Ear(0, desk.agent, [HERE + "/"])) as one:
        yield one


def dial(ear, **how):
    return websocket.create_connection(f"ws://{ear.address}", timeout=5, **how)


def test_over_a_real_socket_a_page_of_the_office_is_heard(desk, ear, ready):
    line = dial(ear, origin=HERE)
    line.send(json.dumps({"hello": 1}))
    assert json.loads(line.recv()) == {"no": "pair"}
    line.send(json.dumps({"pair": desk.codes[0]}))
    token = json.loads(line.recv())["token"]
    line.send(json.dumps({"hello": 1, "token": token}))
    line.recv()
    line.send(json.dumps(asked(ready)))
    assert "signatures" in json.loads(line.recv())
    line.send("khong phai JSON")
    assert json.loads(line.recv()) == {"no": "malformed"}
    line.close()


@pytest.mark.parametrize(
    "how", [{"origin": "https://la.example"}, {"origin": HERE, "host": "office.example"}, {}]
)
def test_a_page_from_elsewhere_is_not_heard(ear, how):
    """Nor one that came by another name (DNS rebinding), nor a program that names no page."""
    how = how or {"suppress_origin": True}
    with pytest.raises(websocket.WebSocketBadStatusException, match="403"):
        dial(ear, **how)


def test_a_line_that_is_cut_leaves_the_agent_at_its_place(desk, ear):
    line = dial(ear, origin=HERE)
    line.sock.close()
    again = dial(ear, origin=HERE)
    again.send(json.dumps({"hello": 1}))
    assert json.loads(again.recv()) == {"no": "pair"}
    again.close()
