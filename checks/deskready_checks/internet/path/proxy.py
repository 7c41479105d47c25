"""Whether this computer sends its web traffic through a proxy."""

import urllib.request


def in_use() -> bool:
    """Whether a proxy is set for http or https: by environment variables, or in macOS's or Windows's own settings.

    An automatic configuration file (PAC, WPAD) is not seen.
    """
    return any(urllib.request.getproxies().get(scheme) for scheme in ("http", "https", "socks", "all"))
