"""Notices by mail: what has come, and the letter of the morning; of a paper they tell nothing."""
