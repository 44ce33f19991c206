"""An office that a gateway of short messages stands beside; Minh and Lan are on the list."""

from collections.abc import Iterator

import pytest
from flask import Flask

from server import office
from server.app import FONTS
from server.config import Settings
from server.duty import services
from tests.cast import Cast
from tests.office.duty.gateway import Gateway, gateway

MINH, LAN = "+84912345678", "+84373456789"


@pytest.fixture
def sms(app: Flask) -> Iterator[Gateway]:
    """On each of the two databases."""
    before = office.office()
    with gateway() as server:
        settings = Settings(
            home=app.config["SETTINGS"].home, sms_url=server.url, sms_token="mot-the",
            base_url="https://congso.test",
        )  # fmt: skip
        office.open_office(settings, FONTS)
        yield server
    office._here[:] = [before]


@pytest.fixture
def on_duty(cast: Cast) -> Cast:
    """Tuấn wrote them down."""
    for account, number in (("chutich.huyen", "0912 345 678"), ("vanthu.huyen", "037.345.6789")):
        services.keep(cast.tuan.actor, "huyen", account, number)
    return cast
