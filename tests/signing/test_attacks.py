"""Every published way of changing a signed paper is refused; SIGNING §2's policy, row by row."""

from io import BytesIO

import pytest
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import SigFieldSpec

from signing import verify
from signing.archiving import stamp_archive
from signing.writing import NextRevision
from tests.signing.attacks import AFTER, BETWEEN, layers
from tests.signing.forging import forged
from tests.signing.stock import filled, put_down, sealed_with_proofs

STAGES = ["archived", "not archived"]
UNDONE_BY_A_STAMP = {"dates only", "NeedAppearances"}
"""Dates mean nothing, and whoever signs takes NeedAppearances away again."""


@pytest.fixture(scope="session")
def stages(office, signed, sealed):
    return {
        "archived": sealed,
        "not archived": sealed_with_proofs(office, filled(signed)),
    }


@pytest.mark.parametrize("stage", STAGES)
def test_untouched_it_is_valid(stages, stage, trust):
    """The control: else the attacks below would be refused for nothing."""
    assert verify(stages[stage], trust).verdict == "valid"


@pytest.mark.parametrize("stage", STAGES)
@pytest.mark.parametrize("attack", AFTER)
def test_after_the_seal_nothing_may_change(stages, stage, attack, trust):
    verdict = verify(forged(stages[stage], AFTER[attack]), trust)
    assert (verdict.verdict, verdict.integrity) == ("invalid", "invalid")
    assert verdict.word == "INVALID"
    assert verdict.as_dict()["reasons"] or any(one.reasons for one in verdict.signatures)


@pytest.mark.parametrize("attack", sorted(AFTER.keys() - UNDONE_BY_A_STAMP))
def test_a_forgery_stays_one_when_the_forger_stamps_the_archive_over_it(
    office, stages, attack, trust
):
    """A trusted time proves when, not what."""
    changed = forged(stages["not archived"], AFTER[attack])
    verdict = verify(stamp_archive(changed, office.authority, [5]), trust)
    assert (verdict.verdict, verdict.integrity) == ("invalid", "invalid")


@pytest.mark.parametrize("attack", BETWEEN)
def test_between_person_and_seal_only_number_and_date_may_come(office, signed, attack, trust):
    verdict = verify(office.seals(forged(signed, AFTER[attack])), trust)
    assert (verdict.verdict, verdict.integrity) == ("invalid", "invalid")


@pytest.mark.parametrize("attack", BETWEEN)
def test_a_half_signed_paper_with_a_later_revision_is_refused(signed, attack, trust):
    assert verify(forged(signed, AFTER[attack]), trust).integrity == "invalid"


def test_a_layer_that_was_signed_in_good_faith_is_refused(office, blank, trust):
    """A shadow attack: what is signed with a hidden layer may be flipped by any viewer."""
    verdict = verify(office.seals(office.signs(forged(blank, layers))), trust)
    assert "content:/OCProperties" in verdict.reasons
    assert verdict.verdict == "invalid"


def test_a_layer_flipped_after_the_seal_is_refused(office, blank, trust):
    def flip(revision):
        shown = revision.root["/OCProperties"]["/D"]
        shown["/ON"], shown["/OFF"] = shown["/OFF"], shown["/ON"]
        revision.update_container(shown)

    sealed = office.seals(office.signs(forged(blank, layers)))
    verdict = verify(forged(sealed, flip), trust)
    assert any("changed_after:other" in one.reasons for one in verdict.signatures)


@pytest.mark.parametrize("box", [(20, 20, 120, 80), (0, 0, 0, 0)], ids=["shown", "hidden"])
@pytest.mark.parametrize("stage", STAGES)
def test_a_stranger_who_signs_too_is_refused(stages, stage, stranger, trust, box):
    pdf = put_down(
        NextRevision(BytesIO(stages[stage])),
        stranger,
        stranger.minh,
        field="KeLa",
        new_field=SigFieldSpec("KeLa", box=box),
    )
    verdict = verify(pdf, trust)
    assert verdict.verdict == "invalid"
    assert "foreign_signature:KeLa" in verdict.lacking


def test_a_stranger_between_person_and_seal_is_refused(office, stranger, signed, trust):
    pdf = put_down(
        NextRevision(BytesIO(signed)),
        stranger,
        stranger.minh,
        field="KeLa",
        new_field=SigFieldSpec("KeLa"),
    )
    verdict = verify(office.seals(pdf), trust)
    assert verdict.verdict == "invalid"
    assert "foreign_field:KeLa" in verdict.signatures[0].reasons


def test_a_trusted_colleague_who_signs_too_is_refused(office, sealed, trust):
    """Not only strangers: nobody but the expected may sign."""
    pdf = put_down(
        NextRevision(BytesIO(sealed)),
        office,
        office.minh,
        field="KyThem",
        new_field=SigFieldSpec("KyThem"),
    )
    assert verify(pdf, trust).verdict == "invalid"


def test_cut_back_to_the_persons_signature_the_seal_is_missed(signed, sealed, trust):
    end = PdfFileReader(BytesIO(sealed)).embedded_signatures[0].byte_range
    cut = sealed[: int(end[2]) + int(end[3])]
    assert cut == signed
    verdict = verify(cut, trust)
    assert (verdict.verdict, verdict.word) == ("invalid", "INVALID")
    assert verdict.lacking == ["missing:CoQuan"]


def test_a_seal_before_the_person_is_the_wrong_order(office, blank, trust):
    """SIG-01: the seal comes over a personal signature only."""
    once = put_down(NextRevision(BytesIO(blank)), office, office.huyen, field="CoQuan")
    twice = put_down(NextRevision(BytesIO(once)), office, office.minh, field="NguoiKy")
    verdict = verify(twice, trust)
    assert verdict.verdict == "invalid"
    assert "wrong_order" in verdict.lacking
