"""Checks 6 to 9: what came after a signature, and whether that was allowed."""

from collections.abc import Sequence

from pyhanko.sign.diff_analysis import (
    DEFAULT_DIFF_POLICY,
    DiffResult,
    FormUpdatingRule,
    GenericFieldModificationRule,
    ModificationLevel,
    SigFieldCreationRule,
    SigFieldModificationRule,
    StandardDiffPolicy,
)
from pyhanko.sign.fields import MDPPerm
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import SignatureCoverageLevel

from signing.profiles import PROFILES, is_archive
from signing.verifier.reserved import RESERVED, is_store_reserved, nothing_is_null
from signing.verifier.seen import Seen

STRICT = StandardDiffPolicy(
    DEFAULT_DIFF_POLICY.global_rules,
    FormUpdatingRule(
        [
            SigFieldCreationRule(),
            SigFieldModificationRule(allow_in_place_appearance_stream_changes=False),
            GenericFieldModificationRule(allow_in_place_appearance_stream_changes=False),
        ]
    ),
    ignore_orphaned_objects=False,
)
"""Sleeping objects are no maintenance, and a look changed in place is a change."""

_COVERAGE = {
    SignatureCoverageLevel.ENTIRE_FILE: "file",
    SignatureCoverageLevel.ENTIRE_REVISION: "revision",
}
_CHANGES = {
    ModificationLevel.NONE: "none",
    ModificationLevel.LTA_UPDATES: "lta",
    ModificationLevel.FORM_FILLING: "form",
    ModificationLevel.ANNOTATIONS: "annotations",
}


def coverage(signature: EmbeddedPdfSignature) -> str:
    """`file`, `revision`, or `partial`, which nobody accepts."""
    level = signature.evaluate_signature_coverage()
    signature.coverage = level  # type: ignore[assignment]  # the comparison reads it there
    return _COVERAGE.get(level, "partial")


def changes(signature: EmbeddedPdfSignature, profile: str) -> tuple[str, frozenset[str]]:
    """The kind of the later changes, and the fields they touched.

    A file from elsewhere may be sound by either policy: each alone refuses some sound files.
    """
    if profile in PROFILES:
        return _reviewed(signature, [STRICT])
    if not is_store_reserved(signature):
        return _reviewed(signature, [STRICT, DEFAULT_DIFF_POLICY])
    with nothing_is_null(signature.reader):
        return _reviewed(signature, [RESERVED])


def _reviewed(
    signature: EmbeddedPdfSignature, policies: Sequence[StandardDiffPolicy]
) -> tuple[str, frozenset[str]]:
    for policy in policies:
        found = signature.evaluate_modifications(policy)
        if isinstance(found, DiffResult):
            level = _CHANGES.get(found.modification_level, "other")
            if level != "other":
                return level, frozenset(found.changed_form_fields)
    return "other", frozenset()


def forbidden_change(seen: Seen) -> list[str]:
    """The kind of change that came after the signature, where that kind is not allowed."""
    return [] if seen.said.changes in _allowed(seen) else [seen.said.changes]


def foreign_fields(seen: Seen) -> list[str]:
    """Fields that were filled later though they are neither number, date nor whose turn it was."""
    if seen.row is None:
        return []
    known = seen.row.filled | dict(seen.row.signatures).keys()
    if seen.said.kind == "seal":
        known = seen.row.after(seen.said.field)
    return sorted(one for one in seen.touched if one not in known and not is_archive(one))


def _allowed(seen: Seen) -> set[str]:
    """A person's paper is filled and sealed; a seal ends it; elsewhere the signer's DocMDP says."""
    if seen.row is not None:
        goes_on = seen.said.kind == "person" or seen.row.after(seen.said.field)
        return {"none", "lta", "form"} if goes_on else {"none", "lta"}
    if seen.said.kind == "timestamp":
        return {"none", "lta", "form"}
    closed = seen.signature.docmdp_level == MDPPerm.NO_CHANGES
    return {"none", "lta"} if closed else {"none", "lta", "form"}
