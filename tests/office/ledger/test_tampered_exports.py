"""A thousand places of an exported log, each touched in five ways: all are found, all are named.

Pure: the log is made here, in memory, as `ledger export` writes it (PEERS §4, 20).
"""

import json
import random
import re

import pytest
from cryptography.exceptions import InvalidSignature

from server.audit.services import canonical
from server.ledger.outside.bundle import EXPORT, PROOF, examine
from server.ledger.outside.evidence import Bad, Trusted
from signing.checkpoint import make_log_key, sign_checkpoint
from signing.merkle import Tree, consistency_proof, inclusion_proof, leaf_hash
from signing.note import b64
from signing.witnessing import Asked, Witness
from tests import stranger

ENTRIES, PLACES = 60, 200
HEADS = (1, 17, 32, ENTRIES)


class Log:
    """Sixty entries under four heads, the last one countersigned by a commune."""

    def __init__(self, folder):
        self.folder, self.tree = folder, Tree()
        self.key = make_log_key(folder, "huyen.example")
        self.data = [self._entry(n) for n in range(ENTRIES)]
        for one in self.data:
            self.tree.append(one.encode())
        self.witness = Witness.founded(folder / "xa", "xa.example/nhan-chung")
        self.witness.watch(self.key)
        self.notes = [sign_checkpoint(folder, self.key, self.tree.head(n)) for n in HEADS]
        self.notes[-1] += self.witness.countersign(Asked(0, (), self.notes[-1]), 1_790_000_000)
        self.trusted = Trusted(self.key, (self.witness.key,))

    @staticmethod
    def _entry(n):
        said = {"event": "register", "doc": f"incoming/{n % 7}", "seq": n, "agency": n % 3}
        return canonical(said)

    def export(self):
        head = {"format": EXPORT, "key": str(self.key), "size": ENTRIES, "checkpoints": self.notes}
        return [json.dumps(head), *map(self.line, range(ENTRIES), self.data)]

    @staticmethod
    def line(seq, data):
        return json.dumps({"seq": seq, "data": data, "hash": leaf_hash(data.encode()).hex()})

    def proof(self, document="incoming/3"):
        entries = [
            {
                "seq": n,
                "data": one,
                "proof": [*map(b64, inclusion_proof(n, ENTRIES, self.tree.node))],
            }
            for n, one in enumerate(self.data)
            if f'"{document}"' in one
        ]
        old = [*map(b64, consistency_proof(32, ENTRIES, self.tree.node))]
        said = {"format": PROOF, "document": document, "key": str(self.key), "entries": entries}
        said |= {
            "checkpoint": self.notes[-1],
            "earlier": {"checkpoint": self.notes[2], "proof": old},
        }
        return said


@pytest.fixture(scope="module")
def log(tmp_path_factory):
    return Log(tmp_path_factory.mktemp("log"))


def altered(log, lines, n):
    """A forger changes an entry and hashes it anew."""
    data = log.data[n].replace("register", "returned")
    return [*lines[: n + 1], log.line(n, data), *lines[n + 2 :]], r"mục \d+–\d+: có mục không khớp"


def touched(log, lines, n):
    """The same by who does not know of hashes."""
    line = lines[n + 1].replace("register", "returned")
    return [
        *lines[: n + 1],
        line,
        *lines[n + 2 :],
    ], rf"mục {n} \(incoming/{n % 7}\): nội dung đã bị"


def dropped(log, lines, n):
    return [*lines[: n + 1], *lines[n + 2 :]], rf"mục {n}: thiếu"


def swapped(log, lines, n):
    other = (n + 1 + n % 5) % ENTRIES
    first, second = sorted((n, other))
    made = [*lines]
    made[first + 1], made[second + 1] = made[second + 1], made[first + 1]
    return made, rf"mục {first}: sai thứ tự, đứng sau mục {second}"


def doubled(log, lines, n):
    return [*lines[: n + 2], lines[n + 1], *lines[n + 2 :]], rf"mục {n}: có hai lần"


