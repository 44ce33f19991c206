"""The policy is one table: what the verifier runs is what the docs say."""

import dataclasses

import pytest

from signing import verify
from signing.verifier import policy
from signing.verifier.policy import Answer, Check
from tests.signing import policy_in_docs

ROWS = [check for _, checks in policy.POLICY for check in checks]


def test_the_docs_have_the_very_table_that_is_run():
    """Else: .venv/bin/python -m tests.signing.policy_in_docs"""
    assert policy_in_docs.written() == policy_in_docs.table()


def test_every_reason_has_one_row_and_every_row_a_source():
    assert len({one.code for one in ROWS}) == len(ROWS)
    assert all(one.source and one.looks_at for one in ROWS)


def test_what_is_refused_elsewhere_is_refused_of_ours_too_but_for_changed_looks():
    """Our own papers are held to more, never to less; looks are seen by the strict comparison."""
    milder = [one.code for one in ROWS if one.elsewhere is Answer.REFUSES is not one.ours]
    assert milder == ["look_changed"]


@pytest.mark.parametrize("answer", [Answer.WARNS, Answer.SILENT])
def test_the_verifier_runs_from_the_table(sealed, trust, monkeypatch, answer):
    """A row that no longer refuses lets its attack through: the code is nowhere else."""
    assert verify(sealed + b"them", trust).reasons == ["trailing_bytes"]
    milder = tuple(_milder(one, answer) for one in policy.FILE)
    monkeypatch.setattr("signing.verifier.FILE", milder)
    verdict = verify(sealed + b"them", trust)
    assert verdict.reasons == []
    assert bool(verdict.warnings) is (answer is Answer.WARNS)


def _milder(one: Check, answer: Answer) -> Check:
    return dataclasses.replace(one, ours=answer) if one.code == "trailing_bytes" else one
