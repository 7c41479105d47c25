"""What is said of a line, and what to do about it, in words that several checks share."""

from deskready.plugin import Text, counted, message, text

CABLE = text("internet.probe.cable", "Use a network cable in place of Wi-Fi, switch off any VPN, or ask your provider.")
"""Where a line is slow, uneven or loses packets."""
ALLOW = text(
    "internet.probe.allow",
    "Ask whoever runs this network, and this computer's security software or VPN, to allow outgoing UDP.",
)
"""Where UDP does not get through."""
LATER = text("internet.later", "Measure again later.")
"""What to do about what may pass by itself."""
OFFLINE = text("internet.offline", "This computer is not connected to the internet.")
"""Why nothing was measured: there is no way to the internet."""
CONNECT = text("internet.connect", "Plug in the network cable or connect the Wi-Fi, then measure again.")
"""What to do about that."""
NO_NAMES = text("internet.no-names", "The network is there, but names on the internet cannot be looked up (DNS).")
"""Why no public server was found."""
RESTART = text(
    "internet.restart", "Restart the router and measure again; if that does not help, call your internet provider."
)
"""What to do where names cannot be looked up."""
UNKNOWN_HOST = text("internet.unknown-host", "The name of the chosen host cannot be looked up (DNS).")
"""Why a host that an option names was not found."""
BLOCKED = text("internet.probe.blocked", "UDP, which carries calls, does not get through this network.")
"""Why no call can be probed."""
TOO_FEW = text("internet.too-few", "Too few packets came back to compare one with the next.")
"""Why there is no jitter."""
YOUR_RESPONDER = text("internet.your-responder", "your responder")
"""What was probed: a responder of one's own."""
PUBLIC_SERVERS = counted("internet.public-servers", "{count} public STUN server", "{count} public STUN servers")
"""What was probed: servers that their owners offer to everybody."""
MEDIAN = message("internet.median", "median; {method}")
"""How a latency was obtained."""
MEAN_DIFFERENCE = message("internet.mean-difference", "mean difference of consecutive round trips; {method}")
"""How a jitter was obtained."""
OF_CLASS = message("internet.of-class", "class {name} of ITU-T G.109; {method}")
"""How the rating of a call was obtained, and its class."""
BOTH = message("internet.both", "{first}; {second}")
"""Two things that are said of how something was measured."""
UDP_TO = message("internet.udp-to", "UDP to {whom}, {rate}/s")
"""How a line was probed, and with how many probes a second."""


def also(*said: Text) -> Text:
    """Several things that are said of one, in their order; nothing of what is empty."""
    kept = [each for each in said if each]
    if len(kept) < 2:
        return kept[0] if kept else Text()
    middle = len(kept) // 2  # by halves: each text inside another takes calls
    return BOTH(first=also(*kept[:middle]), second=also(*kept[middle:]))
