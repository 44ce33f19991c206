"""The single places (STYLE §2): each rule of the house is one test that reads the source."""

import ast
import re

import pytest

from server import policy
from server.answers import ANSWERS
from server.archive.steps import STEPS as CASE_STEPS
from server.documents.earlier.steps import STEPS as EARLIER_STEPS
from server.documents.incoming.holders import HOLDERS as INCOMING_HOLDERS
from server.documents.incoming.steps import STEPS as INCOMING_STEPS
from server.documents.outgoing.holders import HOLDERS as OUTGOING_HOLDERS
from server.documents.outgoing.steps import STEPS as OUTGOING_STEPS
from server.documents.tasks.models import HOLDERS as TASK_HOLDERS
from server.documents.tasks.steps import STEPS as TASK_STEPS
from server.meetings.holders import HOLDERS as MEETING_HOLDERS
from server.meetings.steps import STEPS as MEETING_STEPS
from server.words_of.law import OUTGOING_STATES, STATES, STEPS, VERBS
from tests.reading import CODE, calls, nodes, places_calling, python, templates, text
from workflows import CASEFILE, EARLIER, INCOMING, MEETING, OUTGOING, TASK
from workflows.law import Role

LAWS = (INCOMING, OUTGOING, MEETING, TASK, CASEFILE, EARLIER)
COUNTERS = {
    **{"incoming": INCOMING_STEPS, "outgoing": OUTGOING_STEPS, "meetings": MEETING_STEPS},
    **{"tasks": TASK_STEPS, "casefiles": CASE_STEPS, "earlier": EARLIER_STEPS},
}

DEMO_PLAN = "a plan of the demo world, which becomes rows by perform's own functions"
DELIVERY = "a delivery is no paper: its states are DOMAIN §8.5's"
ALLOWED = {
    "state": {
        "server/perform.py:paper": "the only writer of a paper's state",
        "server/documents/delivery/services.py:delivery": DELIVERY,
        "server/exchange/carrier.py:delivery": DELIVERY,
        "server/exchange/hearing.py:delivery": DELIVERY,
        "server/exchange/carrier.py:letter": "an envelope under way",
        "server/exchange/hearing.py:letter": "the answer to an envelope of ours",
        "server/documents/incoming/directing.py:old": "what a unit owes, not the paper",
        "server/documents/incoming/handling.py:one": "what a unit owes, not the paper",
        "server/admin/workbook/importing.py:draft": "a workbook, done once",
        "server/admin/staff/posts.py:grant": "an alarm: a post that somebody tried to give himself",
        "server/admin/staff/grants.py:grant": "a post that waits for its second person",
        "server/demo/loader_incoming.py:mine": DEMO_PLAN,
        "server/demo/loader_walk.py:self": DEMO_PLAN,
        "server/demo/papers_in.py:self": DEMO_PLAN,
        "server/demo/papers_commune.py:handling": DEMO_PLAN,
    },
    "commit": {
        "server/database.py": "transaction()",
        "server/writers.py": "the same, for who waits",
        "server/schema.py": "a migration: its connection is no session, and no act is open",
    },
    "clock": {
        "server/clock.py": "now()",
        "server/bench/acts.py": "measures",
        "server/bench/turns.py": "measures",
        "server/bench/hall.py": "measures",
        "server/live/pinger.py": "the library's own heartbeat",
        "signing/fitness.py": "the cabinet knows nothing of the office, so it has its own clock",
        "signing/demo.py": "the same",
        "signing/timestamper.py": "the same",
        "signing/rfc3161.py": "the same",
        "signing/verifier/judging.py": "the same",
        "signing/verifier/verdict.py": "the same",
    },
    "emit": {
        "server/outbox.py": "deliver(), after the commit",
        "server/web.py": "goodbye to every socket on the way down",
    },
    "write": {
        "server/hush.py": "some bytes that the processes of a machine share",
        "server/files/shelves.py": "a folder on the disk, for the store's keep()",
        "server/files/bucket.py": "copies of what lies in a bucket, for some minutes",
        "server/backup/archive.py": "an archive is unpacked beside a home, not into its store",
        "server/files/strongbox.py": "the key that suspects are locked with; the store asks it",
        "server/uploads/child.py": "an inspection child answers its parent through a pipe",
        "server/uploads/handed/libreoffice.py": "a word processor's folder, gone with it",
    },
    "thread": {
        "server/bench/houses.py": "reads what its child says",
        "server/at_once.py": "works where a PIN was typed: no other process may be told it",
        "server/jobs.py": "rings the consumer's bell",
        "server/pool.py": "wakes the pool's children early",
        "server/run.py": "reads what its children say",
        "server/uploads/pool.py": "ends an inspection that takes too long",
        "server/web.py": "drains, and sweeps announcements",
        "server/worker.py": "drains",
        "signing/asking.py": "lets go of a service that does not answer in time",
    },
    "key": {},
}
"""Each single place; a second one stands here with its reason, or not at all."""

