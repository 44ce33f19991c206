"""`congso bench` says one figure and its floor, in words or as JSON."""

import json
from functools import partial

import pytest
from click.testing import CliRunner

from server import bench, pool
from server.bench import batch
from server.bench.fanout import TIMES, VOTES
from server.cli import office

ONCE = {"times": 1, "rounds": 1}
HEAPS = {
    "inbox": ONCE | {"documents": 1_500, "few": 200},
    "search": ONCE | {"documents": 1_500},
    "board": {"times": 1, "documents": 1_500},
    "ledger": {"entries": 400, "measured": 200},
    "fanout": ONCE | {"many": 4},
}
SAID = {"name", "ours", "floor", "ratio", "unit", "aim"}


@pytest.fixture(scope="module")
def asked(tmp_path_factory):
    """The command where no office is yet, with no more rounds than it takes to see it work."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CONGSO_HOME", str(tmp_path_factory.mktemp("bench") / "home"))
        for name, measure in bench.BENCHES.items():
            patch.setitem(bench.BENCHES, name, partial(measure, **HEAPS.get(name, ONCE)))
        patch.setattr(batch, "LOOKS", 3)
        yield lambda *words: CliRunner().invoke(office, ["bench", *words])
    pool.close()


@pytest.mark.parametrize("name", [name for name in bench.BENCHES if name != "fanout"])
def test_every_bench_prints_ours_its_floor_and_their_ratio(asked, name):
    got = asked(name, "--json")
    assert got.exit_code == 0, got.output
    said = json.loads(got.stdout)
    assert said.keys() >= SAID
    assert (said["name"], said["ours"] > 0, said["floor"] > 0) == (name, True, True)
    assert said["ratio"] == pytest.approx(said["ours"] / said["floor"], rel=0.1, abs=0.001)


def test_four_delegates_at_real_clients_come_hear_vote_and_come_back(asked):
    """The office's own web part, and npm's socket.io-client; with five hundred it is the figure."""
    said = json.loads(asked("fanout", "--json").stdout)
    assert [said[name] for name in ("delegates", "back")] == [4, 4]
    assert [said[name] for name in ("votes_taken", "votes_counted")] == [4 * VOTES] * 2
    assert [said[f"all_{name}"] for name in ("delegates", "back")] == [8, 8]
    assert said["all_votes_counted"] == 8 * VOTES
    assert [said[f"signing_{name}_of_quiet"] > 0 for name in TIMES] == [True] * 6
    assert [said[f"again_{name}"] > 0 for name in TIMES[2:]] == [True] * 4


def test_without_json_it_is_one_line_for_people(asked):
    got = asked("page")
    assert got.exit_code == 0, got.output
    assert len(got.stdout.splitlines()) == 1
    assert got.stdout.startswith("page: ")
    assert "tỷ lệ" in got.stdout


@pytest.mark.parametrize("name", ["transition", "inbox"])
def test_the_same_bench_may_be_asked_twice_in_a_row(asked, name):
    assert [asked(name).exit_code for _ in range(2)] == [0, 0]


def test_an_unknown_bench_is_named_beside_the_known_ones(asked):
    got = asked("haste")
    assert got.exit_code == 2
    assert "không có phép đo haste" in got.stderr
    assert all(name in got.stderr for name in bench.BENCHES)
