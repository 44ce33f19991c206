"""Kiểm tra thể thức: the layout rules held against a draft of the office or any file."""
