"""Long runs of the real bot in a process of its own: mixed load, faults, kills and reloads; what is lost, what grows."""
