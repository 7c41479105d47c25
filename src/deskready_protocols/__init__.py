"""Formats that checks and the measurement server both speak: bytes in, bytes out, by the standard library alone."""
