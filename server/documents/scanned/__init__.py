"""Scans laid with a draft, a task or a case file: read, found, and taken away where secret."""
