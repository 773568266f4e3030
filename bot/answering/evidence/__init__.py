"""Which sentences of the passages bear on a question, and which of them hold what it asks for."""
