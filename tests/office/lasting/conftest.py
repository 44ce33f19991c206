"""An office whose time stamps come from outside, and whose press works in this very process."""

from dataclasses import replace

import pytest

from server import office, pool
from signing import Outside, asking, revocation
from tests.signing.outside_world import World


@pytest.fixture(scope="module")
def world(tmp_path_factory):
    opened = World()
    opened.trust = opened.pki.believed(tmp_path_factory.mktemp("outside") / "trust")
    yield opened
    opened.close()


@pytest.fixture
def at_hand(monkeypatch):
    """No children: services that were away are asked again when a test says so, and time moves."""
    monkeypatch.setattr(pool, "submit", lambda call, *args, timeout=0.0: call(*args))  # noqa: ARG005


@pytest.fixture
def services(world, one_app, at_hand, monkeypatch):
    """The services, good; `services.tsa = "down"` is an outage, `back(services)` its end."""
    here = office.office()
    outside = Outside(f"{world.base}/tsa", trust=(world.trust,))
    changed = replace(here, cabinet=replace(here.cabinet, outside=outside))
    monkeypatch.setattr(office, "_here", [changed])
    back(world)
    return world


def back(world) -> None:
    world.tsa = world.ocsp = world.crl = "good"
    asking.forget_failures()
    revocation.forget_answers()
