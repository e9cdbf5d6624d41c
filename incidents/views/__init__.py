"""The pages of a help desk: the desk's queue and requests, the company's portal."""
