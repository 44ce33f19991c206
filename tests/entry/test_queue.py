"""The line between web processes: who is told what, and how many pages somebody has anywhere."""

import contextlib
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
    with here.telling("ev", {"seq": 1}):
        assert ear.get(timeout=PATIENCE) == {"seq": 1}, "while this one still speaks to its own"
    with there.telling("ev", {"seq": 2}):
        pass
    assert ear.get(timeout=PATIENCE) == {"seq": 2}
    assert ear.empty()


def test_a_line_is_given_back_whatever_goes_wrong_meanwhile(lines):
    here, _there = lines
    known = here._asked.connection_pool
    before = len(known._available_connections)
    for seq in range(3):
        with contextlib.suppress(ValueError), here.telling("ev", {"seq": seq}):
            raise ValueError
    assert (len(known._in_use_connections), len(known._available_connections)) == (0, before)


def test_where_redis_dies_while_one_speaks_the_own_pages_hear_all_of_it(lines, monkeypatch):
    here, _there = lines
    said = []
    with here.telling("ev", {"seq": 1}):
        (line,) = here._asked.connection_pool._in_use_connections
        line._sock.shutdown(socket.SHUT_RDWR)
        said.append(1)
    with here.telling("ev", {"seq": 2}):
        said.append(2)
    assert said == [1, 2]
    assert here._asked.connection_pool._in_use_connections == set()
    monkeypatch.setattr(here, "_rests_until", 0.0)
    assert here.opens(27, 1), "and after its rest it is asked again"


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
    assert there.opens(7, 2)
    assert there.opens(7, 2)  # one's own pages are counted at one's own door
    assert not here.opens(7, 2)
    assert here.opens(8, 2)
    there.closes(7)
    assert here.opens(7, 2)
    assert there.opens(7, 2)
    assert not there.opens(7, 1)


def test_who_is_not_let_in_is_not_counted(lines):
    here, there = lines
    assert there.opens(17, 1)
    assert not here.opens(17, 1)
    assert there.opens(17, 1)


def test_what_a_dead_process_counted_is_forgotten_with_it(lines):
    here, there = lines
    assert there.opens(9, 1)
    there.stays()
    assert 0 < here._asked.ttl(there._pages) <= queue.KEPT
    here._asked.delete(there._pages)  # as when its time is over
    assert here.opens(9, 1)
    assert there.host_id not in here._asked.smembers(queue.HOUSES)


def test_without_its_redis_a_process_speaks_and_counts_for_itself_and_asks_no_more(monkeypatch):
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    alone = Queue(f"redis://127.0.0.1:{port}/0")
    alone.closes(7)
    tried = []
    monkeypatch.setattr(alone, "_open", lambda **asked: tried.append(asked["args"][2]))
    with alone.telling("ev", {"seq": 1}):
        tried.append("own pages")
    assert tried == ["own pages"]
    tried.clear()
    assert (alone.opens(7, 1), tried) == (True, [])
    monkeypatch.setattr(alone, "_rests_until", 0.0)
    alone.opens(7, 1)
    assert tried == [7]


def test_several_work_where_there_is_a_queue_and_one_where_there_is_none(monkeypatch):
    assert web.processes(None) == 1
    for cores, many in ((1, 2), (2, 2), (3, 3), (64, 4)):
        monkeypatch.setattr(web.os, "cpu_count", lambda cores=cores: cores)
        assert web.processes("redis://here") == many


def test_no_two_processes_have_one_name():
    assert House().name != House().name
