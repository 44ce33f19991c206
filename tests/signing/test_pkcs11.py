"""A token: SoftHSM stands for it. Right PIN, wrong PIN, pulled out, plugged in again."""

import pytest
from pkcs11 import Mechanism, TokenFlag, exceptions

from signing import CABINET, SealFailed, cabinet, check_pin, identity, pkcs11, verify
from tests import softhsm
from tests.signing.desk import PIN, Office, algorithm_of

CHAIR, AGENCY = "Nguyễn Văn Minh", "UBND huyện Hoằng Hóa"


@pytest.fixture(scope="module")
def tokens(tmp_path_factory):
    softhsm.needed()
    return softhsm.Tokens.begun(tmp_path_factory.mktemp("tokens"))


@pytest.fixture(scope="module")
def with_tokens(tokens, office) -> Office:
    """Minh's key lies on a token of his, the agency's (RSA) in the HSM."""
    folder = office.authority.folder
    tokens.plug_in("Token của Minh", PIN)
    tokens.plug_in("HSM", PIN)
    return Office(
        office.authority,
        tokens.key("Token của Minh", PIN, CHAIR, folder),
        tokens.key("HSM", PIN, AGENCY, folder, rsa=2048),
    )


@pytest.fixture
def lost(tokens, office):
    """A token that a test may pull out, and plug in again."""
    tokens.plug_in("Mượn", PIN)
    key = tokens.key("Mượn", PIN, CHAIR, office.authority.folder)
    yield key
    if "Mượn" in tokens.labels():
        tokens.pull_out("Mượn")


def test_a_token_signs_and_an_hsm_seals(with_tokens, blank, trust):
    sealed = with_tokens.seals(with_tokens.signs(blank))
    assert verify(sealed, trust).verdict == "valid"
    assert identity(with_tokens.minh, PIN).common_name == CHAIR


def test_an_rsa_device_signs_with_pss_where_it_can(with_tokens, blank):
    made = Office(with_tokens.authority, with_tokens.huyen, "").signs(blank)
    assert algorithm_of(made) == "rsassa_pss"


@pytest.mark.parametrize(
    "left", [{Mechanism.SHA256_RSA_PKCS, Mechanism.RSA_PKCS}, {Mechanism.RSA_PKCS}]
)
def test_an_old_device_signs_by_pkcs1(with_tokens, blank, trust, monkeypatch, left):
    """DESIGN §11.8; the verdict calls it valid."""
    cabinet.forget(lambda _one: True)
    monkeypatch.setattr(pkcs11, "_mechanisms", lambda _session: left)
    made = Office(with_tokens.authority, with_tokens.huyen, "").signs(blank)
    cabinet.forget(lambda _one: True)
    assert algorithm_of(made) == "rsassa_pkcs1v15"
    assert verify(made, trust).signatures[0].integrity == "valid"


@pytest.mark.parametrize("pin", ["000000", "1", "x" * 300])
def test_a_wrong_pin_opens_no_token_that_stands_open(with_tokens, pin):
    """A device that somebody opened lets in whoever asks next: we close it first."""
    check_pin(with_tokens.minh, PIN)
    with pytest.raises(SealFailed, match="wrong_pin"):
        check_pin(with_tokens.minh, pin)
    check_pin(with_tokens.minh, PIN)


def test_one_session_is_kept_open(with_tokens):
    check_pin(with_tokens.minh, PIN)
    before = list(pkcs11._SESSIONS.values())
    cabinet.forget(lambda _one: True)
    check_pin(with_tokens.minh, PIN)
    assert [one[1] for one in pkcs11._SESSIONS.values()] == [one[1] for one in before]


