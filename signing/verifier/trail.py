"""Checks 10 and 11: nothing unsigned behind the last signature, no new title since the first."""

from typing import Any

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
    """Title, author, the profile's mark and the XMP packet stand as signed, in every revision."""
    reader, first = opened.reader, opened.signatures[0].signed_revision
    told, *later = (
        (_info(one), _packet(one))
        for one in map(reader.get_historical_resolver, range(first, reader.xrefs.total_revisions))
    )
    return any(one != told for one in later)


def _packet(resolver: HistoricalResolver) -> bytes | None:
    packet = _that_day(resolver, resolver.root, "/Metadata")
    return bytes(packet.data) if isinstance(packet, generic.StreamObject) else None


def _info(resolver: HistoricalResolver) -> dict[str, str]:
    info = _that_day(resolver, resolver.trailer_view, "/Info")
    if not isinstance(info, generic.DictionaryObject):
        return {}
    return {str(key): str(info[key]) for key in info if key not in _CHANGING}


def _that_day(resolver: HistoricalResolver, where: Any, key: str) -> generic.PdfObject | None:
    """What stood there in that revision: the reference itself leads to today's object."""
    found = where.raw_get(key) if key in where else None
    return resolver(found.reference) if isinstance(found, generic.IndirectObject) else found


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
