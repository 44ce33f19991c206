"""Somebody whom the office does not know gives a file at /verify."""

import io
import re
from typing import Any

from flask import Flask
from flask.testing import FlaskClient

from tests.cast import Browser, Cast


def office_for_strangers(app: Flask) -> Cast:
    """Its people; who comes to the door has a browser that knows nobody."""
    app.test_client_class = Browser
    return Cast(app)


def ask(citizen: FlaskClient, data: bytes, name: str = "van-ban.pdf") -> Any:
    """What is said of a file."""
    form = citizen.get("/verify").text
    found = re.search(r'name="csrf_token" value="([^"]+)"', form)
    assert found
    body = {"csrf_token": found[1], "file": (io.BytesIO(data), name)}
    return citizen.post("/verify", data=body)
