"""Our retrieval and its peers', on the same chunks and vectors; each peer runs in an environment of its own.

`compare` prepares what all are given, runs each and makes the table. `harness` is what runs inside each environment: it
and the peers' modules import nothing of this project but each other. A peer's module names its ways of retrieving.
"""
