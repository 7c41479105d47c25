"""Watches the requests of a speed test: what went wrong, and where redirects lead."""

import urllib.request
from http.client import HTTPException, HTTPMessage, HTTPResponse
from typing import IO, Any
from urllib.error import HTTPError
from urllib.parse import urljoin

from deskready_checks.internet.load.diagnosis import Diverted, host_of, is_page, is_service
from deskready_checks.internet.load.fault import Fault


class Watch(urllib.request.BaseHandler):
    """Sees every answer before the library does, remembers what went wrong, and follows nobody astray.

    Args:
        own_host: The only host that may be contacted, or "" for the service's.

    Attributes:
        own_host: As given.
        finding: Whether a server is still being looked for; from then on its operator may send us where it likes.
        answered: Whether a request was answered as asked.
        error: The most telling error of a request, else the last; the library may hide it.
    """

    handler_order = 100  # before urllib's own handlers (500)

    def __init__(self, own_host: str) -> None:
        self.own_host = own_host
        self.finding = True
        self.answered = False
        self.error: Exception | None = None

    def forget(self) -> None:
        """Begins anew."""
        self.answered, self.error = False, None

    def guard(self, opener: urllib.request.OpenerDirector) -> None:
        """Watches over all that `opener` opens."""
        opener.add_handler(self)
        plain = opener.open

        def watched(request: urllib.request.Request, *more: Any, **settings: Any) -> HTTPResponse:
            try:
                answer: HTTPResponse = plain(request, *more, **settings)
                if self.finding and not self.own_host and is_page(answer):
                    raise Diverted(Fault.PORTAL, "a web page came in place of data")  # no words: for the log
            except (OSError, HTTPException) as error:
                if not isinstance(self.error, HTTPError):  # a refusal says more than the connections it cuts
                    self.error = error
                raise
            self.answered = True
            return answer

        setattr(opener, "open", watched)  # noqa: B010 - the type checker rightly forbids to replace a method

    def http_error_302(
        self,
        req: urllib.request.Request,
        fp: IO[bytes],  # noqa: ARG002 - urllib's signature
        code: int,  # noqa: ARG002
        msg: str,  # noqa: ARG002
        headers: HTTPMessage,
    ) -> None:
        """Refuses to follow a redirect to a stranger; returning leaves it to the next handler.

        Raises:
            Diverted: It leads to one.
        """
        target = host_of(urljoin(req.full_url, headers.get("location", "")))
        if self.own_host and target != self.own_host:
            raise Diverted(Fault.REDIRECT, f"redirect to {target}")  # no words: for the log
        if not self.own_host and self.finding and not is_service(target):
            raise Diverted(Fault.PORTAL, f"redirect to {target}")  # no words: for the log

    http_error_301 = http_error_303 = http_error_307 = http_error_308 = http_error_302
