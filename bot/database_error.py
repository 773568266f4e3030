"""The one error of the database that commands tell; apart from it, so that they need not import what opens it."""


class DatabaseDownError(Exception):
    """The database server can't be reached, or the file not written; the message is one Chinese line."""
