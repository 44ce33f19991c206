"""Every act that changes something is in the log: read from the source, function by function.

A function that opens a transaction must reach, through what it calls, a place that writes an event;
one that does not stands in SILENT with its reason. Calls are followed through imports.
"""

import ast
from pathlib import Path

import pytest

from server.audit import kinds
from tests.reading import python, tree

WORLDS = ("server/demo", "server/bench", "server/migrations", "server/backup")
WRITERS = {
    "server.audit.append",
    "server.audit.services.append",
    "server.audit.append_all",
    "server.audit.changes.changed",
    "server.perform.perform",
    "server.perform.enter",
    "server.perform.propose",
}
OPENERS = {"server.database.transaction", "server.papers.services.taking"}

SILENT = {
    "server.admin.workbook.importing.": "a sheet laid ready; what is imported of it is an event",
    "server.admin.jobs.begin_the_day": "names that begin today were decided, and logged, before",
    "server.documents.lists.minutes.Minutes._claim": "a claim; signed minutes are an event",
    "server.archive.packing.again": "it asks for a job; the package that is made is an event",
    "server.archive.plans.": "a list that is being written; its approval is an event",
    "server.archive.wiping.finish": "files of a case file whose destruction is an event",
    "server.desks.lateness.": "the clock's alarm, which changes no paper",
    "server.documents.casefiles.services.warn_all": "the clock's alarm, which changes no file",
    "server.handing_over.terms.look": "the clock's alarm, which changes no post",
    "server.reorganising.forewarning.look": "the clock's alarm, which changes no post",
    "server.documents.copies.sealing.begin": "a claim; the copy that is made is an event",
    "server.documents.earlier.handing_in.": "a sheet laid ready; what is taken over is an event",
    "server.documents.earlier.sending_again.": "the same sheet, mended",
    "server.documents.earlier.looking.": "what was found in its lines; they are no papers yet",
    "server.papers.scans.": "the words of a scan, for searches; its paper says what they change",
    "server.documents.scanned.reading.read_on_all": "it asks for a job; what is taken away is one",
    "server.documents.casefiles.gathering.gather_all": "it asks for a job; what is laid in is one",
    "server.documents.earlier.scans.": "the same of older scans; of what seems secret there is one",
    "server.documents.incoming.stamping.": "a picture of a paper, drawn again when it is gone",
    "server.door.services.": "tries, tokens and sessions: the door's own floor, below the log",
    "server.door.sessions.": "a session, which the change that ends it logs",
    "server.duty.calling.": "messages on their way; that somebody is rung is an event",
    "server.exporting.services.make": "a file; who asked, agreed and took it are events",
    "server.exporting.services.clear": "a file that leaves the disk",
    "server.exchange.resting._wake": "when a letter is tried; that it was is an event",
    "server.exchange.receiving.turn_away": "an envelope that was not taken; its sender is told",
    "server.exchange.signed.": "requests that came; what they bring is an event",
    "server.handing_over.confirming._claim": "a claim; the list that is signed is an event",
    "server.home.volume_signing.claim": "a claim; the signed volume is an event",
    "server.jobs.": "a job's progress",
    "server.lasting.": "what is due and who is at it; a file made to last longer is an event",
    "server.ledger.": "the log itself",
    "server.mail.": "letters of notice, and how one wants them",
    "server.meetings.calls.live.call": "who is in the call; attendance is an act",
    "server.meetings.sites.minding.": "how a site's line stands; attendance is an act",
    "server.meetings.live.minding.": "which web process minds a meeting; nothing of the meeting",
    "server.meetings.live.losing.after": "whose page hears a room; what shut it out is an event",
    "server.meetings.live.lines.": "who is connected; attendance is an act",
    "server.meetings.live.screens.put_up": "a screen that hangs for nothing yet",
    "server.meetings.live.screens._sweep": "codes that nobody typed in",
    "server.meetings.live.sweeping.": "events of a room that were lost, and old ones",
    "server.meetings.calling.inviting.ask_anew": "whose desk it lies on; to give up is an event",
    "server.meetings.minutes.unsigned.look": "whose desk it lies on; to take the chair is an event",
    "server.outbox.": "announcements",
    "server.papers.destroying.": "files of a paper whose destruction is an event",
    "server.papers.following.": "what one follows, and how far one looked: one's own",
    "server.papers.read_log.log_read": "reads are in a log of their own (DOMAIN §3.6)",
    "server.papers.shutting.": "files of a paper whose quarantine is an event",
    "server.reports.orders.order": "what one gets in the morning: one's own",
    "server.reports.orders.end": "so too",
    "server.reports.signing.claim": "a claim; the signed report is an event",
    "server.reorganising.jobs.": "what a rehearsal said, why a midnight waits; it is an event",
    "server.repeats.": "answers to requests said twice",
    "server.rota.": "rounds by the clock",
    "server.scanbox.": "what lies on the scan table; what becomes of a scan is an event",
    "server.search.saved.": "one's own saved searches",
    "server.signatures.claims.": "claims and serial numbers",
    "server.signatures.pins._forget": "a right PIN after wrong ones",
    "server.taking_along.ask": "a list is asked for; an auditor's report, once made, is an event",
}


