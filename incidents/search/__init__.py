"""Finding a request by any word that was said about it, however it was written."""
