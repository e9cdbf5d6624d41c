"""The screens of this room: getting in, and who belongs."""
