"""The words of a page's language: found once for a page, and not anew for each of its words.

flask-babel asks for the application, the language and its name at every word, a thousand times in
a page: that was a tenth of it.
"""

from typing import Any

from babel.support import NullTranslations
from flask import Flask, g, has_app_context
from flask_babel import Babel, Domain


class Catalogue(Domain):
    """The library's own, which keeps beside a page's language what was found for it."""

    def get_translations(self) -> NullTranslations:
        page = g._get_current_object().__dict__.get("_flask_babel") if has_app_context() else None
        if page is None:
            return super().get_translations()
        known: dict[str, Any] = page.__dict__
        language, found = known.get("catalogue", (None, None))
        if found is None or language is not known.get("babel_locale"):
            found = super().get_translations()
            known["catalogue"] = (known["babel_locale"], found)
        return found


def install(app: Flask, babel: Babel) -> None:
    """For Python's words and for the templates'."""
    words = babel.domain_instance = Catalogue()
    app.jinja_env.install_gettext_callables(  # type: ignore[attr-defined]
        gettext=lambda said: words.get_translations().ugettext(said),
        ngettext=lambda one, many, n: words.get_translations().ungettext(one, many, n),
        newstyle=True,
    )
