"""The path of a call: this computer, its link, the router, names, and the hosts that work needs."""
