"""Answers of the documents' own sentences, one way of writing for each kind of question."""
