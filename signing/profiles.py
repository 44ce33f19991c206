"""Which signatures belong to which kind of document (DOMAIN §7.2); one row a kind."""

from dataclasses import dataclass

MARK = "/CongSo"
"""Key of the Info dictionary under which a file of ours names its profile."""

ARCHIVE = "LuuTru"
"""Archive time stamps are called LuuTru1, LuuTru2, …"""


@dataclass(frozen=True, slots=True)
class Profile:
    """Fields to be signed, in this order, by whom; and the fields that may be filled between.

    `in_turn`: nobody signs before whoever stands above him; else each when he comes to it.
    """

    signatures: tuple[tuple[str, str], ...]
    filled: frozenset[str] = frozenset()
    in_turn: bool = True

    def kind(self, field: str) -> str:
        return dict(self.signatures).get(field, "other")

    def after(self, field: str) -> frozenset[str]:
        """Whose turn comes after this field."""
        names = [name for name, _ in self.signatures]
        if not self.in_turn:
            return frozenset(names) - {field}
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


MOST_PARTIES = 40
PARTY = "XacNhan"


def signed_list(parties: int) -> str:
    """The profile's name of a list that so many confirm; `list` is said of it."""
    return f"list-{parties}"


def _list(parties: int) -> Profile:
    """Each confirms with his key what he gives or takes, in whatever order they come to it."""
    marks = tuple((numbered(PARTY, n), "person") for n in range(1, parties + 1))
    return Profile(marks, in_turn=False)


PROFILES = {
    "document": _joint(1),
    **{annex(n): _beside(n) for n in range(1, MOST + 1)},
    "report": Profile(((PERSON, "person"),)),
    "minutes": Profile(((PERSON, "person"), (numbered(PERSON, 2), "person"))),
    **{signed_list(n): _list(n) for n in range(1, MOST_PARTIES + 1)},
    COPY: _beside(1),
    **{joint(n): _joint(n) for n in range(2, MOST + 1)},
}
"""A file with none of these marks is judged as `generic`."""


def is_archive(field: str) -> bool:
    return field.startswith(ARCHIVE) and field.removeprefix(ARCHIVE).isdigit()
