"""What people fill in about a request."""
