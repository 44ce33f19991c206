"""Whoever fills in a form wrongly is told at the entry, in words, and finds all he typed there."""

import re
from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from server.admin.staff import deeds, founding
from server.documents.incoming import answering as coming
from server.documents.outgoing import pages as going
from server.habits import follow_door as habits
from tests.cast import Browser, Cast
from tests.office.front import rounds
from tests.office.front.filling import SECRET, SPOILT, WRITTEN, Form, forms_on
from tests.office.scanbox.conftest import opened

ROOMS = ("server.documents", "server.admin", "server.account", "server.scanbox")
NAMED = {
    "incoming.act": coming.FORMS,
    "outgoing.act": going.FORMS,
    "admin.do": deeds.DEEDS,
}
BUTTONS = [
    "account.drop_mark",
    "account.end_session",
    "account.passkey",
    "account.passkey_options",
    "admin.confirm",
    "admin.confirm_batch",
    "admin.end_neighbour_key",
    "admin.import_do",
    "admin.own_keys",
    "admin.page_codes",
    "admin.read_aside",
    "admin.seen",
    "admin.send_waiting",
    "admin.silence",
    "incoming.read_again",
    "outgoing.act:form_check",
    "outgoing.chosen",
    "outgoing.preview",
    "scanbox.undo",
    "tasks.take_along",
    *("incoming.withdraw_purge", "incoming.withdraw_refuse_recall", "earlier.withdraw_purge"),
    *("outgoing.withdraw_recall", "outgoing.withdraw_void_number"),
    *(f"{kind}.{act}" for kind in ("incoming", "outgoing") for act in ("unfollow", "pin", "unpin")),
    *(f"{kind}.{act}" for kind in ("tasks", "casefiles") for act in habits.ACTS),
]
"""Nothing is typed there; the editor and the passkey's script ask at some of them."""
NOT_WALKED = {
    "admin.do:activate": "the form of deactivate, on the page of a locked account",
    "admin.drop_aside": "a folder comes first; tests/office/exchange/test_aside.py",
    "admin.do:unlink": "a link comes first; tests/office/admin/test_single_sign_on.py",
    "admin.locks": "a lock-out comes first; tests/office/admin/test_locks.py",
    "incoming.act:pass_up": "a note that may be left out",
    "incoming.act:refuse_recall": "an electronic document; tests/office/incoming/test_requests.py",
    "incoming.act:refuse_update": "the same",
    "outgoing.act:content_check": "one officer has both; tests/office/outgoing/test_checking.py",
    "outgoing.act:waive_form_check": "flash documents only; tests/office/outgoing/test_checking.py",
    "outgoing.agent_begin": "asked by the page's script; tests/office/signing/test_elsewhere.py",
    "outgoing.agent_give_back": "the same",
    "meetings.agent_begin": "the same",
    "meetings.agent_give_back": "the same",
    "incoming.agent_copy": "the same; tests/office/signing/test_elsewhere_many.py",
    "incoming.agent_copy_back": "the same",
    "outgoing.agent_copy": "the same",
    "outgoing.agent_copy_back": "the same",
    "volumes.agent_begin": "the same",
    "volumes.agent_give_back": "the same",
    "many.agent_begin": "the same",
    "many.agent_give_back": "the same",
    "reports.agent_begin": "the same",
    "reports.agent_give_back": "the same",
    "casefiles.agent_begin": "the same",
    "casefiles.agent_give_back": "the same",
    "between.agent_begin": "the same",
    "between.agent_give_back": "the same",
    "handed.agent_begin": "the same",
    "handed.agent_give_back": "the same",
    "outgoing.put_places": "places on a picture; tests/office/outgoing/test_handed_in.py",
    "casefiles.act": "of a file that was opened; tests/office/casefiles",
    "tasks.act": "of a task that was given; tests/office/meetings/test_tasks.py",
    "tasks.hand_in": "the same; tests/office/meetings/test_tasks_given.py",
    "incoming.same_document": "the register's form; tests/office/incoming/test_one_entry.py",
    "incoming.present_many": "ticks; tests/office/habits/test_many.py",
    "incoming.assign_many": "the same",
    "incoming.start_many": "the same; tests/office/habits/test_many_more.py",
    "incoming.file_many": "the same",
    "tasks.receive_many": "the same",
    "tasks.urge_many": "the same",
    "outgoing.submit_many": "the same",
    "tasks.remark": "the form of a document's; tests/office/habits/test_pinned.py",
    "casefiles.remark": "the same",
    "casefiles.accept_transfer_many": "ticks; tests/office/casefiles/test_taken_in_together.py",
    "earlier.act": "the forms of a suspect that arrived; tests/office/earlier/test_shut_away.py",
    "earlier.takeovers": "a file to hand in; tests/office/earlier/test_pages.py",
    "earlier.carry_on": "of a register of this year; tests/office/earlier/test_going_on.py",
    "earlier.takeover_confirm": "of a register that was handed in; the same",
    "earlier.takeover_send_again": "a file; tests/office/earlier/test_sending_again.py",
    "earlier.takeover_carry_out": "of one that was; tests/office/earlier/test_pages.py",
    "earlier.takeover_go_on": "the same",
    "earlier.takeover_drop": "the same",
    "scanbox.bind": "ticks and turns; tests/office/scanbox/test_table.py",
}
EMPTY_IS_AN_ANSWER = {
    "admin.second_factor",
    "admin.key_demand",
    "admin.do:key",
    "admin.agency_key",
}
"""There “nothing is demanded” is one of the choices."""
VIETNAMESE = re.compile(r"[À-ỹ].*[.?!]$", re.S)
Typed = dict[str, list[str]]


