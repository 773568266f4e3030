"""The doctor: looks at everything that is configured and says what to do where it can't work."""
