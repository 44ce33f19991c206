"""What a file holds for a court: the chain, answers about revocation, stamps, and its revisions."""

from signing.evidence import collect
from tests.signing.desk import DATE, NUMBER


def test_the_chain_leads_from_the_signer_to_the_root(sealed, trust):
    seal = collect(sealed, "CoQuan", trust)
    assert [one.is_root for one in seal.chain] == [False, False, True]
    signer, issuer, root = seal.chain
    assert "CN=UBND huyện Hoằng Hóa" in signer.subject and signer.issuer == issuer.subject
    assert (issuer.issuer, root.issuer) == (root.subject, root.subject)
    assert set(signer.usage) == {"digital_signature", "non_repudiation"}
    assert signer.key == "EC secp256r1" and signer.algorithm == "ecdsa sha256"


def test_each_certificate_has_its_answer_about_revocation(sealed, signed, trust):
    """LTV-02: the answers of that hour lie in the file, beside the certificates."""
    seal = collect(sealed, "CoQuan", trust)
    assert {one.about for one in seal.answers} == {one.subject for one in seal.chain}
    assert {(one.kind, one.status) for one in seal.answers} == {("CRL", "good")}
    assert all(one.next_update > one.produced_at for one in seal.answers)
    assert collect(signed, "NguoiKy", trust).answers == ()


def test_stamps_are_its_own_and_then_those_over_the_file(sealed, trust):
    own, over = collect(sealed, "CoQuan", trust).stamps
    assert (own.field, over.field, own.accuracy) == ("", "LuuTru1", "±1 s")
    assert (int(own.serial, 16), int(over.serial, 16)) == (2, 3)
    assert own.policy == over.policy and own.at <= over.at


def test_the_revisions_follow_each_other_byte_for_byte_and_say_what_they_brought(sealed, trust):
    """SIG-07: each signature is an increment, and nothing before it is touched."""
    page, person, seal, archive = collect(sealed, "CoQuan", trust).revisions
    assert [one.start for one in (person, seal, archive)] == [page.end, person.end, seal.end]
    assert (page.start, archive.end) == (0, len(sealed))
    assert (page.filled, page.signed, person.signed) == ((), (), ("NguoiKy",))
    assert dict(seal.filled) == {"SoVB": NUMBER, "NgayVB": DATE}
    assert seal.signed == ("CoQuan",) and seal.proofs and not person.proofs
    assert (archive.stamped, archive.signed) == (("LuuTru1",), ())


def test_what_is_signed_reaches_to_the_end_of_its_revision(sealed, trust):
    person = collect(sealed, "NguoiKy", trust)
    start, first, second, last = person.covers
    assert (start, second + last) == (0, person.revisions[1].end)
    assert first < second


def test_a_field_that_nobody_signed_has_no_evidence(signed, trust):
    assert collect(signed, "CoQuan", trust) is None
