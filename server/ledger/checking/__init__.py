"""The examination of log, store and database against each other, a book of rules each."""
