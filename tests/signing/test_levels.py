"""B-B to B-LTA with authorities outside: what can be had now, and what is had later (LTV-01)."""

from io import BytesIO

import pytest
import time_machine
from pyhanko.pdf_utils.generic import NameObject, StreamObject

from signing import (
    Authority,
    Outside,
    Trust,
    asking,
    found_authority,
    lengthen,
    revocation,
    sign_agency,
    sign_person,
    verify,
)
from signing.writing import NextRevision
from tests.signing.desk import DATE, FONT, NUMBER, PIN
from tests.signing.outside_pki import DAY, DER, STAMPS, YEAR, now
from tests.signing.outside_world import World


@pytest.fixture(scope="module")
def world(tmp_path_factory):
    """Services, and a chair and an agency whose certificates come from there."""
    opened, folder = World(), tmp_path_factory.mktemp("outside")
    opened.trust = opened.pki.believed(folder / "trust")
    for stem, name in (("minh", "Nguyễn Văn Minh"), ("huyen", "UBND huyện Hoằng Hóa")):
        holder = opened.pki.issue(name, opened.pki.ca)
        setattr(opened, stem, opened.pki.kept(folder, stem, holder, PIN))
        setattr(opened, f"{stem}_serial", holder.serial)
    yield opened
    opened.close()


@pytest.fixture(autouse=True)
def _as_before(world):
    world.tsa = world.ocsp = world.crl = "good"
    world.pki.revoked.clear()
    forgotten()


def forgotten():
    asking.forget_failures()
    revocation.forget_answers()


@pytest.fixture(scope="module")
def authority(world, tmp_path_factory):
    """Its folder is its own: in another year it would write lists that others cannot use today."""
    folder = tmp_path_factory.mktemp("moved")
    found_authority(folder)
    return Authority(folder, FONT, Outside(f"{world.base}/tsa", trust=(world.trust,)))


@pytest.fixture(scope="module")
def trust(world):
    return Trust.of([world.trust])


@pytest.fixture
def paper(world, authority, blank):
    """Signed and sealed with the services as they are."""

    def made(*, seals_with: str | None = None) -> bytes:
        signed = sign_person(blank, world.minh, PIN, authority=authority, serials=[])
        world.tsa = seals_with or world.tsa
        return sign_agency(
            signed, world.huyen, PIN, number=NUMBER, date=DATE, authority=authority, serials=[]
        )

    return made


def levels(verdict):
    return {one.field: one.level for one in verdict.signatures if one.kind != "timestamp"}


def both(level):
    return {"NguoiKy": level, "CoQuan": level}


def test_with_all_services_a_paper_is_sealed_for_the_archive(paper, trust):
    verdict = verify(paper(), trust)
    assert (verdict.word, levels(verdict)) == ("VALID", both("B-LTA")), verdict.as_dict()


def test_what_the_archive_holds_is_enough_without_any_service(paper, world, trust):
    """Roots alone, nothing asked: the proofs lie in the file."""
    made = paper()
    world.asked.clear()
    assert verify(made, Trust(trust.roots)).word == "VALID"
    assert world.asked == []


def test_without_stamps_it_is_signed_all_the_same_and_says_so(paper, world, trust):
    world.tsa = "down"
    verdict = verify(paper(), trust)
    assert (verdict.integrity, verdict.word) == ("valid", "INDETERMINATE"), verdict.as_dict()
    assert levels(verdict) == both("B-B")
    assert {one.reasons[0] for one in verdict.signatures} == {"no_trusted_time"}


def test_without_answers_about_revocation_it_has_a_time_at_least(paper, world, trust):
    world.ocsp = world.crl = "down"
    verdict = verify(paper(), trust)
    assert (verdict.integrity, verdict.word) == ("valid", "INDETERMINATE"), verdict.as_dict()
    assert levels(verdict) == both("B-T")


def test_with_answers_and_no_archive_stamp_it_is_long_term(paper, world, authority, trust):
    world.ocsp = world.crl = "down"
    stamped = paper()
    world.ocsp = world.crl = "good"
    world.tsa = "down"
    forgotten()
    made = lengthen(stamped, authority=authority, serials=[])
    verdict = verify(made.pdf, trust)
    assert (made.lacks, verdict.word, levels(verdict)) == ("tsa_down", "VALID", both("B-LT"))


