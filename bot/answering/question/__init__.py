"""What a question means: its language, its words, what it leans on, and what kind of thing it asks for."""
