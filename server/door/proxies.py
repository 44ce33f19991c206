"""Who really knocks where a proxy stands before the office, as one does wherever pages are TLS.

Without this everybody would come from the proxy: five wrong passwords would close an account for
its owner too, one visitor's checks would use up everybody's, and the log would name no desk.
"""

from collections.abc import Iterable
from ipaddress import IPv4Network, IPv6Network, ip_address
from typing import Any

from server.live.turns import Wsgi

Proxies = tuple[IPv4Network | IPv6Network, ...]


def behind(proxies: Proxies, app: Wsgi) -> Wsgi:
    """The same application, told of visitors and not of the proxies that hand their words on."""

    def serve(environ: dict[str, Any], start: Any) -> Iterable[bytes]:
        told = environ.get("HTTP_X_FORWARDED_FOR", "")
        environ["REMOTE_ADDR"] = visitor(environ.get("REMOTE_ADDR", ""), told, proxies)
        return app(environ, start)

    return serve if proxies else app


def visitor(peer: str, told: str, proxies: Proxies) -> str:
    """The last address that is none of our proxies': what stands before it anybody can write."""
    seen = peer
    for said in reversed([*filter(None, map(str.strip, told.split(","))), peer]):
        try:
            address = ip_address(said)
        except ValueError:
            break  # a name, a port, a jest: whoever handed it on is all we know
        seen = str(address)
        if not any(address in network for network in proxies):
            break
    return seen
