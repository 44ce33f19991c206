"""DEEDS: what is done to a person from his page, as a table."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask_babel import LazyString
from flask_babel import gettext as _
from flask_babel import lazy_gettext as later

from server.admin import fields, shapes
from server.admin.keys import registering as keys
from server.admin.keys import views as key_views
from server.admin.staff import people, posts, resets
from server.documents.forms import Fields
from server.door.visitor import current_actor
from server.org.models import Person
from server.shapes import Asked, Because, Nothing
from server.signatures.keys import key_of


@dataclass(frozen=True, slots=True)
class Deed:
    """Something done to a person from his page."""

    label: LazyString
    shape: type[Asked]
    form: Callable[[Person], Fields]
    act: Callable[[str, Any], object]
    done: LazyString
    explain: LazyString | str = ""
    tone: str = ""


def _end_factors(account: str, reason: str) -> str:
    """What is to be told where the first word only proposes."""
    done = resets.end_factors(current_actor(), account, reason=reason)
    return "" if done else _("Đã đề nghị; chờ một quản trị khác xác nhận trong 24 giờ.")


DEEDS = {
    "end-post": Deed(
        later("Kết thúc một chức vụ"), shapes.PostEnd, fields.post_end,
        lambda _account, it: posts.end(
            current_actor(), it.appointment_id, on=it.on, decision_code=it.decision_code
        ),
        later("Đã ghi ngày thôi giữ chức vụ."),
        later("Thôi từ hôm nay thì quyền mất ngay, không cần đăng xuất. Việc còn ở"
              " chức vụ thì bàn giao trước."),
    ),
    "rename": Deed(
        later("Đổi họ tên"), shapes.NewName, fields.rename,
        lambda account, it: people.rename(
            current_actor(), account, full_name=it.full_name, valid_from=it.valid_from
        ),
        later("Đã ghi họ tên mới."),
        later("Văn bản đã ban hành giữ tên cũ. Chứng thư số mang tên cũ cần được cấp lại."),
    ),
    "key": Deed(
        later("Đăng ký khóa ký số"), shapes.KeyGiven, lambda one: key_views.form(key_of(one)),
        lambda account, it: keys.register_persons(
            current_actor(), account, keys.NewKey(**it.model_dump())
        ),
        later("Đã đăng ký khóa ký số."),
        later("Khóa nằm ở thiết bị, dịch vụ hoặc tệp do nơi cấp chứng thư số giao; tên trong"
              " chứng thư phải là tên người này."),
    ),
    "password": Deed(
        later("Đặt lại mật khẩu"), shapes.Password, fields.password,
        lambda account, it: people.reset_password(current_actor(), account, password=it.password),
        later("Đã đặt lại mật khẩu; mọi phiên làm việc đã kết thúc."),
    ),
    "sign-out": Deed(
        later("Kết thúc mọi phiên làm việc"), Nothing, fields.nothing,
        lambda account, _it: people.sign_out(current_actor(), account),
        later("Đã kết thúc mọi phiên làm việc."),
        later("Người này bị đăng xuất ở mọi nơi và mọi mã truy cập hết hiệu lực."),
    ),
    "end-factors": Deed(
        later("Gỡ lớp xác thực thứ hai"), Because, fields.because,
        lambda account, it: _end_factors(account, it.reason),
        later("Đã gỡ; người này bị đăng xuất ở mọi nơi."),
        later("Chỉ khi mất điện thoại, khóa và hết mã dự phòng. Người này đọc thấy việc này; một"
              " quản trị khác phải xác nhận trong 24 giờ."),
        tone="danger",
    ),
    "unlink": Deed(
        later("Gỡ liên kết đăng nhập một lần"), Nothing, fields.nothing,
        lambda account, _it: people.unlink(current_actor(), account),
        later("Đã gỡ; lần đăng nhập một lần sau sẽ gắn lại theo tên tài khoản."),
        later("Chỉ khi tài khoản bên ngoài của người này đã đổi; người cũ bên ấy không vào được"
              " nữa, mọi phiên làm việc kết thúc."),
    ),
    "deactivate": Deed(
        later("Khóa tài khoản"), Because, fields.because,
        lambda account, it: people.deactivate(current_actor(), account, reason=it.reason),
        later("Đã khóa tài khoản; người này bị đăng xuất ở mọi nơi."), tone="danger",
    ),
    "activate": Deed(
        later("Mở lại tài khoản"), Because, fields.because,
        lambda account, it: people.activate(current_actor(), account, reason=it.reason),
        later("Đã mở lại tài khoản."),
    ),
}  # fmt: skip
