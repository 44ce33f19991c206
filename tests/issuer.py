"""An issuer of single sign-on of the tests' own: its discovery, its keys, and what it says of whom.

It holds us to what we promise it: the code goes once, to who has the verifier and the secret.
"""

import base64
import hashlib
import json
import secrets
import time
from contextlib import AbstractContextManager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey

from tests.listening import listening

CLIENT, SECRET = "cong-so", "bi-mat-cua-cong-so"


class Issuer(ThreadingHTTPServer):
    """`who` comes next; `lies` replaces claims of his token; `signs_with` another key."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Asked)
        self.key = RSAKey.generate_key(2048, {"kid": "mot"})
        self.signs_with = self.key
        self.who: dict[str, Any] = {"sub": "s-1", "preferred_username": "chuyenvien.huyen"}
        self.lies: dict[str, Any] = {}
        self.named = self.url
        self.codes: dict[str, dict[str, str]] = {}
        self.ends_sessions = True

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"

    def lets_in(self, asked: str) -> str:
        """Somebody signs in where the office sent him: the address that he is sent back to."""
        said = {name: one[0] for name, one in parse_qs(urlsplit(asked).query).items()}
        assert said["client_id"] == CLIENT
        assert (said["response_type"], said["code_challenge_method"]) == ("code", "S256")
        code = secrets.token_hex(8)
        self.codes[code] = said
        return f"{said['redirect_uri']}?{urlencode({'code': code, 'state': said['state']})}"

    def token(self, said: dict[str, str]) -> dict[str, Any]:
        moment = int(time.time())
        claims = {"iss": self.url, "aud": CLIENT, "iat": moment, "exp": moment + 300,
                  "nonce": said["nonce"]} | self.who | self.lies  # fmt: skip
        signed = jwt.encode({"alg": "RS256", "kid": "mot"}, claims, self.signs_with)
        return {"access_token": "the", "token_type": "Bearer", "id_token": signed}


class _Asked(BaseHTTPRequestHandler):
    server: Issuer

    def do_GET(self) -> None:
        ours = self.server
        if self.path == "/keys":
            return self._say({"keys": [ours.key.as_dict(private=False)]})
        assert self.path == "/.well-known/openid-configuration"
        ends = {"end_session_endpoint": f"{ours.url}/end"} if ours.ends_sessions else {}
        return self._say(ends | {
            "issuer": ours.named, "authorization_endpoint": f"{ours.url}/authorize",
            "token_endpoint": f"{ours.url}/token", "jwks_uri": f"{ours.url}/keys",
            "id_token_signing_alg_values_supported": ["RS256"],
        })  # fmt: skip

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        given = {name: one[0] for name, one in parse_qs(body).items()}
        said = self.server.codes.pop(given.get("code", ""), None)
        basic = base64.b64encode(f"{CLIENT}:{SECRET}".encode()).decode()
        if said is None or self.headers["Authorization"] != f"Basic {basic}":
            return self._say({"error": "invalid_grant"}, 400)
        digest = hashlib.sha256(given["code_verifier"].encode()).digest()
        if base64.urlsafe_b64encode(digest).rstrip(b"=").decode() != said["code_challenge"]:
            return self._say({"error": "invalid_grant"}, 400)
        return self._say(self.server.token(said))

    def _say(self, said: dict[str, Any], status: int = 200) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(json.dumps(said).encode())

    def log_message(self, *_words: Any) -> None:
        """Nothing on the tests' own screen."""


def issuer() -> AbstractContextManager[Issuer]:
    return listening(Issuer())
