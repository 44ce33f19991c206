"""A paper through the office: blank, signed by Minh, numbered and sealed by Lan, archived."""

import asyncio
from io import BytesIO

import pytest

from signing import count_signatures, lengthen, signatures_in, verify
from signing.writing import NextRevision
from tests.signing.desk import DATE, NUMBER
from tests.signing.stock import (
    certified,
    filled,
    numbered,
    sealed_plainly,
    sealed_with_proofs,
)


def stamped_again(office, pdf):
    return lengthen(pdf, authority=office.authority, serials=[7]).pdf


def _levels(verdict):
    return {one.field: one.level for one in verdict.signatures}


def test_a_sealed_paper_is_valid(sealed, trust):
    verdict = verify(sealed, trust, file="01.pdf")
    assert verdict.as_dict()["verdict"] == "valid", verdict.as_dict()
    assert (verdict.word, verdict.profile, verdict.reasons) == ("VALID", "document", [])


def test_a_sealed_paper_names_who_signed_who_sealed_and_the_archive(sealed, trust):
    told = [(one.field, one.kind, one.signer) for one in verify(sealed, trust).signatures]
    assert told == [
        ("NguoiKy", "person", "Nguyễn Văn Minh"),
        ("CoQuan", "seal", "UBND huyện Hoằng Hóa"),
        ("LuuTru1", "timestamp", "Công Sở Demo TSA"),
    ]


def test_what_came_after_each_signature_is_told(sealed, trust):
    told = {one.field: (one.coverage, one.changes) for one in verify(sealed, trust).signatures}
    assert told == {
        "NguoiKy": ("revision", "form"),
        "CoQuan": ("revision", "lta"),
        "LuuTru1": ("file", "none"),
    }


def test_the_certificate_is_told_as_the_circular_asks(sealed, trust):
    """TT 15/2025 Điều 6 khoản 4: issuer, subject, managing unit, validity."""
    person = verify(sealed, trust).signatures[0].identity
    assert person.issuer == "Công Sở Demo CA"
    assert person.organisation == "UBND huyện Hoằng Hóa"
    assert person.not_before < person.not_after


def test_the_answer_has_the_shape_of_the_contract(sealed, trust):
    answer = verify(sealed, trust, file="x.pdf").as_dict()
    assert list(answer) == [
        "file", "sha256", "verdict", "integrity", "profile", "reasons", "signatures",
        "word", "revisions",
    ]  # fmt: skip
    assert list(answer["signatures"][0]) == [
        "field", "kind", "signer", "verdict", "integrity", "trust", "level", "signing_time",
        "timestamp", "coverage", "changes", "reasons", "revision", "algorithm", "revocation",
        "word", "certificate",
    ]  # fmt: skip
    certificate = answer["signatures"][0]["certificate"]
    assert (certificate["issuer"], certificate["organisation"]) == (
        "Công Sở Demo CA", "UBND huyện Hoằng Hóa"
    )  # fmt: skip


def test_signatures_are_counted_without_the_archive_stamp(blank, signed, sealed):
    assert [count_signatures(one) for one in (blank, signed, sealed)] == [0, 1, 2]
    assert signatures_in(sealed)[2] == ("LuuTru1", "timestamp")


def test_each_step_only_adds_to_the_bytes_before(blank, signed, sealed):
    assert signed.startswith(blank)
    assert sealed.startswith(signed)


def test_a_blank_paper_is_unsigned(blank, trust):
    verdict = verify(blank, trust)
    assert (verdict.verdict, verdict.word) == ("unsigned", "NOT_SIGNED")


def test_a_paper_without_its_seal_is_not_valid_yet_but_minhs_signature_is(signed, trust):
    verdict = verify(signed, trust)
    assert verdict.verdict == "invalid"
    assert verdict.as_dict()["reasons"] == ["missing:CoQuan"]
    assert verdict.signatures[0].verdict == "valid"


