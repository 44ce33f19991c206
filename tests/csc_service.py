"""A remote signing service as the Cloud Signature Consortium writes it (API v2), on loopback.

Small and strict: what it is asked in another way than the document says is refused. It can be made
to fail in each of the ways that a real one does (`fault`).
"""

import base64
import json
import secrets
import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs

from asn1crypto import algos
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, utils
from cryptography.hazmat.primitives.serialization import Encoding, pkcs12
from pyhanko_certvalidator.util import process_pss_params

SHA256 = "2.16.840.1.101.3.4.2.1"
ECDSA, PSS, PKCS1 = "1.2.840.10045.4.3.2", "1.2.840.113549.1.1.10", "1.2.840.113549.1.1.11"
CLIENT, SECRET, CODE, CREDENTIAL = "ubnd-huyen", "bi-mat-cua-may-chu", "ma-dong-y", "minh-2026"


@dataclass
class RemoteService:
    """One credential behind a PIN, and the tokens that open the way to it."""

    packed: bytes
    pin: str
    url: str = ""
    fault: str = ""
    scope: str = "service"
    status: str = "enabled"
    algorithms: tuple[str, ...] = (ECDSA,)
    access: set[str] = field(default_factory=set)
    refresh: set[str] = field(default_factory=set)
    sads: dict[str, str] = field(default_factory=dict)
    calls: list[str] = field(default_factory=list)
    needs_consent: bool = False

    def __post_init__(self):
        self.bundle = pkcs12.load_pkcs12(self.packed, self.pin.encode())

    def token(self, form):
        """`oauth2/token`: in the client's own name, by a code of consent, or again (refresh)."""
        if (form.get("client_id"), form.get("client_secret")) != (CLIENT, SECRET):
            return 401, {"error": "invalid_client"}
        grant = form.get("grant_type")
        if grant == "client_credentials" and not self.needs_consent:
            return 200, self._tokens()
        if grant == "authorization_code" and form.get("code") == CODE and form.get("redirect_uri"):
            return 200, self._tokens(lasting=True)
        if grant == "refresh_token" and form.get("refresh_token") in self.refresh:
            self.refresh.discard(form["refresh_token"])
            return 200, self._tokens(lasting=True)
        return 400, {"error": "invalid_grant"}

    def _tokens(self, lasting=False):
        access = secrets.token_hex(8)
        self.access.add(access)
        told = {"access_token": access, "token_type": "Bearer", "expires_in": 3600}
        if lasting:
            told["refresh_token"] = secrets.token_hex(8)
            self.refresh.add(told["refresh_token"])
        return told

    def info(self, asked):
        if asked.get("credentialID") != CREDENTIAL:
            return 400, {"error": "invalid_request", "error_description": "no such credential"}
        chain = [self.bundle.cert, *self.bundle.additional_certs]
        listed = [_b64(one.certificate.public_bytes(Encoding.DER)) for one in chain]
        key = {"status": self.status, "algo": list(self.algorithms)}
        return 200, {"key": key, "cert": {"certificates": listed}, "SCAL": "2", "multisign": 1}

    def authorize(self, asked):
        """Signature activation data for one digest, for the PIN."""
        (one,) = asked["hashes"]
        assert asked["hashAlgorithmOID"] == SHA256
        assert asked["numSignatures"] == 1
        said = {part["id"]: part["value"] for part in asked["authData"]}
        if said.get("PIN") != self.pin:
            return 400, {"error": "invalid_pin"}
        sad = secrets.token_hex(8)
        self.sads[sad] = one
        return 200, {"SAD": sad, "expiresIn": 300}

    def sign(self, asked):
        (one,) = asked["hashes"]
        assert asked["operationMode"] == "S"
        if self.sads.pop(asked["SAD"], None) != one:
            return 400, {"error": "invalid_request", "error_description": "SAD is not for this"}
        assert asked["signAlgo"] in self.algorithms
        return 200, {"signatures": [_b64(self._signed(base64.b64decode(one), asked))]}

    def _signed(self, digest, asked):
        done, key = utils.Prehashed(hashes.SHA256()), self.bundle.key
        if isinstance(key, ec.EllipticCurvePrivateKey):
            return key.sign(digest, ec.ECDSA(done))
        if asked["signAlgo"] == PKCS1:
            return key.sign(digest, padding.PKCS1v15(), done)
        read = algos.RSASSAPSSParams.load(base64.b64decode(asked["signAlgoParams"]))
        return key.sign(digest, process_pss_params(read)[0], done)


def _b64(data):
    return base64.b64encode(data).decode()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        service = self.server.service
        body = self.rfile.read(int(self.headers["Content-Length"]))
        method = self.path.removeprefix("/csc/v2/")
        service.calls.append(method)
        if service.fault and method in service.fault:
            return self._fail(service.fault.partition("!")[2], service)
        if method == "oauth2/token":
            form = {name: said[0] for name, said in parse_qs(body.decode()).items()}
            return self._say(*service.token(form))
        token = (self.headers["Authorization"] or "").removeprefix("Bearer ")
        if token not in service.access:
            return self._say(401, {"error": "invalid_token"})
        if service.scope != "service":
            return self._say(403, {"error": "insufficient_scope"})
        acts = {
            "credentials/info": service.info,
            "credentials/authorize": service.authorize,
            "signatures/signHash": service.sign,
        }
        return self._say(*acts[method](json.loads(body)))

    def _fail(self, how, service):
        if how.isdigit():
            return self._say(int(how), {"error": "server_error"})
        named = getattr(self, f"_{how.replace(' ', '_')}", None)
        return named(service) if named else self._send(200, how.encode())

    def _hangs(self, service):
        service.released.wait(5)

    def _hangs_up(self, _service):
        self.close_connection = True

    def _drips(self, service):
        self.send_response(200)
        self.send_header("Content-Length", "40")
        self.end_headers()
        for _ in range(40):
            self.wfile.write(b" ")
            service.released.wait(0.05)

    def _sends_away(self, service):
        self.send_response(307)
        self.send_header("Location", f"{service.url}/elsewhere")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _say(self, status, told):
        return self._send(status, json.dumps(told).encode())

    def _send(self, status, body):
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_args):
        return


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_args):
        return  # a client that hung up


@contextmanager
def serving(service: RemoteService):
    """The service at a free port of loopback, while the block lasts."""
    with _Server(("127.0.0.1", 0), _Handler) as server:
        server.service = service
        service.released = threading.Event()
        service.url = f"http://127.0.0.1:{server.server_port}/csc/v2"
        at_work = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        at_work.start()
        try:
            yield service
        finally:
            service.released.set()
            server.shutdown()
            at_work.join()


def written(service: RemoteService, folder: Path, **more: str) -> str:
    """The file by which an office knows the service, and the address of its credential."""
    file = folder / "dich-vu.json"
    said = {"url": service.url, "client_id": CLIENT, "client_secret": SECRET} | more
    file.touch(mode=0o600)
    file.write_text(json.dumps(said))
    return f"csc:{file}#{CREDENTIAL}"
