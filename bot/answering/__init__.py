"""From a question to a proved answer: understand, search, write, verify, phrase."""
