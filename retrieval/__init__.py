"""From files to passages: loading, chunking, stamps, figures, embeddings, search, editions. Never imports ``bot``."""
