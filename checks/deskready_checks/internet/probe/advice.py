"""What to do about a line, in words that several checks share."""

CABLE = "Use a network cable in place of Wi-Fi, switch off any VPN, or ask your provider."
"""Where a line is slow, uneven or loses packets."""
ALLOW = "Ask whoever runs this network, and this computer's security software or VPN, to allow outgoing UDP."
"""Where UDP does not get through."""
