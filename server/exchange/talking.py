"""Asking another server: what it answers is heard also where it stopped listening half-way.

Whoever refuses a large envelope by its head, or a certificate after the handshake, says so and
closes; we still send then, and the pipe breaks. Its word lies there to be read all the same.
"""

import http.client
import ssl
import urllib.request
from typing import Any

from signing.asking import Stay


class _Hears(http.client.HTTPConnection):
    """Reads the answer after a send that broke, if it ever got as far as a connection."""

    def request(self, *args: Any, **how: Any) -> None:
        try:
            super().request(*args, **how)
        except (BrokenPipeError, ConnectionResetError):
            if self.sock is None:
                raise


class _HearsOverTls(_Hears, http.client.HTTPSConnection):
    """The same with TLS."""


class _Plain(urllib.request.HTTPHandler):
    def http_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
        return self.do_open(_Hears, req)


class _Tls(urllib.request.HTTPSHandler):
    def __init__(self, context: ssl.SSLContext) -> None:
        super().__init__(context=context)
        self._ours = context

    def https_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
        return self.do_open(_HearsOverTls, req, context=self._ours)


def asking(context: ssl.SSLContext) -> urllib.request.OpenerDirector:
    """Asks over plain HTTP and over TLS; follows nobody elsewhere."""
    return urllib.request.build_opener(Stay, _Plain, _Tls(context))
