"""The administrator's forms, field by field, in the office's words."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as later

from server.admin import queries
from server.admin.staff.mandates import agency_above
from server.clock import today
from server.documents.forms import Field, Fields, field
from server.org import queries as org
from server.org.models import Appointment, Person, Position
from workflows import Role
from workflows.kinds import ARRIVING

ROLE_WORDS = {
    Role.CLERK: later("văn thư"),
    Role.LEADER: later("lãnh đạo cơ quan"),
    Role.OFFICE_CHIEF: later("chánh văn phòng"),
    Role.UNIT_HEAD: later("trưởng phòng"),
    Role.OFFICER: later("chuyên viên"),
    Role.FORM_CHECKER: later("kiểm tra thể thức"),
    Role.ARCHIVIST: later("lưu trữ"),
    Role.SECRETARY: later("thư ký họp"),
    Role.TECH: later("kỹ thuật phòng họp"),
    Role.DESK: later("cán bộ một cửa"),
    Role.AUDITOR: later("kiểm tra, giám sát"),
    Role.ADMIN: later("quản trị hệ thống"),
    Role.CITIZEN: later("công dân"),
}
CAPACITY_WORDS = {
    "KT": later("KT. – ký thay"),
    "TL": later("TL. – ký thừa lệnh"),
    "TUQ": later("TUQ. – ký thừa ủy quyền"),
}
CHOOSE = ("", later("– chọn –"))


def day_field(name: str, label: str, **more: Any) -> Field:
    value = more.pop("value", f"{today():%d/%m/%Y}")
    hint = more.pop("hint", _("ngày/tháng/năm"))
    return field(name, label, "date", value, hint=hint, **more)


def last_day(label: str, **more: Any) -> Field:
    return day_field("last_day", label, value="", **more)


def role_words(roles: list[str]) -> str:
    return ", ".join(str(ROLE_WORDS[Role(one)]) for one in roles)


def new_person() -> Fields:
    """The first PIN locks a key of the demo authority; in service a person brings a certificate."""
    pin_hint = _(
        "6–12 chữ số. Có mã PIN thì khóa ký thử nghiệm được cấp ngay; chính thức thì người dùng"
        " mang chứng thư số của Ban Cơ yếu Chính phủ, hãy để trống."
    )
    return [
        field("full_name", _("Họ và tên"), required=True, hint=_("như in dưới chữ ký")),
        field(
            "account", _("Tài khoản"), required=True,
            hint=_("chữ thường không dấu, chữ số, dấu chấm; ví dụ chuyenvien2.huyen"),
        ),
        field("email", _("Thư điện tử"), "email"),
        field(
            "password", _("Mật khẩu ban đầu"), "password", required=True,
            autocomplete="new-password", hint=_("từ 10 ký tự, không chứa tên tài khoản"),
        ),
        field("pin", _("Mã PIN đầu tiên của khóa ký"), "password", hint=pin_hint),
    ]  # fmt: skip


def new_post(person: Person) -> Fields:
    """A second post is held beside the first (kiêm nhiệm) unless somebody says otherwise."""
    main = next(iter(org.posts_of(person.id)), None)
    said = _("hiện nay là %(post)s", post=queries.place_words(main.position)) if main else ""
    return [
        field(
            "position_id", _("Chức vụ"), "select", required=True,
            options=[CHOOSE, *_positions()], sought=True,
            hint=_("gõ chức vụ, phòng, xã hoặc người đang giữ; trong ngoặc là các vai trò"),
        ),
        field("decision_code", _("Số quyết định"), required=True, hint=_("ví dụ 1201/QĐ-UBND")),
        day_field("valid_from", _("Từ ngày"), required=True),
        last_day(_("Đến hết ngày"), hint=_("để trống nếu không có thời hạn")),
        field(
            "kind", _("Hình thức"), "select", "regular", required=True,
            options=[("regular", _("bổ nhiệm")), ("acting", _("giao quyền (Q.)"))],
        ),
        field("main", _("Là chức vụ chính"), "checkbox", "" if main else "1", hint=said),
    ]  # fmt: skip


def _positions() -> list[tuple[str, str]]:
    held = queries.held_now()
    return [(str(one.id), _offered(one, held)) for one in queries.open_positions()]


def _offered(position: Position, held: dict[int, str]) -> str:
    """With its roles and who holds it, by whom two posts of one name are told apart; a vacant one
    says so, it is mostly the one that is looked for."""
    roles = role_words(position.roles)
    who = held.get(position.id, _("khuyết"))
    return queries.place_words(position) + (f" ({roles})" if roles else "") + f" – {who}"


def rename(person: Person) -> Fields:
    return [
        field("full_name", _("Họ và tên mới"), value=person.full_name, required=True),
        day_field("valid_from", _("Từ ngày"), required=True),
    ]


def password(_person: Person) -> Fields:
    hint = _("từ 10 ký tự, không chứa tên tài khoản")
    return [
        field(
            "password", _("Mật khẩu mới"), "password", required=True,
            autocomplete="new-password", hint=hint,
        )
    ]  # fmt: skip


def because(_person: Person) -> Fields:
    return [field("reason", _("Lý do"), "textarea", rows=2, required=True)]


def nothing(_person: Person) -> Fields:
    return []


def post_end(person: Person) -> Fields:
    running = [one for one in queries.posts(person.id) if is_ahead(one)]
    places = [(str(one.id), queries.place_words(one.position)) for one in running]
    return [
        field("appointment_id", _("Chức vụ"), "select", required=True, options=places),
        day_field("on", _("Thôi giữ từ ngày"), required=True),
        field("decision_code", _("Theo quyết định số")),
    ]


def is_ahead(post: Appointment) -> bool:
    """Held now or later, so that it can still be ended."""
    return post.valid_to is None or post.valid_to > today()


def end() -> Fields:
    return [day_field("on", _("Hết hiệu lực từ ngày"), required=True)]


def _agencies() -> list[tuple[str, str]]:
    return org.own_agencies()


def new_unit() -> Fields:
    return [
        field("agency", _("Cơ quan"), "select", required=True, options=[CHOOSE, *_agencies()]),
        field("name", _("Tên đơn vị"), required=True),
        field("abbreviation", _("Tên viết tắt"), required=True, hint=_("như trong ký hiệu: VHTT")),
        field("code", _("Mã"), required=True, hint=_("chữ thường không dấu: vhtt")),
        day_field("valid_from", _("Từ ngày"), required=True),
    ]


def new_position() -> Fields:
    """A post of a unit, or of the agency itself, and what it may do."""
    units = [(str(one.id), f"{one.name}, {one.agency.short_name}") for one in queries.open_units()]
    roles = [(str(role), words) for role, words in ROLE_WORDS.items()]
    return [
        field("agency", _("Cơ quan"), "select", required=True, options=[CHOOSE, *_agencies()]),
        field(
            "unit_id", _("Đơn vị"), "select", options=[("", _("trực thuộc cơ quan")), *units]
        ),
        field("title", _("Chức danh"), required=True, hint=_("như in dưới chữ ký: Trưởng phòng")),
        field("roles", _("Vai trò"), "multiselect", [], options=roles),
        field("is_head", _("Người đứng đầu"), "checkbox"),
        field("is_deputy", _("Cấp phó"), "checkbox"),
        field("single_holder", _("Chỉ một người giữ"), "checkbox"),
        day_field("valid_from", _("Từ ngày"), required=True),
    ]  # fmt: skip


def new_delegation() -> Fields:
    """A mandate: to which post, by whose paper, for what and until when (ORG-01)."""
    kinds = [(kind.name, kind.name) for kind in ARRIVING]
    givers = [
        ("DIRECT", _("người đứng đầu cơ quan")),
        ("Q", _("người được giao quyền đứng đầu")),
        ("TL", _("người đang ký thừa lệnh (cho cấp phó của mình, KT.)")),
    ]
    return [
        field(
            "kind", _("Hình thức ký"), "select", required=True,
            options=[CHOOSE, *CAPACITY_WORDS.items()],
        ),
        field(
            "position_id", _("Chức vụ được giao"), "select", required=True,
            options=[CHOOSE, *_signing_positions()],
        ),
        field("giver", _("Người giao"), "select", "DIRECT", required=True, options=givers),
        field("document_code", _("Văn bản giao quyền ký"), required=True,
              hint=_("số, ký hiệu; ví dụ 02/GUQ-UBND")),
        day_field("valid_from", _("Từ ngày"), required=True),
        last_day(_("Đến hết ngày"), hint=_("thừa ủy quyền (TUQ.) bắt buộc phải có")),
        field("doc_types", _("Loại văn bản được ký"), "multiselect", [], options=kinds,
              hint=_("thừa lệnh (TL.) phải nêu loại văn bản; loại ngoài Điều 7 là để ký bản sao")),
        field("subjects", _("Nội dung được ký"), "textarea", rows=2),
    ]  # fmt: skip


def _signing_positions() -> list[tuple[str, str]]:
    may = [
        one
        for one in queries.open_positions()
        if one.is_deputy or (one.is_head and (one.unit or agency_above(one)))
    ]
    held = queries.held_now()
    return [
        (str(one.id), f"{queries.place_words(one)} – {held.get(one.id, _('khuyết'))}")
        for one in may
    ]
