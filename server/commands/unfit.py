"""The words for a database that is not there, not made yet, or of another version."""


def unfit(wrong: Exception) -> str:
    first = str(getattr(wrong, "orig", wrong)).strip().splitlines()[0]
    return f"không dùng được cơ sở dữ liệu ({first}); hãy chạy congso doctor"
