"""The database backend: django-tenants', which enters a schema only when the server is not in it already."""
