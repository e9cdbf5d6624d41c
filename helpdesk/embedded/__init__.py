"""PostgreSQL and Redis from wheels, and the one process that keeps the whole demo running."""