KNOWN: dict[str, dict[str, str]] = {}
"""What the house breaks today: rule → place → what. Reported; none may be added."""


def _only(rule: str, found: set[str]) -> None:
    known = set(ALLOWED[rule]) | set(KNOWN.get(rule, {}))
    assert found == known, f"a second home of: {rule}; or no longer there, take it off the table"


def test_a_paper_changes_its_state_in_one_place() -> None:
    writers = {
        f"{place}:{ast.unparse(node.value)}"
        for place, node in nodes(ast.Attribute)
        if node.attr == "state" and isinstance(node.ctx, ast.Store)
    }
    _only("state", writers)


def test_the_database_is_committed_in_one_place() -> None:
    _only("commit", places_calling(".commit"))


def test_the_time_is_read_in_one_place() -> None:
    ends = ("datetime.now", "datetime.today", "date.today", ".utcnow", "time.time", "time_ns")
    _only("clock", places_calling(*ends))


def test_a_socket_speaks_in_one_place() -> None:
    _only("emit", places_calling(".emit"))


def test_a_file_is_kept_in_one_place() -> None:
    written = {
        place
        for place, called, call in calls(("server/",))
        if called.endswith((".write_bytes", ".NamedTemporaryFile"))
        or (called.endswith("open") and re.search("'[wxa]b", ast.unparse(call)))
    }
    _only("write", written)


def test_no_job_is_a_thread() -> None:
    _only("thread", places_calling("Thread", "Timer"))


def test_a_number_is_never_the_last_one_plus_one() -> None:
    for place, node in nodes(ast.BinOp):
        assert not re.search(r"max\([^)]*number[^)]*\)\s*\+\s*1", ast.unparse(node)), place


def test_no_template_asks_for_a_role() -> None:
    """Who may is a row of the law; a role in a template would be a second one."""
    for name in templates():
        assert not re.search(r"\b(me|actor|user)\.roles?\b", text(name)), name


def test_no_page_is_refused_without_its_words() -> None:
    assert places_calling("abort") == set()
    for place, called, call in calls():
        if called == "flash":
            (first, *_rest) = call.args
            assert not isinstance(first, ast.Constant), f"{place}: words without _()"


def test_services_queries_and_models_do_not_know_the_web() -> None:
    inner = ("services.py", "queries.py", "models.py", "claims.py", "shapes.py", "perform.py")
    for place, node in nodes(ast.ImportFrom, ast.Import):
        module = getattr(node, "module", None) or node.names[0].name
        if place.endswith(inner) and place != "server/door/models.py":
            assert module.split(".")[0] not in {"flask", "flask_wtf"}, place


def test_imports_are_at_the_top_and_absolute() -> None:
    for place, node in nodes(ast.FunctionDef, ast.AsyncFunctionDef):
        inside = [one for one in ast.walk(node) if isinstance(one, ast.Import | ast.ImportFrom)]
        assert inside == [], f"{place}: an import inside {node.name}()"
    for place, node in nodes(ast.ImportFrom):
        assert node.level == 0, f"{place}: a relative import"
        assert node.names[0].name != "*", f"{place}: a star"
        assert node.names[0].name != "TYPE_CHECKING", f"{place}: a hidden cycle"


def test_only_the_cabinet_opens_a_key() -> None:
    found = set()
    for place, node in nodes(ast.ImportFrom, ast.Import, rooms=("server/", "workflows/")):
        module = getattr(node, "module", None) or node.names[0].name
        if module.split(".")[0] in {"pyhanko", "cryptography", "asn1crypto"}:
            found.add(place)
    _only("key", found)


