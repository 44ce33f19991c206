"""The archive room: the files of the year by list, their pages, and the way to the archive."""
