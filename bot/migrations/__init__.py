"""Alembic's migrations of ``bot.tables``, run by ``bot.storage.migrate``."""
