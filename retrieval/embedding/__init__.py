"""Text to vectors, and the cache that pays for each text once."""
