"""A small real service over loopback: time stamps, OCSP, lists; good, or bad as a test chooses."""

import threading
from collections.abc import Callable
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from asn1crypto import cms, tsp
from asn1crypto import x509 as asn1

from signing.timestamper import OwnTimeStamper, _info
from tests.signing.outside_pki import DAY, DER, STAMPS, Holder, Pki

PAGE = b"<!doctype html><title>502 Bad Gateway</title><h1>nginx</h1>"

LIES = {
    "other_nonce": ("nonce", lambda _true: 7),
    "other_digest": ("message_imprint", lambda true: {**true.native, "hashed_message": bytes(32)}),
    "clock": ("gen_time", lambda true: true.native + DAY),
}


class World:
    """`tsa`, `ocsp` and `crl` say how each of them behaves; `asked` is whom this office asked."""

    def __init__(self) -> None:
        self.tsa = self.ocsp = self.crl = "good"
        self.asked: list[str] = []
        self.over = threading.Event()
        self.server = ThreadingHTTPServer(
            ("127.0.0.1", 0), type("Handler", (_Handler,), {"world": self})
        )
        self.server.daemon_threads = True
        self.base = f"http://127.0.0.1:{self.server.server_address[1]}"
        self.pki = Pki(self.base)
        self.stamper = self.pki.issue("TSA outside", self.pki.ca, use=STAMPS)
        self.serial = 100
        self.last: bytes = b""
        threading.Thread(target=self.server.serve_forever, args=(0.01,), daemon=True).start()

    def close(self) -> None:
        self.over.set()
        self.server.shutdown()
        self.server.server_close()

    def stamp(self, request: bytes) -> bytes:
        """The answer of the authority, as it behaves now."""
        asked = tsp.TimeStampReq.load(request)
        if self.tsa == "refused":
            return bytes.fromhex("30053003020102")  # rejection, and no token
        if self.tsa == "other_file" and self.last:
            return self.last
        self.serial += 1
        authority = stamper(self.stamper, self.pki)
        said = _info(asked, self.serial, authority.certificate)
        if self.tsa in LIES:
            name, lie = LIES[self.tsa]
            said[name] = lie(said[name])
        token = authority.token(tsp.TSTInfo.load(said.dump(force=True)))
        token = _bent(token) if self.tsa == "forged" else token
        told = {"status": {"status": "granted"}, "time_stamp_token": token}
        self.last = tsp.TimeStampResp(told).dump()
        return self.last

    def status(self, request: bytes) -> bytes:
        age = 3 * DAY if self.ocsp == "stale" else DAY / 24
        return self.pki.answer(request, unknown=self.ocsp == "unknown", age=age)

    def list(self, issuer: str) -> bytes:
        return self.pki.crl(issuer, age=3 * DAY if self.crl == "expired" else DAY / 24)


def stamper(holder: Holder, pki: Pki) -> OwnTimeStamper:
    chain = [asn1.Certificate.load(pki.ca.certificate.public_bytes(DER))]
    own = asn1.Certificate.load(holder.certificate.public_bytes(DER))
    return OwnTimeStamper(holder.key, own, chain, ())


def _bent(token: cms.ContentInfo) -> cms.ContentInfo:
    signer = token["content"]["signer_infos"][0]
    value = bytearray(signer["signature"].native)
    value[-1] ^= 1
    signer["signature"] = bytes(value)
    return cms.ContentInfo.load(token.dump(force=True))


class _Handler(BaseHTTPRequestHandler):
    world: World

    def log_message(self, *_said: object) -> None:
        return

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        make = self.world.stamp if self.path == "/tsa" else self.world.status
        self._answer(self.path.strip("/"), lambda: make(body))

    def do_GET(self) -> None:
        name, _, kind = self.path.strip("/").partition(".")
        self._answer(kind, lambda: self.world.list(name))

    def _answer(self, what: str, make: Callable[[], bytes]) -> None:
        self.world.asked.append(self.path.strip("/"))
        with suppress(OSError):
            self._behave(getattr(self.world, what), make)

    def _behave(self, how: str, make: Callable[[], bytes]) -> None:
        if how == "hangs":
            self.world.over.wait(20)
        elif how == "down":
            self.send_error(503)
        elif how == "elsewhere":
            self.send_response(302)
            self.send_header("Location", f"{self.world.base}/ca.crl")
            self.end_headers()
        elif how == "huge":
            self._send_without_end()
        elif how == "half":
            self._send(make(), cut=True)
        else:
            bad = {"garbled": b"\x30\x82\x01", "page": PAGE}
            self._send(bad.get(how) or make())

    def _send_without_end(self) -> None:
        self.send_response(200)
        self.end_headers()
        while not self.world.over.is_set():
            self.wfile.write(bytes(1 << 16))

    def _send(self, body: bytes, *, cut: bool = False) -> None:
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body[: len(body) // 2] if cut else body)
