"""Checks 6 to 9: what came after a signature, and whether that was allowed."""

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


def changes(signature: EmbeddedPdfSignature, profile: str) -> tuple[str, set[str]]:
    """The kind of the later changes, and the fields they touched.

    A file from elsewhere may be sound by either policy: each alone refuses some sound files.
    """
    policies = [STRICT] if profile in PROFILES else [STRICT, DEFAULT_DIFF_POLICY]
    for policy in policies:
        found = signature.evaluate_modifications(policy)
        if isinstance(found, DiffResult):
            level = _CHANGES.get(found.modification_level, "other")
            if level != "other":
                return level, set(found.changed_form_fields)
    return "other", set()


def change_findings(
    signature: EmbeddedPdfSignature, kind: str, profile: str
) -> tuple[str, list[str]]:
    """Check 8 for a person, check 9 for a seal or a stamp, the signer's own DocMDP for others."""
    level, touched = changes(signature, profile)
    found = [] if level in _allowed(signature, kind, profile) else [f"changed_after:{level}"]
    if profile in PROFILES:
        row = PROFILES[profile]
        known = row.filled | dict(row.signatures).keys()
        if kind == "seal":
            known = row.after(signature.field_name)
        foreign = sorted(one for one in touched if one not in known and not is_archive(one))
        found += [f"foreign_field:{one}" for one in foreign]
    return level, found


def _allowed(signature: EmbeddedPdfSignature, kind: str, profile: str) -> set[str]:
    if profile in PROFILES:
        goes_on = kind == "person" or PROFILES[profile].after(signature.field_name)
        return {"none", "lta", "form"} if goes_on else {"none", "lta"}
    if kind == "timestamp":
        return {"none", "lta", "form"}
    permitted = signature.docmdp_level
    closed = permitted is not None and permitted == MDPPerm.NO_CHANGES
    return {"none", "lta"} if closed else {"none", "lta", "form"}
