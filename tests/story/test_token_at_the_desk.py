"""Minh signs with the token at his own desk: a real page, a real agent, and what goes wrong."""

import socket
from threading import Thread

import pytest
from playwright.sync_api import expect
from sqlalchemy import select
from werkzeug.serving import make_server

from server.database import db
from server.signatures.models import SigningJob
from signing.agent.line import Ear
from tests.agents import Desk, listening
from tests.office.outcome import id_of, state_of
from tests.office.outgoing import desk
from tests.office.signing.keys import on_own_machine
from tests.story.conftest import Office, Sitter

SLOW = 120_000
"""Milliseconds: a machine that is busy with other tests signs slowly."""


@pytest.fixture
def port(monkeypatch):
    with socket.create_server(("127.0.0.1", 0)) as free:
        number = free.getsockname()[1]
    monkeypatch.setenv("CONGSO_AGENT_PORT", str(number))
    return number


@pytest.fixture
def cast(port, request):
    return request.getfixturevalue("one_cast")


@pytest.fixture
def served(cast, one_app):
    server = make_server("127.0.0.1", 0, one_app, threaded=True)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield Office(f"http://127.0.0.1:{server.server_port}", None)
    server.shutdown()
    thread.join()


def asks(minh: Sitter, path: str) -> None:
    """He has read what will be signed, and presses the button."""
    page = minh.opens(path)
    page.locator("details.act", has=page.locator("form[data-form=sign]")).first.evaluate(
        "node => { node.open = true }"
    )
    page.check("#sign-sure")
    page.click("form[data-form=sign] button.big")


def signs_together(minh: Sitter, cast, screen: Desk) -> None:
    """Two papers that he looked at, under one PIN; the agent names each of them."""
    paths = [desk.ready(cast, subject=f"V/v họp lần {n}") for n in range(2)]
    docs = ",".join(f"{id_of(path)}.{cast.minh.sees(path)['version']}" for path in paths)
    page = minh.opens(f"/outgoing/batch/sign/review?docs={docs}&at=2")
    page.check("#many-sure")
    page.click("form.batch button.big")
    page.wait_for_url("**/jobs/*", timeout=SLOW)
    expect(page.locator("#job li.ok")).to_have_count(2, timeout=SLOW)
    assert {state_of(path) for path in paths} == {"SIGNED"}
    assert ["họp lần" in one for one in screen.seen.pop().files] == [True, True]


def claims() -> int:
    db.session.rollback()
    return len(db.session.scalars(select(SigningJob).filter_by(state="claimed")).all())


def test_minh_signs_with_the_token_at_his_desk(cast, served, browser, port, tmp_path):
    token = on_own_machine(cast)
    first, second = desk.ready(cast), desk.ready(cast, subject="V/v khác")
    screen = Desk(token, tmp_path / "paired.json")
    minh = Sitter(browser, served, "minh")
    says = minh.page.locator("[data-agent-says]")
    with listening(Ear(port, screen.agent, [served.address])):
        asks(minh, first)
        expect(says).to_contain_text("mã ghép nối", timeout=SLOW)
        minh.page.fill("[data-agent-code]", screen.codes[0])
        minh.page.click("form[data-form=sign] button.big")
        expect(minh.page.locator(".sig")).to_contain_text(cast.minh.actor.name, timeout=SLOW)
        assert state_of(first) == "SIGNED"
        signs_together(minh, cast, screen)
        screen.pin = None
        asks(minh, second)
        expect(says).to_contain_text("đã từ chối: chưa ký gì", timeout=SLOW)
        screen.pin = "000000"
        minh.page.click("form[data-form=sign] button.big")
        expect(says).to_contain_text("Sai mã PIN của token", timeout=SLOW)
    minh.page.click("form[data-form=sign] button.big")
    expect(says).to_contain_text("Không thấy chương trình ký trên máy này", timeout=SLOW)
    assert (state_of(second), claims()) == ("READY_TO_SIGN", 0)
    assert [one.title for one in screen.seen][1:] == ["V/v khác"] * 2
    assert not [words for words in minh.wrongs if "WebSocket connection" not in words]
    minh.context.close()
