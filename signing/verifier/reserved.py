"""A store of proofs whose number was reserved before it was written.

Some programs name /DSS in the catalogue that a signature covers, and bring its object in a later
revision only. Until then the name leads to nothing, which reads as null (ISO 32000-2 7.3.10); the
strict comparison ends in an exception there, the other one in "unexplained" references.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.reader import HistoricalResolver, PdfFileReader
from pyhanko.sign.diff_analysis import (
    DEFAULT_DIFF_POLICY,
    DSSCompareRule,
    ModificationLevel,
    StandardDiffPolicy,
    SuspiciousModification,
)
from pyhanko.sign.diff_analysis.rules_api import ReferenceUpdate
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

_STORE = {"/Type", "/VRI", "/Certs", "/CRLs", "/OCSPs"}


def is_store_reserved(signature: EmbeddedPdfSignature) -> bool:
    """Whether from its revision on /DSS somewhere leads to nothing.

    Not before it: the first part of a file made for the web has no catalogue of its own.
    """
    reader = signature.reader
    since = range(signature.signed_revision, reader.xrefs.total_revisions)
    revisions = map(reader.get_historical_resolver, since)
    return any(_stands(one) == "reserved" for one in revisions)


@contextmanager
def nothing_is_null(reader: PdfFileReader) -> Iterator[None]:
    """A reference to an object that is not there is no fault of the file."""
    reader.strict = False
    try:
        yield
    finally:
        reader.strict = True


class _ReservedStore(DSSCompareRule):
    """The store may come into the place that was kept for it, as a plain dictionary of proofs."""

    def apply(self, old: HistoricalResolver, new: HistoricalResolver) -> Iterator[ReferenceUpdate]:
        before, after = _stands(old), _stands(new)
        if before in ("absent", "reserved") and after in ("absent", "reserved"):
            return
        if before != "reserved":
            yield from super().apply(old, new)
            return
        store = new.root["/DSS"]
        if not isinstance(store, generic.DictionaryObject) or store.keys() - _STORE:
            raise SuspiciousModification("what came into the place of /DSS is no store of proofs")
        yield ReferenceUpdate(new.root.raw_get("/DSS").reference)
        below = new.collect_dependencies(store, since_revision=old.revision + 1)
        yield from (ReferenceUpdate(one) for one in below if old.is_ref_unassignable(one))


RESERVED = StandardDiffPolicy(
    [
        *(
            rule
            for rule in DEFAULT_DIFF_POLICY.global_rules
            if not isinstance(getattr(rule, "rule", None), DSSCompareRule)
        ),
        _ReservedStore().as_qualified(ModificationLevel.LTA_UPDATES),
    ],
    DEFAULT_DIFF_POLICY.form_rule,
)


def _stands(revision: HistoricalResolver) -> str:
    if "/DSS" not in revision.root:
        return "absent"
    named = revision.root.raw_get("/DSS")
    if not isinstance(named, generic.IndirectObject):
        return "there"
    place = revision.reader.xrefs.get_historical_ref(named.reference, revision.revision)
    return "reserved" if place is None else "there"
