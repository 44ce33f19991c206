"""Opening a key: right PIN, wrong PIN, no key, and what stays behind in memory and logs."""

import gc
import logging
import multiprocessing
import shutil
from concurrent.futures import ProcessPoolExecutor
from io import BytesIO

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import pkcs12

from signing import (
    CABINET,
    Identity,
    SealFailed,
    cabinet,
    check_pin,
    demo,
    identity,
    sign_person,
    verify,
)
from signing.writing import NextRevision
from tests.signing.desk import PIN, Office, page
from tests.signing.stock import certified


def test_the_certificate_says_whose_key_it_is(office):
    told = identity(office.minh, PIN)
    assert isinstance(told, Identity)
    assert (told.common_name, told.organisation) == ("Nguyễn Văn Minh", "UBND huyện Hoằng Hóa")
    assert len(told.sha256) == 64


def test_the_right_pin_opens(office):
    check_pin(office.minh, PIN)


@pytest.mark.parametrize("pin", ["", "246811", "2468100", "pin sai ữ"])
def test_a_wrong_pin_is_told(office, pin):
    with pytest.raises(SealFailed) as refused:
        check_pin(office.minh, pin)
    assert refused.value.reason == "wrong_pin"


def test_a_wrong_pin_is_refused_after_the_right_one_too(office):
    """The key is kept open for him who knows the PIN, not for the next one."""
    check_pin(office.minh, PIN)
    with pytest.raises(SealFailed, match="wrong_pin"):
        check_pin(office.minh, "000000")


@pytest.mark.parametrize("address", ["pkcs12:/khong/co.p12", "hsm:1", "", "minh", "pkcs12:"])
def test_where_there_is_no_key_there_is_no_seal(address):
    with pytest.raises(SealFailed, match="no_seal"):
        check_pin(address, PIN)


@pytest.mark.parametrize("content", [b"", b"khong phai khoa", bytes(200)])
def test_a_broken_key_file_is_told_apart_from_a_wrong_pin(tmp_path, content):
    (tmp_path / "minh.p12").write_bytes(content)
    with pytest.raises(SealFailed, match="broken_seal"):
        check_pin(f"pkcs12:{tmp_path / 'minh.p12'}", PIN)


def test_a_new_key_file_takes_the_old_ones_place_at_once(new_office):
    before = identity(new_office.minh, PIN)
    demo.issue(new_office.authority.folder, "minh", "Nguyễn Văn Minh", "UBND", "135791")
    with pytest.raises(SealFailed, match="wrong_pin"):
        check_pin(new_office.minh, PIN)
    assert identity(new_office.minh, "135791").serial != before.serial


def test_the_pin_is_nowhere_kept(office):
    """Neither in what the cabinet remembers nor among what it left in memory."""
    check_pin(office.minh, PIN)
    kept = repr(list(cabinet._OPENED))
    assert PIN not in kept
    gc.collect()
    assert not any(PIN.encode() == one for one in gc.get_objects() if isinstance(one, bytes))


def test_a_wrong_pin_leaves_no_word_in_the_log(office, caplog):
    with caplog.at_level(logging.DEBUG), pytest.raises(SealFailed) as refused:
        check_pin(office.minh, "135799")
    assert "135799" not in caplog.text + repr(refused.value)
    assert not caplog.records


def test_a_bounded_number_of_keys_stays_open(office, tmp_path):
    source = office.minh.partition(":")[2]
    for number in range(cabinet._KEPT + 3):
        shutil.copy(source, tmp_path / f"{number}.p12")
        check_pin(f"pkcs12:{tmp_path / f'{number}.p12'}", PIN)
    assert len(cabinet._OPENED) == cabinet._KEPT


def test_a_new_kind_of_key_is_one_line(office, monkeypatch):
    """CABINET: scheme → what opens it."""
    monkeypatch.setitem(CABINET, "the", CABINET["pkcs12"])
    assert identity(f"the:{office.minh.partition(':')[2]}", PIN).common_name == "Nguyễn Văn Minh"


