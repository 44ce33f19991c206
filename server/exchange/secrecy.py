"""What an envelope itself says of secrecy, in whatever field its sender has for it (SEC-02).

QCVN 102 has none: some write the level where the urgency stands, some add an element of their own.
"""

from server.exchange.walking import Node, said, said_here
from server.words import fold

FIELDS = tuple(
    f"{{*}}{name}"
    for name in (
        "Secret", "SecretLevel", "Secrecy", "SecrecyLevel", "SecurityLevel", "Confidential",
        "Confidentiality", "DoMat",
    )
)  # fmt: skip
HARMLESS = frozenset({"", "0", "false", "null", "none", "normal", "khong", "khong mat", "thuong"})
LEVELS = frozenset({"mat", "toi mat", "tuyet mat"})


def is_called_secret(head: Node | None) -> bool:
    """Whether a field of the header names a level; what it says beyond "none" is suspected."""
    if fold(said(head, "OtherInfo", "Priority", most=40)) in LEVELS:
        return True
    fields = head.iter(*FIELDS) if head is not None else ()
    return any(fold(said_here(one)) not in HARMLESS for one in fields)
