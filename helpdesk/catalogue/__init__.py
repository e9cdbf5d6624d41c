"""The catalogue: every sentence of the product, and its Lithuanian."""
