"""The letters of a request: who is told of what, and what each letter says."""
