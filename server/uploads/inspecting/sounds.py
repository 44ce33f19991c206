"""Sound for a case file: known by its first bytes, walked to its end (in a child, CF-04).

Nothing is decoded: a browser plays it. What is broken off, or is a film, does not come in. How long
it is, it says itself (`lengths`).
"""

from server.uploads.inspected import Inspected
from server.uploads.inspecting import lengths
from server.uploads.inspecting.frames import behind_names, frame
from server.uploads.names import clean, extension
from server.uploads.secrecy import names_secret
from workflows.law import Refused

WAV, MP3, OGG, M4A = "audio/wav", "audio/mpeg", "audio/ogg", "audio/mp4"
EXTENSIONS = {
    WAV: (".wav",),
    MP3: (".mp3",),
    OGG: (".ogg", ".oga", ".opus"),
    M4A: (".m4a", ".mp4", ".aac"),
}
BRANDS = (b"M4A ", b"M4B ", b"mp42", b"mp41", b"isom", b"iso2", b"3gp4", b"3gp5", b"dash")


def kind_of_sound(data: bytes) -> str:
    """By the first bytes alone; nothing where it is no sound."""
    if data[:4] == b"RIFF" and data[8:12] == b"WAVE":
        return WAV
    if data[:4] == b"OggS":
        return OGG
    if data[4:8] == b"ftyp" and data[8:12] in BRANDS:
        return M4A
    return MP3 if data[:3] == b"ID3" or frame(data, 0) else ""


def examine_sound(data: bytes, name: str) -> Inspected:
    """What it is, or `Refused` with the reason."""
    shown, kind = clean(name), kind_of_sound(data)
    if not kind:
        raise Refused("file_type_unknown", "file")
    ending = extension(shown)
    if ending and ending not in EXTENSIONS[kind]:
        raise Refused("file_not_what_it_says", "file")
    if not _WHOLE[kind](data):
        raise Refused("file_broken", "file")
    return Inspected(
        media_type=kind, pages=0, text=(), signed=False,
        suspected_secret=names_secret(name),
        name=shown if ending else shown + EXTENSIONS[kind][0],
        seconds=lengths.seconds_of(kind, data),
    )  # fmt: skip


def _wav(data: bytes) -> bool:
    if int.from_bytes(data[4:8], "little") + 8 not in (len(data), len(data) - 1):
        return False
    seen, at = set[bytes](), 12
    while at + 8 <= len(data):
        seen.add(data[at : at + 4])
        size = int.from_bytes(data[at + 4 : at + 8], "little")
        at += 8 + size + size % 2
    return {b"fmt ", b"data"} <= seen and at in (len(data), len(data) + 1)


def _ogg(data: bytes) -> bool:
    at = 0
    while data[at : at + 5] == b"OggS\0" and at + 27 <= len(data):
        lacing = data[at + 27 : at + 27 + data[at + 26]]
        at += 27 + len(lacing) + sum(lacing)
    return at == len(data)


def _m4a(data: bytes) -> bool:
    """Boxes to the very end, a table of contents among them; a track of pictures is a film."""
    at, boxes = 0, dict[bytes, bytes]()
    while at + 8 <= len(data):
        size, head = int.from_bytes(data[at : at + 4], "big"), 8
        if size == 1:
            size, head = int.from_bytes(data[at + 8 : at + 16], "big"), 16
        size = size or len(data) - at
        if size < head:
            return False
        name = data[at + 4 : at + 8]
        boxes[name] = data[at + head : at + size] if name == b"moov" else b""
        at += size
    whole = at == len(data) and {b"moov", b"mdat"} <= boxes.keys()
    return whole and b"vide" not in boxes[b"moov"]


def _mp3(data: bytes) -> bool:
    """Frames one behind the other, between what names the piece; at least two."""
    at, frames = behind_names(data), 0
    last = len(data) - 128 if data[-128:-125] == b"TAG" else len(data)
    end = len(data[:last].rstrip(b"\0"))
    while at < end and (size := frame(data, at)):
        at, frames = at + size, frames + 1
    return frames > 1 and end <= at <= last


_WHOLE = {WAV: _wav, OGG: _ogg, M4A: _m4a, MP3: _mp3}