def _rsa_office(office, folder, bits) -> Office:
    """The same people with RSA keys, as Vietnamese authorities issue them."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=bits)
    issuer = demo._issuer(office.authority.folder, "ca")
    made = demo._certificate(demo._name("Nguyễn Văn Minh"), key, issuer, demo._signs())
    lock = serialization.BestAvailableEncryption(PIN.encode())
    packed = pkcs12.serialize_key_and_certificates(b"minh", key, made, None, lock)
    (folder / "minh.p12").write_bytes(packed)
    return Office(office.authority, f"pkcs12:{folder / 'minh.p12'}", office.huyen)


def test_an_rsa_key_signs_too(office, blank, trust, tmp_path):
    """SIG-06: RSA from 2048 bits on, with PSS."""
    other = _rsa_office(office, tmp_path, 2048)
    sealed = other.seals(other.signs(blank))
    verdict = verify(sealed, trust)
    assert verdict.verdict == "valid", verdict.as_dict()


def test_a_weak_rsa_key_is_refused(office, blank, tmp_path):
    with pytest.raises(SealFailed, match="weak_key"):
        _rsa_office(office, tmp_path, 1024).signs(blank)


def test_a_paper_is_signed_once(office, signed):
    with pytest.raises(SealFailed, match="already_signed"):
        office.signs(signed)


def test_a_paper_is_sealed_once(office, sealed):
    with pytest.raises(SealFailed, match="already_signed"):
        office.seals(sealed)


def test_no_seal_without_a_personal_signature(office, blank):
    """Điều 32 khoản 2d: over the signature of the competent person only."""
    with pytest.raises(SealFailed, match="not_signed"):
        office.seals(blank)


def test_a_page_without_a_place_to_sign_is_not_signed(office):
    with pytest.raises(SealFailed) as refused:
        office.signs(page())
    assert refused.value.reason == "no_field"


def test_a_seal_that_our_authority_does_not_know_is_not_pressed(office, stranger, signed):
    """Its chain and its revocations could not be embedded, so nobody could check it later."""
    with pytest.raises(SealFailed) as refused:
        Office(office.authority, office.minh, stranger.huyen).seals(signed)
    assert refused.value.reason == "signing_refused"


@pytest.mark.parametrize("pdf", [b"", b"%PDF-1.7", b"khong phai PDF" * 99])
def test_what_is_no_pdf_is_not_signed(office, pdf):
    with pytest.raises(SealFailed, match="broken_pdf"):
        office.signs(pdf)


def test_without_a_serial_number_there_is_no_stamp(office, blank):
    with pytest.raises(SealFailed, match="no_serial"):
        sign_person(blank, office.minh, PIN, authority=office.authority, serials=[])


def test_stamps_bear_the_serial_numbers_handed_in(office, sealed):
    """The serials come out of the database: no two tokens share one."""
    signatures = NextRevision(BytesIO(sealed)).prev.embedded_signatures
    inner = [one.signer_info["unsigned_attrs"][0]["values"][0] for one in signatures[:2]]
    tokens = [*(one["content"] for one in inner), signatures[2].signed_data]
    found = [one["encap_content_info"]["content"].parsed["serial_number"].native for one in tokens]
    assert found == [1, 2, 3]


def test_a_spawned_child_signs_with_what_it_is_handed(office, blank, trust):
    """The signing pool: bytes in, bytes out, and nothing that cannot be sent."""
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=spawn) as pool:
        signed = pool.submit(office.signs, blank).result(60)
        with pytest.raises(SealFailed) as refused:
            pool.submit(office.signs, signed).result(60)
    assert refused.value.reason == "already_signed"
    assert verify(signed, trust).signatures[0].verdict == "valid"


def test_the_plain_recipe_of_the_library_is_read_the_same(office, blank, trust):
    """A second opinion on the product's own signer: pyHanko's, on the same page."""
    verdict = verify(office.seals(certified(office, blank)), trust)
    assert verdict.verdict == "valid", verdict.as_dict()
