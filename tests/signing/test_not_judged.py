"""A fault of the verifier's own is no verdict on a file: not valid, and not invalid either."""

import json

import pytest
from click.testing import CliRunner

from server.commands.verifying import verify as command
from signing import NotJudged, verify
from signing.verifier import ranges
from signing.verifier.opening import span_of


def _raises(fault):
    def act(*_args, **_named):
        raise fault

    return act


@pytest.mark.parametrize(
    "fault", [MemoryError(), OSError(24, "too many files"), ImportError("lib"), NameError("x")]
)
def test_what_no_file_does_is_no_reason_against_one(sealed, trust, monkeypatch, fault):
    monkeypatch.setattr("signing.verifier.open_strictly", _raises(fault))
    with pytest.raises(NotJudged, match=type(fault).__name__):
        verify(sealed, trust)


@pytest.mark.parametrize(
    "where",
    [
        "signing.verifier.judging._may_sign",
        "signing.verifier.judging.algorithm",
        "signing.verifier.coverage",
        "signing.verifier.ranges.span_of",
        "signing.verifier.tail.profile_of",
    ],
)
def test_no_memory_at_any_step_is_ours(sealed, trust, monkeypatch, where):
    monkeypatch.setattr(where, _raises(MemoryError()))
    with pytest.raises(NotJudged):
        verify(sealed, trust)


def test_a_slip_in_our_own_code_is_ours(sealed, trust, monkeypatch):
    """As a library of another version would bring about."""
    monkeypatch.setattr(ranges, "span_of", lambda signature: signature.no_such_thing)
    monkeypatch.setattr("signing.verifier.judging.algorithm", lambda: "", raising=True)
    with pytest.raises(NotJudged, match="judging.py"):
        verify(sealed, trust)


@pytest.mark.parametrize("fault", [ValueError("x"), KeyError("x"), RecursionError()])
def test_what_bytes_bring_about_stays_a_reason_against_them(sealed, trust, monkeypatch, fault):
    monkeypatch.setattr("signing.verifier.judging._may_sign", _raises(fault))
    assert verify(sealed, trust).word == "INVALID"


def test_a_byte_range_of_anything_is_the_files_own(monkeypatch):
    class Odd:
        byte_range = ["/A", None]

    with pytest.raises(ValueError):
        span_of(Odd())


def test_the_command_says_so_and_ends_as_of_a_file_that_it_could_not_read(
    sealed, tmp_path, monkeypatch
):
    file = tmp_path / "a.pdf"
    file.write_bytes(sealed)
    monkeypatch.setattr("signing.verifier.open_strictly", _raises(MemoryError()))
    ran = CliRunner().invoke(command, [str(file), "--json"])
    said = json.loads(ran.stdout)
    assert (ran.exit_code, said["verdict"], said["reasons"]) == (2, "unreadable", ["not_judged"])
    assert "không nói lên gì về tệp" in CliRunner().invoke(command, [str(file)]).stdout
