"""Other people's speed tests that run under Node, and what they need of a server."""
