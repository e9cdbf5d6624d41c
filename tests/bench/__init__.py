"""Measurements with real servers, each beside what it is better than, in the same run."""
