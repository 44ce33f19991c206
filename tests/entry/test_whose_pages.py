"""A line of a page's own is opened by pages of this office alone, also where a proxy ends TLS."""

from pathlib import Path

import pytest

from server import sockets
from server.app import create_app
from server.config import Settings
from tests import offices

LINE = "/socket.io/?EIO=4&transport=websocket"
PUBLIC = "https://hoanghoa.thanhhoa.gov.vn"
NO = "Not an accepted origin."


@pytest.fixture
def asks(tmp_path: Path, people_home: Path):
    """What the office answers a page of this origin, which came by this address."""
    offices.furnish(tmp_path, people_home)

    def ask(public: str, origin: str, **more: str) -> str:
        app = create_app(Settings(home=tmp_path, base_url=public))
        head = {"Host": "hoanghoa.thanhhoa.gov.vn", "Origin": origin} | more
        return app.test_client().get(LINE, headers=head).text

    yield ask
    sockets.install(create_app(Settings(home=tmp_path)), Settings(home=tmp_path))


def test_a_page_of_the_public_address_is_heard_behind_a_proxy_that_speaks_plainly(asks):
    """As docs/exchange.md has nginx: every page would else be deaf, and every meeting."""
    assert NO not in asks(PUBLIC, PUBLIC)


def test_so_is_one_that_asks_us_directly_or_whose_proxy_says_by_what_it_came(asks):
    assert NO not in asks("", PUBLIC.replace("https", "http"))
    assert NO not in asks("", PUBLIC, **{"X-Forwarded-Proto": "https"})


@pytest.mark.parametrize("origin", ["https://ke-la.vn", "null", PUBLIC.replace("https", "ftp")])
def test_nobody_elses_page_is(asks, origin):
    for public in ("", PUBLIC):
        assert NO in asks(public, origin)
