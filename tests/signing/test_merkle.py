"""The log's tree against the definition of RFC 6962, written down naively here."""

import pytest

from signing.merkle import (
    EMPTY,
    Head,
    Tree,
    appended,
    consistency_proof,
    consistent,
    includes,
    inclusion_proof,
    leaf_hash,
    node_hash,
    root,
)

LEAVES = [f"sự kiện {number}".encode() for number in range(130)]


def _split(count):
    return max(1 << power for power in range(8) if 1 << power < count)


def _naive_root(leaves):
    if len(leaves) == 1:
        return leaf_hash(leaves[0])
    middle = _split(len(leaves))
    return node_hash(_naive_root(leaves[:middle]), _naive_root(leaves[middle:]))


def _naive_inclusion(index, leaves):
    if len(leaves) == 1:
        return []
    middle = _split(len(leaves))
    if index < middle:
        return [*_naive_inclusion(index, leaves[:middle]), _naive_root(leaves[middle:])]
    return [*_naive_inclusion(index - middle, leaves[middle:]), _naive_root(leaves[:middle])]


def _naive_consistency(old, leaves, whole=True):
    if old == len(leaves):
        return [] if whole else [_naive_root(leaves)]
    middle = _split(len(leaves))
    if old <= middle:
        return [*_naive_consistency(old, leaves[:middle], whole), _naive_root(leaves[middle:])]
    rest = _naive_consistency(old - middle, leaves[middle:], whole=False)
    return [*rest, _naive_root(leaves[:middle])]


@pytest.fixture(scope="module")
def tree():
    grown = Tree()
    for leaf in LEAVES:
        grown.append(leaf)
    return grown


@pytest.fixture(scope="module")
def roots():
    return [None] + [_naive_root(LEAVES[:size]) for size in range(1, 130)]


def test_the_root_of_the_rfcs_own_example():
    """Known answers of the Certificate Transparency project's tests."""
    grown = Tree()
    assert grown.head().root == EMPTY
    assert EMPTY.hex() == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    for leaf in ("", "00", "10", "2021", "3031", "40414243", "5051525354555657"):
        grown.append(bytes.fromhex(leaf))
    grown.append(bytes.fromhex("606162636465666768696a6b6c6d6e6f"))
    assert grown.head().root.hex() == (
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"
    )


def test_every_root_up_to_129_leaves(tree, roots):
    assert all(tree.head(size).root == roots[size] for size in range(1, 130))


def test_every_inclusion_proof_up_to_129_leaves(tree, roots):
    for size in range(1, 130):
        for index in range(size):
            proof = inclusion_proof(index, size, tree.node)
            assert includes(leaf_hash(LEAVES[index]), index, size, proof, roots[size])


def test_every_consistency_proof_up_to_129_leaves(tree, roots):
    for new in range(1, 130):
        for old in range(1, new + 1):
            proof = consistency_proof(old, new, tree.node)
            assert consistent(Head(old, roots[old]), Head(new, roots[new]), proof)


@pytest.mark.parametrize("size", [1, 2, 3, 7, 8, 13, 64, 129])
def test_proofs_are_the_rfcs_own_to_the_byte(tree, size):
    leaves = LEAVES[:size]
    for one in range(size):
        assert inclusion_proof(one, size, tree.node) == _naive_inclusion(one, leaves)
        assert consistency_proof(one + 1, size, tree.node) == _naive_consistency(one + 1, leaves)


def test_no_proof_holds_for_another_leaf_place_size_or_root(tree, roots):
    for size in (2, 3, 8, 13, 129):
        for index in range(0, size, 3):
            proof = inclusion_proof(index, size, tree.node)
            leaf, top = leaf_hash(LEAVES[index]), roots[size]
            other = leaf_hash(b"khac")
            assert not includes(other, index, size, proof, top)
            assert not includes(leaf, index + 1, size, proof, top)
            assert not includes(leaf, index, size, proof, other)
            assert not includes(leaf, index, size, [*proof, other], top)
            assert not includes(leaf, index, size, proof[:-1], top)
            assert not includes(leaf, size, size, proof, top)
            assert not includes(leaf, -1, size, proof, top)


def test_a_rewritten_log_is_never_consistent(roots):
    """One event taken back: no proof leads from the old head to the new one."""
    rewritten = Tree()
    for number, leaf in enumerate(LEAVES[:64]):
        rewritten.append(b"khac" if number == 5 else leaf)
    for old in range(6, 64):
        proof = consistency_proof(old, 64, rewritten.node)
        assert not consistent(Head(old, roots[old]), rewritten.head(), proof)


def test_a_consistency_proof_holds_for_its_two_heads_only(tree, roots):
    old, new = Head(13, roots[13]), Head(100, roots[100])
    proof = consistency_proof(13, 100, tree.node)
    assert consistent(old, new, proof)
    assert not consistent(new, old, proof)
    assert not consistent(old, Head(300, roots[100]), proof)
    assert not consistent(Head(12, roots[13]), new, proof)
    assert not consistent(old, new, proof[:-1])
    assert not consistent(old, new, [*proof, proof[0]])
    assert not consistent(old, new, [])
    assert not consistent(Head(0, EMPTY), new, proof)


def test_a_log_is_consistent_with_itself_and_needs_no_proof(roots):
    assert consistent(Head(8, roots[8]), Head(8, roots[8]), [])
    assert not consistent(Head(8, roots[8]), Head(8, roots[7]), [])
    assert not consistent(Head(8, roots[8]), Head(8, roots[8]), [roots[7]])


def test_the_rows_of_an_append_are_all_that_a_database_needs(roots):
    """`ledger_node(level, idx, hash)`: written once, never changed."""
    rows: dict[tuple[int, int], bytes] = {}

    def node(level, index):
        return rows[level, index]

    for size, leaf in enumerate(LEAVES[:100]):
        for level, index, found in appended(size, leaf_hash(leaf), node):
            assert (level, index) not in rows
            rows[level, index] = found
    assert root(100, node) == roots[100]
    assert consistency_proof(37, 100, node) == _naive_consistency(37, LEAVES[:100])


@pytest.mark.parametrize(("index", "size"), [(-1, 4), (4, 4), (0, 0)])
def test_there_is_no_proof_for_a_leaf_that_is_not_there(tree, index, size):
    with pytest.raises(IndexError):
        inclusion_proof(index, size, tree.node)


@pytest.mark.parametrize(("old", "new"), [(0, 4), (5, 4)])
def test_there_is_no_proof_from_a_head_that_never_was(tree, old, new):
    with pytest.raises(IndexError):
        consistency_proof(old, new, tree.node)


def test_a_leaf_never_passes_for_a_node():
    """The two prefixes keep a subtree's hash from being claimed as an event."""
    left, right = leaf_hash(b"a"), leaf_hash(b"b")
    assert leaf_hash(left + right) != node_hash(left, right)
