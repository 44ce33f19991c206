"""The API does what its document says: no 500, no answer that is not in it (CONTRACT §2)."""

import os
from typing import Any

import pytest
from flask import Flask
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi.checks import ignored_auth, use_after_free

from server import api
from server.api.counter import Api
from server.api.openapi import path_of
from server.app import COUNTERS
from tests.api.conftest import CALLERS, Fuzzed

EXAMPLES = int(os.environ.get("CONGSO_TEST_EXAMPLES", "3"))
"""A long run: CONGSO_TEST_EXAMPLES=300 (docs/testing.md)."""

OFFICE: Api = api.install(Flask("document"), *COUNTERS)
DOORS = sorted(f"{one.method} {api.PREFIX}{path_of(one.rule)}" for one in OFFICE.operations)


def _knocks(fuzzed: Fuzzed, door: str, mode: GenerationMode) -> Any:
    """Calls of one operation by one of the cast: half of them of a paper that exists."""
    method, path = door.split(" ", 1)
    operation = fuzzed.schema[path][method]
    known = st.sampled_from([*fuzzed.ids, None, None])
    return st.tuples(operation.as_strategy(generation_mode=mode), st.sampled_from(CALLERS), known)


@pytest.mark.parametrize("mode", list(GenerationMode), ids=lambda mode: str(mode.value))
@pytest.mark.parametrize("door", DOORS)
def test_no_answer_is_missing_in_the_document(fuzzed: Fuzzed, door: str, mode: Any) -> None:
    if mode is GenerationMode.NEGATIVE and not _has_something_to_get_wrong(fuzzed, door):
        pytest.skip("takes nothing that could be wrong")

    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        derandomize=True,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(knock=_knocks(fuzzed, door, mode))
    def knock_at_it(knock: Any) -> None:
        case, who, known = knock
        if known is not None and mode is GenerationMode.POSITIVE and "id" in case.path_parameters:
            case.path_parameters["id"] = known
        headers = {"Authorization": f"Bearer {fuzzed.tokens[who]}"}
        case.call_and_validate(headers=headers, excluded_checks=[ignored_auth, use_after_free])

    knock_at_it()


def _has_something_to_get_wrong(fuzzed: Fuzzed, door: str) -> bool:
    method, path = door.split(" ", 1)
    item = fuzzed.schema.raw_schema["paths"][path][method.lower()]
    return bool(item["parameters"] or "requestBody" in item)