def cut(log, lines, n):
    return lines[: n + 1], rf"mục {n}: thiếu, tệp bị cắt ở cuối \(điểm chốt đã ký có {ENTRIES} mục"


def renumbered(log, lines, n):
    """One is put in, and those behind it counted on."""
    more = [json.loads(one)["data"] for one in lines[1:]]
    more.insert(n, more[n])
    return [lines[0], *map(log.line, range(len(more)), more)], rf"mục {n + 1} .*mang số thứ tự khác"


WAYS = [altered, touched, dropped, swapped, doubled, cut, renumbered]


@pytest.mark.parametrize("way", WAYS)
def test_whatever_is_done_to_an_exported_log_is_found_and_named(log, way):
    lines, places = log.export(), random.Random(20)  # noqa: S311 - the same places in each run
    for n in (places.randrange(ENTRIES) for _ in range(PLACES)):
        forged, words = way(log, lines, n)
        with pytest.raises(Bad, match=f"^{words}"):
            examine(forged, log.trusted)


@pytest.mark.parametrize("way", WAYS)
def test_a_strangers_verifier_finds_it_too(log, way):
    forged, _ = way(log, log.export(), 23)
    with pytest.raises(AssertionError):
        stranger.verify(forged, str(log.key))


def test_both_find_an_honest_log_honest(log):
    sound = examine(log.export(), log.trusted)
    assert (sound.entries, sound.witnessed) == (ENTRIES, {"xa.example/nhan-chung": 1_790_000_000})
    stranger.verify(log.export(), str(log.key), [str(log.witness.key)])


def test_both_find_an_honest_proof_honest(log):
    line = json.dumps(log.proof())
    assert examine([line], log.trusted).entries == 9
    stranger.verify([line], str(log.key), [str(log.witness.key)])


def bent(said, path, value):
    """The proof with another value at `path`."""
    made = json.loads(json.dumps(said))
    *way, last = path
    place = made
    for step in way:
        place = place[step]
    place[last] = value
    return json.dumps(made)


@pytest.mark.parametrize(
    ("path", "value", "words"),
    [
        (("entries", 2, "seq"), 18, "mục 18 .*không nằm trong"),
        (("entries", 2, "proof"), [], "không nằm trong"),
        (("entries", 0, "data"), '{"doc":"incoming/3","seq":3}', "không nằm trong"),
        (("document",), "incoming/4", "không nói về incoming/4"),
        (("checkpoint",), "huyen.example\n60\nAAAA\n\n— x AAAAAAAA\n", "không do khóa"),
        (("earlier", "proof"), [], "điểm chốt 32 mục không phải phần đầu"),
    ],
)
def test_a_bent_proof_is_refused(log, path, value, words):
    with pytest.raises(Bad, match=words):
        examine([bent(log.proof(), path, value)], log.trusted)
    if path[0] != "earlier":
        with pytest.raises((AssertionError, InvalidSignature, ValueError)):
            stranger.verify([bent(log.proof(), path, value)], str(log.key))


def test_a_witness_that_saw_another_head_is_no_witness(log):
    note = log.notes[-1].split("\n\n")[0] + "\n\n" + log.notes[-1].split("\n\n")[1].split("\n")[0]
    with pytest.raises(Bad, match=re.escape("nhân chứng xa.example/nhan-chung chưa ký")):
        examine([bent(log.proof(), ("checkpoint",), f"{note}\n")], log.trusted)


def test_two_heads_of_one_size_contradict_each_other(log):
    other = Tree()
    for n in range(17):
        other.append(f"khác {n}".encode())
    lines = log.export()
    first = json.loads(lines[0])
    first["checkpoints"].append(sign_checkpoint(log.folder, log.key, other.head()))
    with pytest.raises(Bad, match="hai điểm chốt cùng số mục mâu thuẫn"):
        examine([json.dumps(first), *lines[1:]], log.trusted)
