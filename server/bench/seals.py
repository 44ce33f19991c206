"""`bench sign`, `bench verify`: ours in the pool against pyHanko in a bare loop on all cores."""

import os
import tempfile
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

import signing
from server import hush, pool
from server.bench.batch import batch
from server.bench.figures import Figure, in_turn, per_second, rounded
from server.office import office
from server.press import Cabinet
from server.typesetting import Sheet, typeset
from signing import floor

PIN = "246810"


def sign(times: int = 20, rounds: int = 11) -> Figure:
    """Visible PAdES B-T signatures a second, all cores, keys kept loaded (aim ≥ 0.9); and how long
    a leader waits for a hundred (≤ 3 s), and those who open pages meanwhile (≤ twice as long)."""
    cabinet, address, page = desk()
    ours, bare = in_turn(
        lambda: per_second(lambda: _spread(_sign_ours, times, page, address, cabinet)),
        lambda: per_second(lambda: _spread(_sign_barely, times, page, address, cabinet)),
        rounds,
    )
    more = {"hundred_in_s": round(100 / ours, 2)} | batch((5 * times, 10 * times), PIN)
    return Figure("sign", rounded(ours), rounded(bare), "chữ ký/s", "≥ 0.9", more)


def verify(times: int = 20, rounds: int = 11) -> Figure:
    """Validations a second of a finished file, our whole policy (aim ≥ 0.8)."""
    cabinet, address, page = desk()
    sealed = finished(page, address, cabinet, 1)
    ours, bare = in_turn(
        lambda: per_second(lambda: _spread(_verify_ours, times, sealed, address, cabinet)),
        lambda: per_second(lambda: verified_barely(times, sealed, address, cabinet)),
        rounds,
    )
    return Figure("verify", rounded(ours), rounded(bare), "tệp/s", "≥ 0.8")


def finished(page: bytes, address: str, cabinet: Cabinet, serial: int) -> bytes:
    """Signed and sealed; `serial` and the two behind it are its stamps' own."""
    authority, serials = cabinet.authority, [serial, serial + 1, serial + 2]
    signed = signing.sign_person(page, address, PIN, authority=authority, serials=serials[:1])
    return signing.sign_agency(
        signed, address, PIN, number="01", date="ngày 05", authority=authority, serials=serials[1:]
    )


def verified_barely(times: int, sealed: bytes, address: str, cabinet: Cabinet) -> int:
    """By pyHanko alone, in the children, so often; how often that was."""
    return _spread(_verify_barely, times, sealed, address, cabinet)


Signing = Callable[[], AbstractContextManager[None]]


@contextmanager
def signing_desk() -> Iterator[Signing]:
    """Somebody who signs without a pause as long as one is in what this gives, in one child of the
    pool, as polite as while people meet; the child has begun and signed before."""
    what = desk()
    pool.spare(hush.slate())
    try:
        _sign_five(*what)
        yield lambda: _signing(*what)
    finally:
        pool.spare(None)


@contextmanager
def _signing(*what: Any) -> Iterator[None]:
    over = threading.Event()

    def sign() -> None:
        while not over.is_set():
            _sign_five(*what)

    with ThreadPoolExecutor(1) as hand:
        under_way = hand.submit(sign)
        try:
            yield
        finally:
            over.set()
            under_way.result()


def _sign_five(cabinet: Cabinet, address: str, page: bytes) -> None:
    pool.gather([(_sign_ours, 5, page, address, cabinet)])


def desk() -> tuple[Cabinet, str, bytes]:
    """A signer's key and a page ready to be signed, made for the occasion."""
    keys = Path(tempfile.mkdtemp(prefix="bench-keys-"))
    signing.found_authority(keys)
    address = signing.issue(keys, "minh", "Trịnh Quang Minh", "UBND huyện Hoằng Hóa", PIN)
    cabinet = Cabinet(keys, office().cabinet.fonts)
    made = typeset(_sheet(), cabinet.fonts)
    return cabinet, address, signing.prepare(made.pdf, made.places, lasts=True)


def _sheet() -> Sheet:
    return Sheet(
        doc_type="Công văn",
        superior="Ủy ban nhân dân tỉnh Thanh Hóa",
        agency="Ủy ban nhân dân huyện Hoằng Hóa",
        notation="UBND-VHTT",
        place="Hoằng Hóa",
        subject="V/v triển khai phòng họp không giấy tờ",
        bases=(),
        body=("Ủy ban nhân dân huyện đề nghị các xã triển khai.",) * 12,
        to=("Ủy ban nhân dân xã Hoằng Phú",),
        recipients=("Như trên",),
        archive="VT, VHTT",
        authority=("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"),
        signer="Trịnh Quang Minh",
        urgency="NORMAL",
        qr=None,
    )


def _spread(work: Callable[..., int], times: int, *what: Any) -> int:
    """The same work on every core at once, in the children that sign in earnest."""
    cores = os.cpu_count() or 1
    return sum(pool.gather([(work, max(1, times // cores), *what) for _ in range(cores)]))


def _sign_ours(count: int, page: bytes, address: str, cabinet: Cabinet) -> int:
    ink = signing.ink_of_person("Trịnh Quang Minh")
    for n in range(count):
        signing.sign_person(
            page, address, PIN, authority=cabinet.authority, ink=ink, serials=[n + 1]
        )
    return count


def _sign_barely(count: int, page: bytes, address: str, cabinet: Cabinet) -> int:
    ink = signing.ink_of_person("Trịnh Quang Minh")
    for _ in range(count):
        floor.sign_barely(page, address, PIN, cabinet.authority, ink)
    return count


def _verify_ours(count: int, sealed: bytes, _address: str, cabinet: Cabinet) -> int:
    trust = signing.Trust.of([cabinet.keys])
    for _ in range(count):
        assert signing.verify(sealed, trust).verdict == "valid"
    return count


def _verify_barely(count: int, sealed: bytes, _address: str, cabinet: Cabinet) -> int:
    for _ in range(count):
        assert floor.verify_barely(sealed, cabinet.authority)
    return count
