"""Trực hỏa tốc: who is rung when it was left lying, and after how many minutes (§4.4)."""
