"""Every published attack on PDF signatures is refused, and the refusal names its reason."""

from io import BytesIO

import pytest
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import MDPPerm, SigFieldSpec

from signing import Verdict, verify
from tests.signing.attacks import AFTER
from tests.signing.desk import page
from tests.signing.forging import forged
from tests.signing.published import PUBLISHED
from tests.signing.shadows import SHADOWS
from tests.signing.stock import put_down

OVER_THE_TEXT = (60, 590, 460, 650)


def reasons(verdict: Verdict) -> list[str]:
    return [*verdict.reasons, *(one for said in verdict.signatures for one in said.reasons)]


def foreign(office, pdf: bytes, field: str = "Ky", **how) -> bytes:
    box = how.pop("box", (60, 60, 160, 120))
    return put_down(
        IncrementalPdfFileWriter(BytesIO(pdf)),
        office,
        office.minh,
        field=field,
        new_field=SigFieldSpec(field, box=box),
        **how,
    )


@pytest.fixture(scope="module")
def papers(office, sealed):
    """A paper of ours, sealed and archived, and one that another program signed."""
    return {"ours": sealed, "foreign": foreign(office, page())}


@pytest.fixture(scope="module")
def good_faith(office):
    """Each paper that was made for a shadow attack, as its signer saw it."""
    return {name: foreign(office, made()) for name, (made, _) in SHADOWS.items()}


@pytest.mark.parametrize("whose", ["ours", "foreign"])
def test_untouched_both_are_valid(papers, whose, trust):
    assert verify(papers[whose], trust).verdict == "valid"


@pytest.mark.parametrize("whose", ["ours", "foreign"])
@pytest.mark.parametrize("attack", PUBLISHED)
def test_what_is_done_to_the_bytes_is_refused_by_its_reason(papers, whose, attack, trust):
    verdict = verify(PUBLISHED[attack].forge(papers[whose]), trust)
    assert (verdict.verdict, verdict.word) == ("invalid", "INVALID")
    found = {one.partition(": ")[0] for one in reasons(verdict)}
    named = PUBLISHED[attack].reason
    assert any(one == named or one.startswith(f"{named}:") for one in found), found


@pytest.mark.parametrize("shadow", SHADOWS)
def test_what_is_signed_in_good_faith_is_valid_until_its_maker_changes_it(
    good_faith, shadow, trust
):
    assert verify(good_faith[shadow], trust).integrity == "valid"
    verdict = verify(forged(good_faith[shadow], SHADOWS[shadow][1]), trust)
    assert verdict.word == "INVALID"
    assert "unsigned_revision" in verdict.reasons


@pytest.mark.parametrize("shadow", SHADOWS)
def test_a_shadow_stays_one_when_its_maker_signs_over_it(office, good_faith, shadow, trust):
    """The first signer's signature says that what he signed is no longer what is shown."""
    changed = forged(good_faith[shadow], SHADOWS[shadow][1])
    verdict = verify(foreign(office, changed, "Ky2"), trust)
    assert verdict.word == "INVALID"
    assert verdict.signatures[0].reasons == [
        "look_changed:So" if shadow == "replace: a field shows another amount" else
        "changed_after:other"
    ]  # fmt: skip
    assert verdict.signatures[1].verdict == "valid"


@pytest.mark.parametrize("level", [MDPPerm.FILL_FORMS, MDPPerm.ANNOTATE])
def test_evil_annotation_though_the_certifier_allowed_notes(office, level, trust):
    """A note can cover any word; so nobody's permission makes it part of what was signed."""
    certified = foreign(office, page(), certify=True, docmdp_permissions=level)
    assert verify(certified, trust).verdict == "valid"
    noted = forged(certified, AFTER["a free text"])
    verdict = verify(foreign(office, noted, "Ky2"), trust)
    assert verdict.signatures[0].reasons == ["changed_after:other"]
    assert verdict.word == "INVALID"


def test_sneaky_signature_over_the_text_of_a_certified_paper(office, stranger, trust):
    """A certifier lets others sign; a stranger signs, and his mark lies over what was certified."""
    certified = foreign(office, page(), certify=True, docmdp_permissions=MDPPerm.FILL_FORMS)
    verdict = verify(foreign(stranger, certified, "Ky2", box=OVER_THE_TEXT), trust)
    assert [one.trust for one in verdict.signatures] == ["trusted", "untrusted"]
    assert verdict.signatures[0].reasons == ["changed_after:other"]
    assert verdict.word == "INVALID"
