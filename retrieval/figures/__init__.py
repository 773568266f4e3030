"""The figures of a sentence: which numbers are amounts, what each tells, of what time, compared with what."""
