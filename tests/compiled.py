"""What pytest makes of each test's asserts, once and on all cores: `python -m tests.compiled`.

Before the suite in a fresh clone: else each of its processes compiles all six hundred files anew,
for none of them waits for another (50 s of processor time where this takes 14). It takes pytest's
own means, which have no public door; what they left is found by every process, or made again.
"""

import os
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from pathlib import Path

import pytest
from _pytest.assertion import AssertionState, rewrite
from _pytest.config import get_config

TESTS = Path(__file__).parent
COMPILED_HERE = ("test_*.py", "conftest.py")


@cache
def _config() -> pytest.Config:
    return get_config()


def compiled(test: Path) -> Path:
    """Where the file's code lies, made anew unless it is that of the file as it stands."""
    kept = rewrite.get_cache_dir(test) / (test.name.removesuffix(".py") + rewrite.PYC_TAIL)
    if rewrite._read_pyc(test, kept) is None:
        source, code = rewrite._rewrite_test(test, _config())
        kept.parent.mkdir(exist_ok=True)
        rewrite._write_pyc(AssertionState(_config(), "rewrite"), code, source, kept)
    return kept


def main() -> None:
    tests = [test for name in COMPILED_HERE for test in TESTS.rglob(name)]
    with ProcessPoolExecutor(os.cpu_count()) as hands:
        list(hands.map(compiled, tests, chunksize=20))


if __name__ == "__main__":
    main()
