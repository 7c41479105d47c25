"""Which path is served by what. A path is looked up here, and never on disk."""

from collections.abc import Callable
from typing import NamedTuple

from deskready_responder import about, held, librespeed, mini, ndt7, nq
from deskready_responder.refusal import Refusal
from deskready_responder.request import Request
from deskready_responder.visit import Visit


class Route(NamedTuple):
    """How a path is served."""

    serve: Callable[[Visit, Request], None]
    """Answers a request whose body was taken."""
    name: str
    """Whose protocol it is, for the log."""
    methods: tuple[str, ...] = ("GET", "HEAD", "POST", "PUT", "OPTIONS")
    """What may be asked."""


_LOOK = ("GET", "HEAD", "OPTIONS")
_LIBRESPEED = {
    "garbage.php": Route(librespeed.garbage, "LibreSpeed"),
    "empty.php": Route(librespeed.empty, "LibreSpeed"),
    "getIP.php": Route(librespeed.get_ip, "LibreSpeed"),
}
ROUTES = {
    **{f"/{name}": route for name, route in _LIBRESPEED.items()},
    **{f"/backend/{name}": route for name, route in _LIBRESPEED.items()},
    "/": Route(mini.page, "Speedtest", _LOOK),
    "/speedtest/latency.txt": Route(mini.latency, "Speedtest", _LOOK),
    "/speedtest/upload.php": Route(mini.uploaded, "Speedtest"),
    **{f"/speedtest/random{n}x{n}.jpg": Route(mini.image, "Speedtest", _LOOK) for n in mini.SIZES},
    "/.well-known/nq": Route(nq.config, "nq", _LOOK),
    "/nq/large": Route(nq.large, "nq", _LOOK),
    "/nq/small": Route(nq.small, "nq", _LOOK),
    "/nq/upload": Route(nq.upload, "nq", ("POST", "PUT", "OPTIONS")),
    "/ndt/v7/download": Route(ndt7.download, "ndt7", ("GET",)),
    "/ndt/v7/upload": Route(ndt7.upload, "ndt7", ("GET",)),
    "/deskready.json": Route(about.about, "deskready", _LOOK),
    "/deskready/held.json": Route(held.held, "deskready", _LOOK),
}
"""Every path."""


def serve(visit: Visit, request: Request) -> None:
    """Answers one request.

    Raises:
        Refusal: There is nothing at that path, or it is not for that; or the client may not have it.
        OSError: The connection broke, or took too long.
    """
    visit.client.request()
    route = ROUTES.get(request.path)
    if route is None:
        raise Refusal(404, "There is nothing at this path.")
    if request.method not in route.methods:
        allowed = (("Allow", ", ".join(route.methods)),)
        raise Refusal(405, f"This path is not for {request.method}.", headers=allowed)
    visit.take_body(request, f"{route.name} upload")
    if request.method == "OPTIONS":
        visit.answer(request, fields=(("Allow", ", ".join(route.methods)),))
    else:
        route.serve(visit, request)