def more_proofs(pdf: bytes, world, more=lambda _revision: None) -> bytes:
    revision = NextRevision(BytesIO(pdf))
    certificate = StreamObject(stream_data=world.pki.root.certificate.public_bytes(DER))
    certificates = revision.root["/DSS"]["/Certs"]
    certificates.append(revision.add_object(certificate))
    revision.update_container(certificates)
    more(revision)
    out = BytesIO()
    revision.write(out)
    return out.getvalue()


def opens_with_thumbnails(revision: NextRevision) -> None:
    revision.root["/PageMode"] = NameObject("/UseThumbs")
    revision.update_root()


def test_proofs_that_change_the_catalogue_besides_are_no_proofs(paper, world, trust):
    """Check 10: a revision without a stamp of its own brings what is below /DSS, nothing else."""
    world.tsa = "down"
    once = more_proofs(paper(), world)
    assert verify(once, trust).integrity == "valid"
    found = verify(more_proofs(once, world, opens_with_thumbnails), trust)
    assert found.reasons == ["unsigned_revision"]


@pytest.mark.parametrize("outage", [("down", "good"), ("good", "down"), ("down", "down")])
def test_what_lacked_is_added_when_the_services_are_back(paper, world, authority, trust, outage):
    world.tsa, status = outage
    world.ocsp = world.crl = status
    before = paper()
    world.tsa = world.ocsp = world.crl = "good"
    forgotten()
    after = lengthen(before, authority=authority, serials=[])
    verdict = verify(after.pdf, trust)
    assert after.pdf.startswith(before), "the bytes that were signed stay"
    assert after.lacks == ""
    assert (verdict.word, levels(verdict)) == ("VALID", both("B-LTA")), verdict.as_dict()


def test_stamps_alone_that_are_back_give_an_untimed_paper_its_time(paper, world, authority, trust):
    world.tsa = world.ocsp = world.crl = "down"
    before = paper()
    world.tsa = "good"
    forgotten()
    after = lengthen(before, authority=authority, serials=[])
    assert (after.lacks, levels(verify(after.pdf, trust))) == ("status_unknown", both("B-T"))
    again = lengthen(after.pdf, authority=authority, serials=[])
    assert again.pdf == after.pdf, "once: no stamp is spent at each new try"
    world.ocsp = world.crl = "good"
    forgotten()
    last = lengthen(again.pdf, authority=authority, serials=[])
    assert levels(verify(last.pdf, trust)) == both("B-LTA")


def test_nothing_is_added_while_the_services_stay_away(paper, world, authority):
    world.tsa = world.ocsp = world.crl = "down"
    before = paper()
    assert lengthen(before, authority=authority, serials=[]).pdf == before


def test_a_signer_who_turns_out_to_be_revoked_gets_no_proofs(paper, world, authority):
    """The answers come late and say no: the file stays as it is, and the reason is told."""
    world.ocsp = world.crl = "down"
    before = paper()
    world.ocsp = world.crl = "good"
    world.pki.revoked[world.minh_serial] = now() - DAY
    forgotten()
    made = lengthen(before, authority=authority, serials=[])
    assert (made.pdf == before, made.lacks) == (True, "certificate_revoked")


def test_stamped_again_in_time_a_paper_outlives_its_first_authority_and_its_signers(
    paper, world, authority, trust, monkeypatch
):
    """LTV-03: the first authority's certificate ends after a year, the signers' after three."""
    first = world.pki.issue("TSA one", world.pki.ca, use=STAMPS, life=YEAR)
    monkeypatch.setattr(world, "stamper", first)
    once = paper()
    forgotten()
    with time_machine.travel(now() + YEAR - 60 * DAY, tick=True):
        second = world.pki.issue("TSA two", world.pki.ca, use=STAMPS, life=10 * YEAR)
        monkeypatch.setattr(world, "stamper", second)
        again = lengthen(once, authority=authority, serials=[])
        assert again.lacks == ""
    forgotten()
    with time_machine.travel(now() + 4 * YEAR, tick=True):
        assert lengthen(again.pdf, authority=authority, serials=[]).lacks == ""
    with time_machine.travel(now() + 7 * YEAR, tick=True):
        assert verify(once, trust).word == "INDETERMINATE", "not stamped again, it proves no more"
        verdict = verify(again.pdf, trust)
        assert (verdict.verdict, verdict.word) == ("valid", "VALID_EXPIRED_NOW")
        assert levels(verdict) == both("B-LTA")
