"""The frames of an MP3, one behind the other (layer III), and what comes before the first."""

_RATES = {
    3: (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    2: (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}
"""Kilobits a second of layer III: of MPEG 1, and of MPEG 2 and 2.5."""
_HERTZ = {3: (44100, 48000, 32000), 2: (22050, 24000, 16000), 0: (11025, 12000, 8000)}


def behind_names(data: bytes) -> int:
    if data[:3] != b"ID3" or len(data) < 10:
        return 0
    size = 0
    for byte in data[6:10]:
        size = size << 7 | byte & 0x7F
    at = 10 + size
    while at < len(data) and data[at] == 0:
        at += 1
    return at


def frame(data: bytes, at: int) -> int:
    """How long the frame is that begins here; 0 where none does."""
    head = data[at : at + 4]
    if len(head) < 4 or head[0] != 0xFF or head[1] & 0xE0 != 0xE0:
        return 0
    version, layer = head[1] >> 3 & 3, head[1] >> 1 & 3
    rate, hertz = head[2] >> 4, head[2] >> 2 & 3
    if version == 1 or layer != 1 or rate in (0, 15) or hertz == 3:
        return 0
    kilobits = _RATES[3 if version == 3 else 2][rate]
    samples = 144 if version == 3 else 72
    return samples * kilobits * 1000 // _HERTZ[version][hertz] + (head[2] >> 1 & 1)


def lasts(data: bytes, at: int) -> float:
    """Seconds of sound in the frame that begins here."""
    version, hertz = data[at + 1] >> 3 & 3, data[at + 2] >> 2 & 3
    return (1152 if version == 3 else 576) / _HERTZ[version][hertz]
