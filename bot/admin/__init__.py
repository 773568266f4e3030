"""What admins do: reload with a rehearsal, roll back, look at documents and state, and the log of it all."""
