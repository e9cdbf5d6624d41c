"""A believable past for a help desk of the demo: told by the real acts, each at its time, alarms and all."""

from incidents.demo.telling import fill

__all__ = ["fill"]