def _known(module: str, source: ast.Module) -> dict[str, str]:
    """What each name of a module means elsewhere."""
    made = (ast.FunctionDef, ast.ClassDef)
    seen = {one.name: f"{module}.{one.name}" for one in source.body if isinstance(one, made)}
    for node in ast.walk(source):
        if isinstance(node, ast.ImportFrom):
            seen |= {one.asname or one.name: f"{node.module}.{one.name}" for one in node.names}
    return seen


def _told(node: ast.AST, seen: dict[str, str], within: str) -> str | None:
    if isinstance(node, ast.Name):
        return seen.get(node.id)
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
        owner = within if node.value.id == "self" else seen.get(node.value.id)
        return f"{owner}.{node.attr}" if owner else None
    return None


@pytest.fixture(scope="module")
def calls() -> dict[str, set[str]]:
    """Every function of the office, and all that it names."""
    found: dict[str, set[str]] = {}
    for name in python("server/"):
        if name.startswith(WORLDS):
            continue
        module = ".".join(Path(name).with_suffix("").parts).removesuffix(".__init__")
        seen = _known(module, tree(name))
        for owner, node in _functions(tree(name), module):
            told = {_told(one, seen, owner) for one in ast.walk(node)}
            found[f"{owner}.{node.name}"] = {one for one in told if one}
    return found


def _functions(node: ast.AST, owner: str) -> list[tuple[str, ast.FunctionDef]]:
    made = []
    for one in ast.iter_child_nodes(node):
        if isinstance(one, ast.FunctionDef):
            made.append((owner, one))
        elif isinstance(one, ast.ClassDef):
            made += _functions(one, f"{owner}.{one.name}")
    return made


def _writes(name: str, calls: dict[str, set[str]], seen: set[str]) -> bool:
    if name in WRITERS or name in seen:
        return name in WRITERS
    seen.add(name)
    return any(_writes(one, calls, seen) for one in calls.get(name, ()))


def test_whoever_opens_a_transaction_writes_an_event_or_says_why_not(calls):
    opening = {one for one, told in calls.items() if told & OPENERS} - OPENERS
    assert len(opening) > 150
    silent = {one for one in opening if not _writes(one, calls, set())}
    assert {one for one in silent if not one.startswith(tuple(SILENT))} == set()
    assert {why for why in SILENT if not any(one.startswith(why) for one in silent)} == set()


def test_every_kind_of_event_is_written_somewhere():
    text = "\n".join(
        Path(name).read_text() for name in python("server/") if "audit/kinds" not in name
    )
    built = {"sign_volume", "seal_volume"}  # f"{step}_volume"
    assert {name for name in kinds.KINDS if f'"{name}"' not in text} <= built


def test_a_kind_stands_in_one_area_alone():
    assert sum(len(part.KINDS) for part in kinds.PARTS) == len(kinds.KINDS)


def test_nobodys_words_go_into_the_log():
    kinds.require("delegated", ["by", "position", "post"])
    kinds.require("register", ["prev_state", "state"])
    for event, fact in (("delegated", "reason"), ("register", "subject"), ("gossip", "words")):
        with pytest.raises(kinds.UnknownFact, match=f"{event}: {fact}"):
            kinds.require(event, [fact])
