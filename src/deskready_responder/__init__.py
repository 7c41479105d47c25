"""A measurement server: HTTP and WebSocket speed tests, STUN and a UDP echo, bounded for each client."""