class Walk:
    """What was sent where, and what was found wrong so far."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.browsers: dict[str, FlaskClient] = {}
        self.seen: set[str] = set()
        self.wrong: list[str] = []

    def through(self, cast: Cast, stops: rounds.Stops) -> None:
        for who, pages in stops:
            if who not in self.browsers:
                self.browsers[who] = getattr(cast, who).browser()
            self.at(self.browsers[who], *pages)

    def at(self, browser: FlaskClient, *pages: str) -> None:
        for page in pages:
            got = browser.get(page)
            assert got.status_code == 200, (page, got.status_code)
            for form in forms_on(got.text):
                self._spoils(browser, page, form)

    def _spoils(self, browser: FlaskClient, page: str, form: Form) -> None:
        name = self._name(form.action)
        if name in self.seen or not form.action:
            return
        self.seen.add(name)
        for what, typed, at in _ways(form) if form.entries else ():
            if what == "empty" and name in EMPTY_IS_AN_ANSWER:
                continue
            got = browser.post(form.action, data=typed | {"csrf_token": form.key})
            faults = _faults(got, form, typed, at)
            self.wrong += [f"{name} [{what}] on {page}: {fault}" for fault in faults]

    def _name(self, action: str) -> str:
        endpoint, given = self.app.url_map.bind("").match(action, method="POST")
        return f"{endpoint}:{given['name']}" if endpoint in NAMED else str(endpoint)


def _ways(form: Form) -> Iterator[tuple[str, Typed, set[str]]]:
    """(which, what is sent, where a word is expected): empty but for its ticks; all that is written
    wrong at once; then each choice and each secret wrong by itself."""
    must = {one.id for one in form.entries if one.required}
    if must:
        yield (
            "empty",
            {one.name: one.values for one in form.entries if one.kind == "checkbox"},
            must,
        )
    spoilt = {one.name: [SPOILT[one.kind]] for one in form.entries if one.kind in WRITTEN}
    if spoilt:
        yield (
            "written",
            form.filled() | spoilt,
            {one.id for one in form.entries if one.name in spoilt},
        )
    for one in form.entries:
        if one.kind in SPOILT and one.kind not in WRITTEN:
            yield one.name, form.filled() | {one.name: [SPOILT[one.kind]]}, {one.id}


def _faults(got: TestResponse, form: Form, typed: Typed, at: set[str]) -> Iterator[str]:
    if not 400 <= got.status_code < 500:
        yield f"answered {got.status_code}"
        return
    again = next((one for one in forms_on(got.text) if one.action == form.action), None)
    if again is None:
        yield f"{got.status_code} without the form"
        return
    yield from (f"nothing is said at {one}" for one in at - again.said.keys())
    yield from (
        f"{where}: {words!r}" for where, words in again.said.items() if not VIETNAMESE.search(words)
    )
    stands = again.stands()
    for one in form.entries:
        was = typed.get(one.name, [])
        if one.kind in SECRET:
            yield from (f"{one.name} is written back" for word in was if f'"{word}"' in got.text)
        elif {*was} - {*stands.get(one.name, []), SPOILT["select"]}:
            yield f"{one.name} is lost: {stands.get(one.name)}"


@pytest.fixture
def walk(one_app: Flask) -> Walk:
    return Walk(one_app)


def test_every_form_says_what_is_wrong_at_its_entry_and_loses_nothing(
    walk: Walk, one_cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    box = opened(walk.app, monkeypatch)
    box.lay("trống.pdf", b"")
    box.work()
    walk.at(one_cast.lan.browser(), "/scans")
    for round_ in (rounds.coming, rounds.shut_away, rounds.going, rounds.office, rounds.half_in):
        walk.through(one_cast, round_(one_cast))
    monkeypatch.setattr(founding, "is_founded", lambda: False)
    walk.at(Browser(walk.app, use_cookies=True), f"/first?key={founding.key()}")
    assert walk.wrong == []
    assert _doors(walk.app) - walk.seen == {*BUTTONS, *NOT_WALKED}


def _doors(app: Flask) -> set[str]:
    """Every door of these rooms that takes a form: a step, a deed, each by its name."""
    rules = [rule.endpoint for rule in app.url_map.iter_rules() if "POST" in (rule.methods or ())]
    pages = [one for one in rules if not one.startswith("api.")]
    here = [one for one in pages if app.view_functions[one].__module__.startswith(ROOMS)]
    return {f"{one}:{name}" if name else one for one in here for name in NAMED.get(one, ("",))}
