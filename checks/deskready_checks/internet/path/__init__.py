"""The first part of every path: this computer's link, the router, a proxy, and round trips along it."""
