"""What can be asked of a document of an older system: only where it may be a secret (§3.5)."""

from flask_babel import lazy_gettext as _

from server.documents.earlier import shutting
from server.documents.steps import Step
from server.shapes import MaybeWhy, Why

STEPS = {
    "quarantine": Step(_("Cách ly (nghi mật)"), shutting.quarantine, Why),
    "release": Step(_("Đưa ra khỏi cách ly"), shutting.release, Why),
    "purge": Step(_("Tiêu hủy văn bản mật"), shutting.purge, MaybeWhy),
}
