"""What the disk says no to, as a code for programs and in words for whoever typed the command."""

import errno

_SAID = {
    errno.ENOENT: ("no_file", "không có tệp hay thư mục này"),
    errno.EACCES: ("not_permitted", "không được phép mở tệp này"),
    errno.EPERM: ("not_permitted", "không được phép mở tệp này"),
    errno.EISDIR: ("is_folder", "đây là một thư mục, không phải tệp"),
    errno.ENOTDIR: ("no_file", "không có tệp hay thư mục này"),
    errno.EEXIST: ("is_there", "tệp này đã có rồi"),
    errno.ENOSPC: ("disk_full", "ổ đĩa đã đầy"),
    errno.EROFS: ("disk_read_only", "ổ đĩa chỉ cho đọc"),
}


def code(wrong: OSError) -> str:
    return _SAID.get(wrong.errno or 0, ("disk_fault", ""))[0]


def said(wrong: OSError) -> str:
    """In words; what is not known here in the system's own."""
    return _SAID.get(wrong.errno or 0, ("", wrong.strerror or type(wrong).__name__))[1]