def test_titles_stay_and_the_packet_of_metadata_is_the_one_that_minh_signed(blank, sealed):
    first, reader = (NextRevision(BytesIO(one)).prev for one in (blank, sealed))
    assert reader.trailer["/Info"]["/Title"] == "V/v chuyển đổi số cấp xã"
    assert reader.trailer["/Info"]["/CongSo"] == "document"
    packets = [one.root["/Metadata"].data for one in (first, reader)]
    assert packets[0] == packets[1] and "chuyển đổi".encode() not in packets[0]
    assert b"pdfaid" in packets[0], "what it says besides is that it is PDF/A"


def test_the_seals_revision_holds_certificates_and_lists(sealed):
    """SIGNING §1 trap 6: a store without lists would be long-term in name only."""
    store = NextRevision(BytesIO(sealed)).prev.root["/DSS"]
    assert len(store["/CRLs"]) == 2
    assert len(store["/Certs"]) >= 3


def test_without_any_stamp_the_level_is_the_lowest_and_the_time_unproven(office, blank, trust):
    pdf = sealed_plainly(office, filled(certified(office, blank, stamped=False)), stamped=False)
    verdict = verify(pdf, trust)
    assert _levels(verdict) == {"NguoiKy": "B-B", "CoQuan": "B-B"}
    assert (verdict.integrity, verdict.verdict, verdict.word) == (
        "valid", "invalid", "INDETERMINATE"
    )  # fmt: skip
    assert all(one.reasons == ["no_trusted_time"] for one in verdict.signatures)


def test_with_a_stamp_in_each_signature_it_is_valid_without_proofs(office, signed, trust):
    verdict = verify(sealed_plainly(office, filled(signed)), trust)
    assert _levels(verdict) == {"NguoiKy": "B-T", "CoQuan": "B-T"}
    assert verdict.verdict == "valid", verdict.as_dict()


@pytest.fixture(scope="session")
def long_term(office, signed):
    return sealed_with_proofs(office, filled(signed))


def test_with_proofs_it_is_long_term(long_term, trust):
    verdict = verify(long_term, trust)
    assert _levels(verdict) == {"NguoiKy": "B-LT", "CoQuan": "B-LT"}
    assert verdict.verdict == "valid", verdict.as_dict()


def test_a_long_term_paper_may_be_stamped_later(office, long_term, trust):
    verdict = verify(stamped_again(office, long_term), trust)
    assert _levels(verdict)["CoQuan"] == "B-LTA"
    assert verdict.verdict == "valid", verdict.as_dict()


def test_an_archived_paper_may_be_stamped_again(office, sealed, trust):
    once = stamped_again(office, sealed)
    verdict = verify(stamped_again(office, once), trust)
    assert [one.field for one in verdict.signatures[2:]] == ["LuuTru1", "LuuTru2", "LuuTru3"]
    assert verdict.verdict == "valid", verdict.as_dict()


def test_a_number_in_a_revision_of_its_own_is_accepted(office, signed, trust):
    """SIGNING §1 trap 1: pyHanko's own policy refuses this sound file."""
    verdict = verify(office_seals_numbered(office, signed), trust)
    assert verdict.verdict == "valid", verdict.as_dict()


def office_seals_numbered(office, signed):
    revision = NextRevision(BytesIO(numbered(signed)))
    once = sealed_with_proofs(office, revision)
    return stamped_again(office, once)


def test_number_and_date_are_read_back_from_their_fields(sealed):
    fields = NextRevision(BytesIO(sealed)).prev.root["/AcroForm"]["/Fields"]
    values = {str(one.get_object()["/T"]): one.get_object() for one in fields}
    assert (values["SoVB"]["/V"], values["NgayVB"]["/V"]) == (NUMBER, DATE)
    assert values["SoVB"]["/Ff"] == 1, "nobody writes a second number over it"


def test_how_large_a_time_stamp_is_is_worked_out_once_and_no_serial_is_used_for_it(office):
    first, second = (office.authority.timestamper((n,)) for n in (7, 8))
    sizes = [asyncio.run(one.async_dummy_response("sha256")) for one in (first, second)]
    assert sizes[0] is sizes[1]
    assert (first.serials, second.serials) == ([7], [8])