@pytest.mark.parametrize(
    ("flag", "reason"),
    [
        (TokenFlag.USER_PIN_FINAL_TRY, "token_last_try"),
        (TokenFlag.USER_PIN_LOCKED, "token_locked"),
    ],
)
def test_the_last_try_of_a_token_is_left_to_its_owner(monkeypatch, flag, reason):
    class Token:
        flags = flag

        def open(self, **_how):
            pytest.fail("the PIN was tried")

    monkeypatch.setattr(pkcs11, "_token", lambda _place: Token())
    with pytest.raises(SealFailed, match=reason):
        check_pin(softhsm.address("Sắp khóa"), PIN)


def test_a_token_pulled_out_before_is_missing_and_comes_back(tokens, lost, office):
    check_pin(lost, PIN)
    tokens.pull_out("Mượn")
    cabinet.forget(lambda _one: True)
    pkcs11._SESSIONS.clear()
    with pytest.raises(SealFailed, match="token_missing"):
        check_pin(lost, PIN)
    tokens.plug_in("Mượn", PIN)
    tokens.key("Mượn", PIN, CHAIR, office.authority.folder)
    check_pin(lost, PIN)


def test_a_token_pulled_out_half_way_is_told_and_the_next_try_opens_anew(
    tokens, lost, office, blank
):
    minh = Office(office.authority, lost, "")
    assert minh.signs(blank)
    tokens.pull_out("Mượn")
    with pytest.raises(SealFailed, match="token_"):
        minh.signs(blank)
    tokens.plug_in("Mượn", PIN)
    tokens.key("Mượn", PIN, CHAIR, office.authority.folder)
    assert minh.signs(blank)


@pytest.mark.parametrize(
    ("failure", "reason"),
    [
        (exceptions.DeviceRemoved, "token_missing"),
        (exceptions.TokenNotPresent, "token_missing"),
        (exceptions.SessionHandleInvalid, "token_broke_off"),
        (exceptions.DeviceError, "token_broke_off"),
        (exceptions.PinLocked, "token_locked"),
    ],
)
def test_what_a_device_says_half_way_is_one_of_our_words(
    with_tokens, blank, monkeypatch, failure, reason
):
    def fails(*_args, **_more):
        raise failure

    with monkeypatch.context() as broken:
        broken.setattr(pkcs11.PKCS11Signer, "async_sign_raw", fails)
        with pytest.raises(SealFailed) as refused:
            with_tokens.signs(blank)
    assert refused.value.reason == reason
    assert with_tokens.signs(blank)


@pytest.mark.parametrize(
    "place",
    [
        "",
        "token=A",
        "token=A;object=b",
        "object=b?module-path=/x.so",
        "token=A;object=b?module-path=/x.so&pin-value=1",
    ],
)
def test_an_address_that_is_none_is_told(place):
    with pytest.raises(SealFailed, match="bad_address"):
        CABINET["pkcs11"](place, PIN)


def test_a_library_that_is_not_there_is_told(tmp_path):
    with pytest.raises(SealFailed, match="no_module"):
        CABINET["pkcs11"](f"token=A;object=b?module-path={tmp_path / 'none.so'}", PIN)


def test_a_key_that_is_not_on_the_token_is_no_seal(with_tokens):
    with pytest.raises(SealFailed, match="no_seal"):
        check_pin(with_tokens.minh.replace("object=khoa", "object=khac"), PIN)


def test_a_weak_key_on_a_token_is_refused(tokens, office):
    tokens.plug_in("Yếu", PIN)
    weak = tokens.key("Yếu", PIN, CHAIR, office.authority.folder, rsa=1024)
    with pytest.raises(SealFailed, match="weak_key"):
        check_pin(weak, PIN)


def test_whether_a_token_can_be_reached_is_asked_without_a_pin(with_tokens, tmp_path):
    place = with_tokens.minh.partition(":")[2]
    assert pkcs11.reach(place) == ""
    assert pkcs11.reach(place.replace("token=Token", "token=Khac")) == "token_missing"
    assert pkcs11.reach(f"token=A;object=b?module-path={tmp_path}/x.so") == "no_module"
