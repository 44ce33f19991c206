"""Which signatures belong to which kind of document (DOMAIN §7.2); one row a kind."""

from dataclasses import dataclass

MARK = "/CongSo"
"""Key of the Info dictionary under which a file of ours names its profile."""

ARCHIVE = "LuuTru"
"""Archive time stamps are called LuuTru1, LuuTru2, …"""


@dataclass(frozen=True, slots=True)
class Profile:
    """Fields to be signed, in this order, by whom; and the fields that may be filled between."""

    signatures: tuple[tuple[str, str], ...]
    filled: frozenset[str] = frozenset()

    def kind(self, field: str) -> str:
        return dict(self.signatures).get(field, "other")


PROFILES = {
    "document": Profile((("NguoiKy", "person"), ("CoQuan", "seal")), frozenset({"SoVB", "NgayVB"})),
    "annex": Profile((("CoQuan", "seal"),), frozenset({"ThongTin"})),
}
"""A file with none of these marks is judged as `generic`."""


def is_archive(field: str) -> bool:
    return field.startswith(ARCHIVE) and field.removeprefix(ARCHIVE).isdigit()
