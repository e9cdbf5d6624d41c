"""Complaints about the help itself: received, owned, answered, and closed only when the customer agrees."""
