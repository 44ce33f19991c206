"""The official page: from what was typed to a PDF by Annex I of Decree 30/2020, ready to sign."""

from server.typesetting.lint import Finding, lint
from server.typesetting.page import typeset
from server.typesetting.sheet import Sheet, Typeset

__all__ = ["Finding", "Sheet", "Typeset", "lint", "typeset"]
