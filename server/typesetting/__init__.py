"""The official page: from what was typed to a PDF by Annex I of Decree 30/2020, ready to sign."""

from server.typesetting.filling import filled
from server.typesetting.lint import lint
from server.typesetting.page import annex_files, check, typeset
from server.typesetting.sheet import Issuer, Sheet, Typeset, has_files_beside, together

__all__ = [
    "Issuer",
    "Sheet",
    "Typeset",
    "annex_files",
    "check",
    "filled",
    "has_files_beside",
    "lint",
    "together",
    "typeset",
]
