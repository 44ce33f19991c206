"""Hộp máy quét: folders that scanners write to, emptied without losing a file."""
