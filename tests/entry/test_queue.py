"""The line between web processes: who is told what, and how many pages somebody has anywhere."""

import logging
import queue as waiting
import socket

import pytest
from socketio import Server

from server import web
from server.live import queue
from server.live.queue import Queue
from server.sockets import House
from tests.entry.watching import PATIENCE, until

QUIET = logging.getLogger("tests.quiet")
"""They listen on when their Valkey is gone, and have nobody to tell it."""
QUIET.disabled = True


@pytest.fixture
def lines(valkey_server):
    """Two processes' ends of it, each of a server of its own, listening."""
    made = []
    for _ in range(2):
        line = Queue(valkey_server)
        line.logger = QUIET
        Server(client_manager=line, async_mode="threading")
        line.initialize()
        made.append(line)
    here, there = made
    until(lambda: here._asked.pubsub_numsub(queue.CHANNEL)[0][1] >= 2, "both listen")
    return here, there


@pytest.fixture
def ear(monkeypatch):
    """What another process told of, as it came."""
    heard = waiting.Queue()
    monkeypatch.setattr(queue, "_ears", {"ev": heard.put})
    return heard


def test_the_others_are_told_and_nobody_hears_himself(lines, ear):
    here, there = lines
    here.tell("ev", {"seq": 1})
    assert ear.get(timeout=PATIENCE) == {"seq": 1}
    there.tell("ev", {"seq": 2})
    assert ear.get(timeout=PATIENCE) == {"seq": 2}
    assert ear.empty()


def test_what_has_no_ear_goes_to_the_pages_as_ever(lines, ear, monkeypatch):
    here, _there = lines
    said = waiting.Queue()
    seam = "socketio.manager.Manager.emit"
    monkeypatch.setattr(seam, lambda _self, event, *_data, **_how: said.put(event))
    here.emit("notice", {"id": 1}, room="person:1")
    assert [said.get(timeout=PATIENCE) for _ in range(2)] == ["notice", "notice"]
    assert ear.empty()


def test_an_accounts_pages_are_counted_over_all_processes(lines):
    here, there = lines
    there.counts(7, 1)
    there.counts(7, 1)
    there.counts(7, -1)
    assert (here.elsewhere(7), here.elsewhere(8), there.elsewhere(7)) == (1, 0, 0)


def test_what_a_dead_process_counted_is_forgotten_with_it(lines):
    here, there = lines
    there.counts(9, 1)
    there.stays()
    assert 0 < here._asked.ttl(there._pages) <= queue.KEPT
    here._asked.delete(there._pages)  # as when its time is over
    assert here.elsewhere(9) == 0
    assert there.host_id not in here._asked.smembers(queue.HOUSES)


def test_without_its_redis_a_process_speaks_and_counts_for_itself_and_asks_no_more(monkeypatch):
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    alone = Queue(f"redis://127.0.0.1:{port}/0")
    alone.counts(7, 1)
    tried = []
    monkeypatch.setattr(alone, "_elsewhere", tried.append)
    alone.tell("ev", {"seq": 1})
    assert (alone.elsewhere(7), tried) == (0, [])
    monkeypatch.setattr(alone, "_rests_until", 0.0)
    alone.elsewhere(7)
    assert tried == [7]


def test_several_work_where_there_is_a_queue_and_one_where_there_is_none(monkeypatch):
    assert web.processes(None) == 1
    for cores, many in ((1, 2), (2, 2), (3, 3), (64, 4)):
        monkeypatch.setattr(web.os, "cpu_count", lambda cores=cores: cores)
        assert web.processes("redis://here") == many


def test_no_two_processes_have_one_name():
    assert House().name != House().name
