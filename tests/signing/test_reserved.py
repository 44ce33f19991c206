"""A store of proofs whose number was reserved ahead: SIGNING §7's sound file that was refused."""

from io import BytesIO

import pytest
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from signing import Trust, verify
from signing.writing import NextRevision
from tests.signing import abroad
from tests.signing.abroad import Certified
from tests.signing.attacks import AFTER
from tests.signing.forging import dictionary, look

PLACE = 90


@pytest.fixture(scope="module")
def reserving() -> bytes:
    """Signed, and signed again by a program that names /DSS before there is one."""
    pdf = abroad.signed(abroad.signer(Certified()))
    revision = IncrementalPdfFileWriter(BytesIO(pdf))
    revision.root[pdf_name("/DSS")] = generic.IndirectObject(PLACE, 0, revision)
    revision.update_root()
    return abroad.signed_in(revision, abroad.signer(Certified()), field="Ky2")


def brought(pdf: bytes, make, more=None) -> bytes:
    """What a later revision brings into the place that was kept."""
    revision = NextRevision(BytesIO(pdf))
    revision._lastobj_id = PLACE
    revision.objects[(0, PLACE)] = make(revision)
    if more is not None:
        more(revision)
    made = BytesIO()
    revision.write(made)
    return made.getvalue()


def store(revision: NextRevision, **more) -> generic.DictionaryObject:
    whose = abroad.signer(Certified()).signing_cert.dump()
    proof = revision.add_object(generic.StreamObject(stream_data=whose))
    return dictionary(Certs=generic.ArrayObject([proof]), **more)


def test_proofs_may_come_into_the_place_that_was_kept_for_them(reserving):
    verdict = verify(brought(reserving, store), Trust())
    assert verdict.integrity == "valid", verdict.as_dict()
    assert [one.changes for one in verdict.signatures] == ["form", "lta"]


@pytest.mark.parametrize(
    "make",
    [lambda _revision: look("99"), lambda revision: store(revision, Contents=look("99"))],
    ids=["a picture", "a store with more in it"],
)
def test_nothing_else_may_come_there(reserving, make):
    verdict = verify(brought(reserving, make), Trust())
    assert verdict.signatures[1].reasons[0] == "changed_after:other"


@pytest.mark.parametrize("attack", ["other page content", "a free text", "a page deleted"])
def test_nothing_else_may_come_along(reserving, attack):
    verdict = verify(brought(reserving, store, AFTER[attack]), Trust())
    assert {one.changes for one in verdict.signatures} == {"other"}
    assert verdict.word == "INVALID"
