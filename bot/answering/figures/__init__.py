"""Figure questions: which rows of the ledger are meant, and what may be computed from them."""
