"""The words for a database that is not there, not made yet, or of another version."""


def unfit(wrong: Exception) -> str:
    first = str(getattr(wrong, "orig", wrong)).strip().splitlines()[0]
    return f"không dùng được cơ sở dữ liệu ({first}); hãy chạy congso doctor"


def newer(version: str) -> str:
    return (
        f"cơ sở dữ liệu ở phiên bản {version}, mới hơn chương trình này, nên không mở và không đổi "
        "gì; hãy dùng chương trình mới, hoặc khôi phục bản sao lưu cũ hơn vào chỗ khác "
        "(congso restore)"
    )
