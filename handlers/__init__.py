"""What to say and do: pure functions from a turn of the conversation to its outcome."""
