"""A commune countersigns the district's heads: only what continues what it saw before."""

import pytest

from signing.checkpoint import make_log_key, sign_checkpoint
from signing.merkle import Tree, consistency_proof
from signing.note import opened
from signing.witnessing import (
    Asked,
    Witness,
    WitnessRefused,
    seen_at,
)

AT = 1_790_000_000


class District:
    """A log that grows, its key, and what it asks of a witness."""

    def __init__(self, folder, name="huyen.example/so-cai"):
        self.folder, self.tree = folder, Tree()
        self.key = make_log_key(folder, name)

    def grow(self, count, word="sự kiện"):
        for n in range(count):
            self.tree.append(f"{word} {self.tree.size + n}".encode())

    def asks(self, old, size=None):
        size = size or self.tree.size
        proof = consistency_proof(old, size, self.tree.node) if 0 < old < size else []
        note = sign_checkpoint(self.folder, self.key, self.tree.head(size))
        return Asked(old, tuple(proof), note)


@pytest.fixture
def district(tmp_path):
    log = District(tmp_path / "district")
    log.grow(5)
    return log


@pytest.fixture
def commune(tmp_path, district):
    witness = Witness.founded(tmp_path / "commune", "hoangphu.example/nhan-chung")
    witness.watch(district.key)
    return witness


def test_a_head_that_grew_is_countersigned_and_the_line_says_when(district, commune):
    asked = district.asks(0)
    note = asked.note + commune.countersign(asked, AT)
    assert seen_at(opened(note), commune.key) == AT
    district.grow(9)
    assert commune.countersign(district.asks(5), AT).startswith("— hoangphu.example/nhan-chung ")
    assert commune.last_seen(district.key) == district.tree.head()


def test_a_log_that_was_rewritten_is_refused_for_ever(district, commune):
    commune.countersign(district.asks(0), AT)
    forged = District(district.folder)
    forged.grow(14, "chuyện khác")
    with pytest.raises(WitnessRefused, match="contradiction"):
        commune.countersign(forged.asks(5), AT)
    assert commune.last_seen(district.key).size == 5


def test_another_head_of_the_same_size_is_refused(district, commune):
    commune.countersign(district.asks(0), AT)
    forged = District(district.folder)
    forged.grow(5, "chuyện khác")
    with pytest.raises(WitnessRefused, match="other_root"):
        commune.countersign(forged.asks(5), AT)


def test_an_older_log_is_told_how_far_the_witness_has_seen(district, commune):
    commune.countersign(district.asks(0), AT)
    with pytest.raises(WitnessRefused, match="other_size") as no:
        commune.countersign(district.asks(3, 4), AT)
    assert no.value.size == 5
    with pytest.raises(WitnessRefused, match="shrunk"):
        commune.countersign(Asked(5, (), district.asks(0, 4).note), AT)


def test_the_same_head_is_countersigned_again_after_an_answer_that_got_lost(district, commune):
    commune.countersign(district.asks(0), AT)
    again = district.asks(5)
    note = again.note + commune.countersign(again, AT + 9)
    assert seen_at(opened(note), commune.key) == AT + 9


def test_what_a_witness_saw_outlives_its_process(district, commune):
    commune.countersign(district.asks(0), AT)
    assert Witness(commune.folder).last_seen(district.key).size == 5


def test_a_log_that_nobody_asked_to_watch_is_unknown(commune, tmp_path):
    stranger = District(tmp_path / "other", "khac.example/so-cai")
    stranger.grow(1)
    with pytest.raises(WitnessRefused, match="unknown_log"):
        commune.countersign(stranger.asks(0), AT)


def test_a_head_that_another_key_signed_in_its_name_is_refused(commune, tmp_path):
    thief = District(tmp_path / "thief")
    thief.grow(7)
    with pytest.raises(WitnessRefused, match="not_signed"):
        commune.countersign(thief.asks(0), AT)


def test_a_proof_that_leads_elsewhere_is_refused(district, commune):
    commune.countersign(district.asks(0), AT)
    district.grow(4)
    asked = district.asks(5)
    with pytest.raises(WitnessRefused, match="contradiction"):
        commune.countersign(Asked(5, asked.proof[:-1], asked.note), AT)


def test_a_question_is_read_back_as_it_was_written(district):
    district.grow(9)
    asked = district.asks(5)
    assert Asked.parse(str(asked)) == asked
    assert str(asked).startswith("old 5\n")


@pytest.mark.parametrize(
    "body", ["", "old 1", "old 01\n\nx", "old 1\nAAAA\n\nx", "old 1\n!\n\nx", "new 1\n\nx"]
)
def test_what_is_no_question_is_malformed(body):
    with pytest.raises(WitnessRefused, match="malformed"):
        Asked.parse(body)


def test_a_question_about_no_note_is_malformed(commune):
    with pytest.raises(WitnessRefused, match="malformed"):
        commune.countersign(Asked(0, (), "x\n"), AT)


def test_a_line_in_the_name_of_a_witness_that_never_saw_it_is_no_witness(district, commune):
    first, second = district.asks(0, 3), district.asks(0, 4)
    line = commune.countersign(first, AT)
    assert seen_at(opened(second.note + line), commune.key) is None


def test_the_witnesss_key_is_for_nobody_elses_eyes(commune):
    assert (commune.folder / "witness.key").stat().st_mode & 0o077 == 0
