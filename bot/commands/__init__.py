"""What each command of ``python -m bot`` does: a function from parsed arguments and settings to an exit status."""
