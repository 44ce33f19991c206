"""Meetings: planned, called, held in one room of many places, voted in (DOMAIN chapter 10)."""
