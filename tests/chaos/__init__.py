"""The proof of the clock: real servers and workers, killed again and again, and every promise counted."""
