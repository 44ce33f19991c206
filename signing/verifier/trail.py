"""Checks 10 and 11: nothing unsigned behind the last signature, no new title since the first."""

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.reader import HistoricalResolver, PdfFileReader
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

from signing.profiles import MARK, PROFILES
from signing.verifier.opening import Opened

_CHANGING = {"/ModDate", "/Producer"}
_LEADING = {"/DSS", "/Extensions", "/Version"}


def profile_of(reader: PdfFileReader, first: EmbeddedPdfSignature) -> str:
    """The profile that the first signed revision names; any other file is `generic`."""
    info = _info(reader.get_historical_resolver(first.signed_revision))
    named = info.get(MARK, "")
    return named if named in PROFILES else "generic"


def is_unsigned_behind(opened: Opened) -> bool:
    """A revision later than the last signature may only bring proofs below /DSS."""
    reader, last = opened.reader, opened.signatures[-1]
    later = range(last.signed_revision + 1, reader.xrefs.total_revisions)
    return not all(_only_proofs(reader.get_historical_resolver(one)) for one in later)


def is_metadata_changed(opened: Opened) -> bool:
    """Title, author and the profile's mark stand as they were signed, in every revision.

    Papers of ours carry no XMP; so a packet that is there came later.
    """
    reader, first = opened.reader, opened.signatures[0].signed_revision
    resolvers = map(reader.get_historical_resolver, range(first, reader.xrefs.total_revisions))
    signed = _info(reader.get_historical_resolver(first))
    return any(_info(later) != signed or "/Metadata" in later.root for later in resolvers)


def _info(resolver: HistoricalResolver) -> dict[str, str]:
    trailer = resolver.trailer_view
    info = trailer.raw_get("/Info") if "/Info" in trailer else None
    if isinstance(info, generic.IndirectObject):
        info = resolver(info.reference)  # the trailer's own reference leads to today's object
    if not isinstance(info, generic.DictionaryObject):
        return {}
    return {str(key): str(info[key]) for key in info if key not in _CHANGING}


def _only_proofs(revision: HistoricalResolver) -> bool:
    """Whether the revision adds something below /DSS, and nothing else."""
    new = revision.explicit_refs_in_revision()
    if "/DSS" not in revision.root:
        return False
    proofs = revision.collect_dependencies(revision.root.raw_get("/DSS"))
    others = new - proofs - _book_keeping(revision)
    named = revision.root_ref in new and _names_proofs_only(revision)
    left = others - {revision.root_ref} if named else others
    return bool(new & proofs) and all(_is_proof(revision(one)) for one in left)


def _names_proofs_only(revision: HistoricalResolver) -> bool:
    """Whether the catalogue was written anew just to lead to the proofs, as Acrobat does."""
    before = revision.reader.get_historical_resolver(revision.revision - 1)
    same = before.root_ref == revision.root_ref
    return same and _without_proofs(before.root) == _without_proofs(revision.root)


def _without_proofs(root: generic.DictionaryObject) -> dict[str, generic.PdfObject]:
    return {key: root.raw_get(key) for key in root if key not in _LEADING}


def _is_proof(thing: generic.PdfObject) -> bool:
    """A list of proofs for one signature that nothing names; some programs leave them behind."""
    return isinstance(thing, generic.DictionaryObject) and thing.get("/Type") == "/VRI"


def _book_keeping(revision: HistoricalResolver) -> set[generic.Reference]:
    """The cross-reference stream and the Info dictionary, which check 11 compares."""
    kept = set()
    info = revision.trailer_view.raw_get("/Info") if "/Info" in revision.trailer_view else None
    if isinstance(info, generic.IndirectObject):
        kept.add(info.reference)
    container = revision.reader.xrefs.get_xref_container_info(revision.revision)
    if container.stream_ref is not None:
        kept.add(container.stream_ref)
    return kept
