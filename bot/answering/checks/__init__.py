"""The checks that every answer passes before it is sent, whoever wrote it."""
