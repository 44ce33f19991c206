"""What a package says of itself to whoever opens it years later, with no Công Sở at hand."""

from typing import Any

TEXT = """\
HỒ SƠ {FileCode}
{Title}
Cơ quan: {agency}. Số văn bản: {DocTotal}. Thời hạn bảo quản: {Maintenance}.

Trong gói này
  muc-luc.pdf       mục lục văn bản trong hồ sơ (Phụ lục V Nghị định 30/2020/NĐ-CP).
  van-ban/001/…     từng văn bản, nguyên từng byte như đã ký; 001 là số thứ tự trong mục lục.
  pdfa/001-01.pdf   bản để đọc lâu dài (PDF/A) của văn bản 001, tệp 01; chữ ký nằm ở bản trên.
  metadata.xml      dữ liệu mô tả của hồ sơ và từng văn bản (Phụ lục VI), kèm tên tệp gốc.
  nhat-ky/001.json  những gì nhật ký ghi về văn bản 001, kèm chứng minh; ho-so.json của hồ sơ.
  manifest.json     dấu vân tay SHA-256 của mọi tệp, kết quả kiểm tra chữ ký khi nộp lưu.
  nhat-ky/goi.json  dấu vân tay của chính manifest.json, như nhật ký đã ghi khi nộp lưu.
  SHA256SUMS        cũng các dấu vân tay ấy, cho công cụ sẵn có của máy.

Kiểm tra về sau, không cần mạng và không cần máy chủ của cơ quan
  congso verify ho-so.zip      nguyên vẹn hay không, có khớp nhật ký không, chữ ký từng văn bản
  congso verify ho-so.zip --key log.pub --witness nhan-chung.pub --trust cac-goc/
      khi chứng thư của người ký, của dấu thời gian đã hết hạn: chữ ký được xét theo lúc nhân chứng
      đã thấy gói này. Vì vậy giữ ngoài hệ thống, cùng gói: khóa công khai của nhật ký (log.pub),
      của nhân chứng, và các chứng thư gốc (PEM) cùng danh sách thu hồi của ngày nộp lưu.
  sha256sum -c SHA256SUMS      chỉ kiểm tra tệp có nguyên vẹn không (sau khi giải nén)
"""


def guide(fields: dict[str, Any], agency: str) -> bytes:
    return TEXT.format(**fields, agency=agency).encode()


def sums(files: list[dict[str, Any]]) -> bytes:
    """As `sha256sum` writes and reads them."""
    lines = sorted(f"{one['sha256']}  {one['path']}" for one in files)
    return ("\n".join(lines) + "\n").encode()
