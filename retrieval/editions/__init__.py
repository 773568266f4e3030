"""Editions: built aside, kept immutable, switched whole, shared by several machines."""
