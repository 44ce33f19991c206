"""What a monitor asks the office: is it up, and can it work?"""

import shutil

import pytest
from flask import Flask

from server import files, jobs
from server.database import db

READY = "database: ok\nstore: ok\nqueue: ok\n"


def _asked(app: Flask, path: str) -> tuple[int, str]:
    answer = app.test_client().get(path)
    return answer.status_code, answer.text


def test_an_office_that_can_work_says_so_line_by_line(app: Flask) -> None:
    assert _asked(app, "/healthz") == (200, "ok\n")
    assert _asked(app, "/readyz") == (200, READY)


def test_an_office_without_its_tables_is_up_but_cannot_work(one_app: Flask) -> None:
    db.session.remove()
    db.drop_all()
    assert _asked(one_app, "/healthz") == (200, "ok\n")
    assert _asked(one_app, "/readyz") == (503, READY.replace("database: ok", "database: down"))


def test_an_office_whose_store_is_not_mounted_cannot_work(one_app: Flask) -> None:
    shutil.rmtree(files.store().shelf.root)
    assert _asked(one_app, "/readyz") == (503, READY.replace("store: ok", "store: down"))


def test_an_office_whose_bell_does_not_answer_cannot_work(
    one_app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    def silent() -> int:
        raise ConnectionRefusedError

    monkeypatch.setattr(jobs.bell().huey, "pending_count", silent)
    assert _asked(one_app, "/readyz") == (503, READY.replace("queue: ok", "queue: down"))


def test_the_figures_are_in_the_form_that_monitors_read(one_app: Flask) -> None:
    code, text = _asked(one_app, "/metrics")
    assert code == 200
    assert "# HELP " in text
