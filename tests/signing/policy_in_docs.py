"""The policy as the table of `docs/verification.md`, written from the rows that the verifier runs.

.venv/bin/python -m tests.signing.policy_in_docs
"""

from collections.abc import Iterator
from pathlib import Path

from signing.verifier.policy import POLICY

DOCS = Path(__file__).parents[2] / "docs" / "verification.md"
BEGIN, END = "<!-- policy: begin -->\n", "<!-- policy: end -->\n"


def table() -> str:
    return "".join(f"{row}\n" for row in _rows())


def _rows() -> Iterator[str]:
    yield "| stage | reason | looks at | ours | elsewhere | makes it | source |"
    yield "| --- | --- | --- | --- | --- | --- | --- |"
    for stage, checks in POLICY:
        for one in checks:
            said = (stage, f"`{one.code}`", one.looks_at, one.ours, one.elsewhere, one.makes)
            yield f"| {' | '.join(said)} | {one.source} |"


def written() -> str:
    """The table as the docs have it today."""
    return DOCS.read_text().partition(BEGIN)[2].partition(END)[0]


if __name__ == "__main__":
    before, _, rest = DOCS.read_text().partition(BEGIN)
    DOCS.write_text(before + BEGIN + table() + END + rest.partition(END)[2])
