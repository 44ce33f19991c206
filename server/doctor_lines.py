"""What the doctor asks of the lines to other systems: folders that can be used, none refused."""

import os
from collections.abc import Mapping

from server.config import Settings
from server.exchange.dropped import refused
from server.exchange.lines import folder_of


def lines_told(gateways: Mapping[str, str]) -> tuple[bool, str]:
    """Whether each line that is a folder can be used, and in words what is wrong or named."""
    for place in filter(None, map(folder_of, gateways.values())):
        if not (place.is_dir() and os.access(place, os.W_OK)):
            return False, f"không ghi được tại {place}"
        if kept := refused(place):
            words = f"{len(kept)} phong bì không nhận, mỗi phong bì kèm lý do, tại {kept[0].parent}"
            return False, words
    return True, ", ".join(sorted(gateways)) or "trong hệ thống này (CONGSO_GATEWAYS để trống)"


def proxies_told(settings: Settings) -> tuple[bool, str]:
    """Pages over TLS come through a proxy: where it is not believed, all visitors are one."""
    if settings.proxies:
        return True, f"tin địa chỉ khách mà {settings.proxies} chuyển lời"
    if not settings.base_url.startswith("https://"):
        return True, "không có (CONGSO_PROXIES để trống)"
    return False, (
        "thiếu CONGSO_PROXIES: mọi người như từ một nơi đến, "
        "một người gõ sai mật khẩu thì khóa cả chủ tài khoản"
    )
