"""Whether a key could be used now, asked without its PIN: for whoever looks after the office."""

from pathlib import Path

from signing.cabinet import part

_ASKED_THERE = {"pkcs11": "signing.pkcs11", "csc": "signing.csc"}


def reach(address: str) -> str:
    """What stands in the way, as a reason; nothing where its device, service or file is there. Of a
    key on its owner's own machine nobody here can say."""
    scheme, _, place = address.partition(":")
    if scheme in _ASKED_THERE:
        return str(part(_ASKED_THERE[scheme]).reach(place))
    return "no_seal" if scheme == "pkcs12" and not Path(place).is_file() else ""
