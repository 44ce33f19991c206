"""The log itself, and whose word it takes."""

from flask_babel import lazy_gettext as _

from server.audit.kinds.kind import Kind, kind

KINDS: dict[str, Kind] = {
    "rows_bound": kind(_("Gắn mọi dòng đã có với nhật ký")),
    "root_trusted": kind(_("Tin một chứng thư gốc"), "certificate_sha256 brought"),
    "root_dropped": kind(_("Thôi tin một chứng thư gốc"), "certificate_sha256"),
    "witness_asked": kind(_("Nhờ nhân chứng ký xác nhận"), "key_id name"),
    "witness_ended": kind(_("Thôi nhờ nhân chứng"), "name"),
    "witness_refused": kind(_("Nhân chứng không thừa nhận nhật ký"), "answer size"),
}
