"""Tags of the requests' pages."""
