"""The official page: from what was typed to a PDF by Annex I of Decree 30/2020, ready to sign."""

from server.typesetting.filling import filled
from server.typesetting.lint import lint
from server.typesetting.page import check, typeset
from server.typesetting.sheet import Sheet, Typeset

__all__ = ["Sheet", "Typeset", "check", "filled", "lint", "typeset"]
