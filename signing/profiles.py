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

    def after(self, field: str) -> frozenset[str]:
        """Whose turn comes after this field."""
        names = [name for name, _ in self.signatures]
        return frozenset(names[names.index(field) + 1 :] if field in names else ())


MOST = 4
"""So many agencies issue a paper together at most: their marks fill half a page (DOMAIN §5.5)."""

PERSON, SEAL = "NguoiKy", "CoQuan"
COPY = "copy"


def numbered(field: str, n: int) -> str:
    """`NguoiKy` and `CoQuan` of the agency that leads, `NguoiKy2` and `CoQuan2` of the next."""
    return field if n == 1 else f"{field}{n}"


def _joint(agencies: int) -> Profile:
    """Every person first, then every seal, each in the order of the agencies."""
    return Profile(
        tuple(
            (numbered(field, n), kind)
            for field, kind in ((PERSON, "person"), (SEAL, "seal"))
            for n in range(1, agencies + 1)
        ),
        frozenset({"SoVB", "NgayVB"}),
    )


def joint(agencies: int) -> str:
    """The profile's name; `joint` alone is said of it (DESIGN §11.10)."""
    return f"joint-{agencies}"


def _beside(agencies: int) -> Profile:
    """No person: every agency that issues the paper signs a file beside it (Annex I, III.1d)."""
    seals = tuple((numbered(SEAL, n), "seal") for n in range(1, agencies + 1))
    return Profile(seals, frozenset({"ThongTin"}))


def annex(agencies: int) -> str:
    """The profile's name of a file beside a paper of so many agencies; `annex` is said of it."""
    return "annex" if agencies == 1 else f"annex-{agencies}"


PROFILES = {
    "document": _joint(1),
    **{annex(n): _beside(n) for n in range(1, MOST + 1)},
    "report": Profile(((PERSON, "person"),)),
    "minutes": Profile(((PERSON, "person"), (numbered(PERSON, 2), "person"))),
    COPY: _beside(1),
    **{joint(n): _joint(n) for n in range(2, MOST + 1)},
}
"""A file with none of these marks is judged as `generic`."""


def is_archive(field: str) -> bool:
    return field.startswith(ARCHIVE) and field.removeprefix(ARCHIVE).isdigit()
