"""Papers at every stage, made once for all tests: blank, signed, sealed; and who is believed."""

import pytest

from signing import Authority, Trust, found_authority, issue, prepare
from tests.signing.desk import FONT, PIN, PLACES, Office, page


def _office(folder, chair, agency):
    if not FONT.exists():
        pytest.fail("build/fonts/Tinos-Regular.ttf is missing: run `make setup` first")
    found_authority(folder)
    return Office(
        Authority(folder, FONT),
        issue(folder, "minh", chair, agency, PIN),
        issue(folder, "huyen", agency, agency, PIN),
    )


@pytest.fixture(scope="session")
def office(tmp_path_factory) -> Office:
    folder = tmp_path_factory.mktemp("keys")
    return _office(folder, "Nguyễn Văn Minh", "UBND huyện Hoằng Hóa")


@pytest.fixture(scope="session")
def stranger(tmp_path_factory) -> Office:
    """Somebody with an authority of his own, in whom nobody believes."""
    return _office(tmp_path_factory.mktemp("foreign"), "Kẻ Lạ", "Công ty Lạ")


@pytest.fixture
def new_office(tmp_path) -> Office:
    """An office whose certificates a test may revoke."""
    return _office(tmp_path / "keys", "Nguyễn Văn Minh", "UBND huyện Hoằng Hóa")


@pytest.fixture(scope="session")
def trust(office) -> Trust:
    return office.trust


@pytest.fixture(scope="session")
def blank() -> bytes:
    return prepare(page(), PLACES, lasts=True)


@pytest.fixture(scope="session")
def signed(office, blank) -> bytes:
    return office.signs(blank)


@pytest.fixture(scope="session")
def sealed(office, signed) -> bytes:
    return office.seals(signed)
