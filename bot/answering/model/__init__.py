"""The step that a language model adds, what it may read and what it may cost."""
