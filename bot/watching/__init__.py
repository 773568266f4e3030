"""Watching the bot: metrics, traces, a line in the log for every question."""
