"""How long the parts of a speed test may take, besides the transfers themselves."""

FIND_SECONDS = 30.0
"""How long it may take to find a server."""
GRACE_SECONDS = 15.0
"""How much longer than asked for a transfer may take: the library waits for connections that hang."""
PASS_SECONDS = 25.0
"""How long providers may take that are passed over in the end."""
IDLE_SECONDS = 6.0
"""How long the idle line may be probed, and the last answers under load be waited for."""
