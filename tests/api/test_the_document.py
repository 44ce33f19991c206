"""The OpenAPI document is complete: what is on the wire is in it, and the other way round."""

import json
import re
from typing import Any

import pytest
from flask import Flask

from server.api import PREFIX
from server.api.openapi import path_of
from server.archive.steps import STEPS as CASEFILES
from server.documents.incoming.steps import STEPS as INCOMING
from server.documents.outgoing.steps import STEPS as OUTGOING
from server.documents.tasks.steps import STEPS as TASKS
from server.meetings.steps import STEPS as MEETINGS
from tests.office.outcome import refused
from workflows import WORKFLOWS
from workflows.kinds import ARRIVING, KINDS

ITSELF = f"{PREFIX}/openapi.json"
COUNTERS = [
    ("incoming", INCOMING),
    ("outgoing", OUTGOING),
    ("tasks", TASKS),
    ("meetings", MEETINGS),
    ("casefiles", CASEFILES),
]


@pytest.fixture
def document(one_app: Flask) -> dict[str, Any]:
    got = one_app.test_client().get(ITSELF)
    assert got.status_code == 200, "whoever writes a program reads it without a token"
    return got.json


def _operations(document: dict[str, Any]) -> dict[str, Any]:
    return {
        f"{method.upper()} {path}": item
        for path, items in document["paths"].items()
        for method, item in items.items()
    }


def test_every_rule_under_the_prefix_is_in_the_document_and_the_other_way_round(
    one_app: Flask, document: dict[str, Any]
) -> None:
    on_the_wire = {
        f"{method} {path_of(rule.rule)}"
        for rule in one_app.url_map.iter_rules()
        if rule.rule.startswith(PREFIX) and rule.rule != ITSELF
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }
    assert on_the_wire == set(_operations(document))


def test_it_is_openapi_3_1_and_every_reference_leads_somewhere(document: dict[str, Any]) -> None:
    assert document["openapi"].startswith("3.1.")
    named = set(re.findall(r"#/components/schemas/([^'\"]+)", str(document)))
    assert named <= set(document["components"]["schemas"])
    ids = [one["operationId"] for one in _operations(document).values()]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize(("kind", "steps"), COUNTERS, ids=[kind for kind, _ in COUNTERS])
def test_every_step_of_the_counter_has_its_operation(document, kind, steps) -> None:
    prefix = f"POST {PREFIX}/{kind}/{{id}}/actions/"
    named = {one.removeprefix(prefix) for one in _operations(document) if one.startswith(prefix)}
    (law,) = [one.transitions for one in WORKFLOWS if one.name == kind]
    proposed = {step.name for step in law if step.seconds} & set(steps)
    assert named == {*steps, *(f"{name}/withdraw" for name in proposed)}


def test_every_operation_says_its_refusals_as_problems(document: dict[str, Any]) -> None:
    for name, item in _operations(document).items():
        refusals = {code: r for code, r in item["responses"].items() if code >= "400"}
        assert ("401" in refusals) == bool(item["security"]), name
        assert all(list(r["content"]) == ["application/problem+json"] for r in refusals.values())
        assert "404" in refusals or "{" not in name, name


def test_a_body_is_said_to_be_needed_where_none_is_refused(document, one_cast) -> None:
    """A step that asks nothing goes without one; whoever changes or opens something says what."""
    needed = {
        n: i["requestBody"]["required"]
        for n, i in _operations(document).items()
        if "requestBody" in i
    }
    assert needed[f"PATCH {PREFIX}/meetings/{{id}}"] and needed[f"POST {PREFIX}/casefiles"]
    assert not needed[f"POST {PREFIX}/incoming/{{id}}/actions/start"]
    refused(one_cast.nam.asks("POST", "/casefiles"), "json_expected")


def test_the_limits_of_a_body_are_stated(document: dict[str, Any]) -> None:
    assert "200 MiB" in document["info"]["description"]
    subject = document["components"]["schemas"]["Draft"]["properties"]["subject"]
    assert subject["maxLength"] == 500


def test_a_pin_takes_a_version_and_every_post_takes_a_key(document: dict[str, Any]) -> None:
    """A volume is bound once and for all, and minutes of a delivery are: there is no second version
    of it to sign by mistake."""
    for name, item in _operations(document).items():
        headers = {p["name"]: p["required"] for p in item["parameters"] if p["in"] == "header"}
        assert ("Idempotency-Key" in headers) == name.startswith("POST"), name
        signs = name.endswith(("actions/sign", "actions/seal", "_electronically"))
        bound = any(it in name for it in ("/volumes/", "/deliveries/", "/handovers/"))
        if (signs and not bound) or name.startswith("PATCH"):
            assert headers["If-Match"], name


def test_a_document_type_is_one_of_the_29_by_its_name(document: dict[str, Any]) -> None:
    assert document["components"]["schemas"]["DocType"]["enum"] == [kind.name for kind in KINDS]


def test_what_arrives_may_be_more_and_what_is_drafted_may_not(document: dict[str, Any]) -> None:
    schemas = document["components"]["schemas"]
    assert schemas["ArrivingType"]["enum"] == [kind.name for kind in ARRIVING]
    steps = ("register", "same_document", "correct_line")
    takes = [f"POST {PREFIX}/incoming/{{id}}/actions/{one}" for one in steps]
    asked = {name: _asked(item, schemas) for name, item in _operations(document).items()}
    for name in (f"POST {PREFIX}/incoming", f"GET {PREFIX}/search", *takes):
        assert "ArrivingType" in asked[name] and "DocType" not in asked[name], name
    draft = asked[f"POST {PREFIX}/outgoing"]
    assert "DocType" in draft and "ArrivingType" not in draft
    things = {name: json.dumps(schemas[name]) for name in ("IncomingThing", "OutgoingThing")}
    assert "/ArrivingType" in things["IncomingThing"] and "/DocType" in things["OutgoingThing"]


def _asked(item: dict[str, Any], schemas: dict[str, Any]) -> set[str]:
    """The names of all that an operation takes."""
    names: set[str] = set()
    left = [json.dumps([item.get("requestBody"), item.get("parameters")])]
    while left:
        new = set(re.findall(r"#/components/schemas/([^\"]+)", left.pop())) - names
        names |= new
        left += [json.dumps(schemas[name]) for name in new]
    return names