def test_nobody_prints_or_logs_a_secret() -> None:
    for place, called, call in calls():
        if called.startswith(("log.", "logger.", "logging.")) or called.endswith("echo"):
            said = {ast.unparse(one) for one in [*call.args, *(k.value for k in call.keywords)]}
            assert not said & {"pin", "password", "secret"}, place


# answers, words, buttons


def _reasons() -> dict[str, set[str]]:
    """Every reason that is raised by its name, with the files that raise it."""
    found: dict[str, set[str]] = {}
    for place, called, call in calls():
        if called.split(".")[-1] in ("Refused", "SealFailed") and call.args:
            for one in _constants(call.args[0]):
                found.setdefault(one, set()).add(place)
    return found


def _constants(said: ast.expr) -> list[str]:
    if isinstance(said, ast.IfExp):
        return [*_constants(said.body), *_constants(said.orelse)]
    return [said.value] if isinstance(said, ast.Constant) and said.value else []


def _guards() -> set[str]:
    return {g.__name__ for law in LAWS for t in law.transitions for g in (*t.offered, *t.asked)}


def test_every_reason_for_a_no_has_its_words() -> None:
    lacking = {reason: at for reason, at in _reasons().items() if reason not in ANSWERS}
    assert lacking == {}
    assert _guards() - set(ANSWERS) == set()


def test_every_answer_is_given_somewhere() -> None:
    said = {
        node.value
        for place, node in nodes(ast.Constant)
        if isinstance(node.value, str) and place not in HOMES_OF_WORDS
    }
    unused = set(ANSWERS) - said - _guards()
    assert unused == set()


HOMES_OF_WORDS = {
    "server/answers/people.py",
    "server/answers/scans.py",
    "server/answers/joint.py",
    "server/answers/beside.py",
    "server/answers/meetings.py",
    "server/answers/tasks.py",
    "server/answers/auditing.py",
    "server/answers/volumes.py",
    "server/uploads/answers.py",
}


def test_every_answer_ends_as_a_sentence_and_is_a_refusal() -> None:
    for reason, answer in ANSWERS.items():
        assert 400 <= answer.status < 600, reason
        assert str(answer.words)[-1] in ".?}”)", reason


def test_every_state_has_its_word_and_every_word_a_state() -> None:
    assert set(STATES) == INCOMING.states | OUTGOING.states
    assert OUTGOING.states <= set(OUTGOING_STATES)


def test_every_step_has_its_words() -> None:
    assert INCOMING.names | OUTGOING.names <= set(STEPS)


def test_every_verb_of_a_desk_has_its_words() -> None:
    seconds = {t.name for law in LAWS for t in law.transitions if t.seconds}
    assert {wait.verb for law in LAWS for wait in law.waits} | seconds <= set(VERBS)


@pytest.mark.parametrize("law", LAWS, ids=lambda law: law.name)
def test_every_step_has_a_button_or_is_taken_by_the_server_or_brings_a_paper_in(law) -> None:
    steps = [t for t in law.transitions if t.source and (t.roles | t.seconds) - {Role.SYSTEM}]
    own_pages = ("edit", "attach", "ask_access", "drop_access", "read_by", "destroy")
    assert set(COUNTERS[law.name]) == {t.name for t in steps if not t.name.startswith(own_pages)}


@pytest.mark.parametrize("law", LAWS, ids=lambda law: law.name)
def test_every_right_is_a_right_to_a_step_of_the_law(law) -> None:
    rights = {key.split(".")[1] for key in policy.RIGHTS if key.startswith(f"{law.name}.")}
    assert rights <= law.names


def test_every_right_belongs_to_a_workflow() -> None:
    assert {key.split(".")[0] for key in policy.RIGHTS} == {law.name for law in LAWS}


@pytest.mark.parametrize(
    ("law", "holders"),
    [
        (INCOMING, INCOMING_HOLDERS),
        (OUTGOING, OUTGOING_HOLDERS),
        (MEETING, MEETING_HOLDERS),
        (TASK, TASK_HOLDERS),
    ],
)
def test_every_holder_that_the_law_names_can_be_found(law, holders) -> None:
    named = {one.holder for one in (*law.waits, *law.reads)}
    assert named == set(holders)


def test_the_rules_look_at_the_whole_house() -> None:
    assert len(python(*CODE)) > 200
    assert len(templates()) > 20
