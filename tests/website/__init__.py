"""A whole office on the web for tests: real documents, database and server, and a real browser to look at it."""
