"""The revisions of a file: which bytes each has, and what it brought or changed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.reader import HistoricalResolver, PdfFileReader

from signing.objects import entry
from signing.profiles import is_archive

END = re.compile(rb"%%EOF(?:\r\n|\n|\r)?")


@dataclass(frozen=True, slots=True)
class Revision:
    """Bytes [start, end) that were added at once.

    `filled`: fields that got a value, with it; `signed` and `stamped`: fields that got a signature
    or an archive stamp; `proofs`: whether the store of proofs grew; `kinds`: how many objects of
    which type came anew or in place of others.
    """

    n: int
    start: int
    end: int
    filled: tuple[tuple[str, str], ...]
    signed: tuple[str, ...]
    stamped: tuple[str, ...]
    proofs: bool
    kinds: tuple[tuple[str, int], ...]


def revisions_of(reader: PdfFileReader) -> Iterator[Revision]:
    """From the first to the last; each begins where the one before it ended."""
    reader.stream.seek(0)
    data = reader.stream.read()
    start, before, proofs = 0, dict[str, str | None](), 0
    for n in range(reader.xrefs.total_revisions):
        then = reader.get_historical_resolver(n)
        end = _end(data, reader.xrefs.get_xref_container_info(n).end_location)
        fields, store = _fields(then), _size_of_store(then)
        new = {name: value for name, value in fields.items() if before.get(name, "") != value}
        marks = [name for name, value in new.items() if value is None]
        yield Revision(
            n=n + 1,
            start=start,
            end=end,
            filled=tuple((name, value) for name, value in new.items() if value),
            signed=tuple(name for name in marks if not is_archive(name)),
            stamped=tuple(name for name in marks if is_archive(name)),
            proofs=store > proofs,
            kinds=_kinds(then),
        )
        start, before, proofs = end, fields, store


def _end(data: bytes, after: int) -> int:
    found = END.search(data, after)
    return found.end() if found else len(data)


def _fields(then: HistoricalResolver) -> dict[str, str | None]:
    """Fields and their values; "" where one is empty, None where it holds a signature."""
    fields: Any = entry(entry(then.root, "/AcroForm"), "/Fields")
    found: dict[str, str | None] = {}
    for one in fields or ():
        field = one.get_object()
        value = entry(field, "/V")
        held = isinstance(value, generic.DictionaryObject)
        found[str(entry(field, "/T") or "")] = None if held else str(value or "")
    return {name: value for name, value in found.items() if name}


def _size_of_store(then: HistoricalResolver) -> int:
    """How many certificates, lists and answers lie in the store of proofs."""
    store = entry(then.root, "/DSS")
    held: list[Any] = [entry(store, name) or () for name in ("/Certs", "/CRLs", "/OCSPs")]
    return sum(len(one) for one in held)


def _kinds(then: HistoricalResolver) -> tuple[tuple[str, int], ...]:
    """The objects that this revision holds, by what they say they are."""
    counted: dict[str, int] = {}
    for ref in then.explicit_refs_in_revision():
        kind = _kind(then(ref))
        counted[kind] = counted.get(kind, 0) + 1
    return tuple(sorted(counted.items()))


def _kind(found: generic.PdfObject) -> str:
    if not isinstance(found, generic.DictionaryObject):
        return "value"
    named = next(filter(None, (entry(found, key) for key in ("/Type", "/Subtype", "/FT"))), None)
    if named:
        return str(named).lstrip("/")
    return "stream" if isinstance(found, generic.StreamObject) else "dictionary"
