"""A form that another site made a browser send changes nothing, at any door (PEERS §4, 16).

The doors are read from the map of addresses: one that is opened tomorrow is knocked at too.
"""

import re

import pytest
from flask import Flask
from werkzeug.routing import Rule

from server.door.visitor import BY_SECRET, SAFE
from tests.cast import Browser, Cast
from tests.office.front.test_door import token_of
from tests.office.outcome import refused, says

GAP = re.compile(r"<(?:any\((?P<one>\w+)[^>]*|[^>]*)>")


def _address(rule: Rule) -> str:
    """A path of this rule; what it names need not be there: the token is asked for before."""
    return GAP.sub(lambda gap: gap["one"] or "2026", rule.rule)


def unsafe(app: Flask) -> list[tuple[str, str]]:
    """Every door where something may be changed: how, and where."""
    doors = [
        (method, _address(rule))
        for rule in app.url_map.iter_rules()
        for method in sorted((rule.methods or set()) - set(SAFE))
    ]
    return [door for door in doors if not door[1].startswith(BY_SECRET)]


def test_every_address_leads_to_its_door(one_app: Flask) -> None:
    """Else a no would be that of an address which is nowhere."""
    house, doors = one_app.url_map.bind("localhost"), unsafe(one_app)
    assert len(doors) > 300
    for method, path in doors:
        house.match(path, method)


@pytest.mark.parametrize("token", ["none", "made up", "another's"])
def test_without_the_token_of_his_own_browser_no_door_hears_minh(
    one_app: Flask, one_cast: Cast, token: str
) -> None:
    minhs, lans = one_cast.minh.browser(), one_cast.lan.browser()
    said = {"none": {}, "made up": {"csrf_token": "x.y.z"},
            "another's": {"csrf_token": token_of(lans.get("/post").text)}}[token]  # fmt: skip
    inside = {"HX-Request": "true"}  # a no without the rail around it
    for method, path in unsafe(one_app):
        got = minhs.open(path, method=method, data=said, headers=inside)
        if path.startswith("/api/"):
            refused(got, "csrf")
        else:
            assert got.status_code == 403 and says("csrf", got.text), f"{method} {path}"
    assert minhs.get("/post").status_code == 200, "nor was he sent out"


def test_who_is_nobody_yet_is_not_signed_in_by_another_site(one_app: Flask) -> None:
    """Nor in a name that is not his own (login CSRF)."""
    nobody = Browser(one_app, use_cookies=True)
    for path in ("/login", "/login/code", "/login/passkey"):
        assert nobody.post(path, data={"account": "chutich.huyen"}).status_code in (403, 404), path
