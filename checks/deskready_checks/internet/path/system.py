"""What the system tells of links and of the router: `read_link(name)` and `read_gateway()`, whatever the system."""

import sys

if sys.platform == "darwin":
    from deskready_checks.internet.path.macos import read_gateway, read_link
elif sys.platform == "win32":
    from deskready_checks.internet.path.windows import read_gateway, read_link
else:  # elsewhere, what Linux tells by files and programs is not there: a link is a tunnel by its name, or anything
    from deskready_checks.internet.path.linux import read_gateway, read_link

__all__ = ["read_gateway", "read_link"]
