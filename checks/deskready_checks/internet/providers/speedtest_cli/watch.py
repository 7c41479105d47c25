"""Watches the requests of a speed test: what went wrong, and where redirects lead."""

import threading
import urllib.request
from http.client import HTTPException, HTTPMessage, HTTPResponse
from typing import IO, Any
from urllib.error import HTTPError, URLError
from urllib.parse import urljoin, urlsplit

from deskready_checks.internet.load.diagnosis import Diverted, host_of, is_page, is_service
from deskready_checks.internet.load.fault import Fault
from deskready_checks.internet.load.http_answer import redirect_fault
from deskready_checks.internet.path.proxy import ProxyError, proxy_at
from deskready_checks.internet.path.proxy_blame import listening, problem_of
from deskready_checks.internet.providers.speedtest_cli.answers import check_download, check_upload


class Watch(urllib.request.BaseHandler):
    """Sees every answer before the library does, remembers what went wrong, and follows nobody astray.

    Args:
        own_host: The only host that may be contacted, or "" for the service's.
        ending: Set once transfers are to end: the library then opens what is left, and reads nothing of it.

    Attributes:
        own_host: The host that requests are held to, or "".
        finding: Whether a server is still being looked for; from then on its operator may send us where it likes.
        answered: Whether a request was answered as asked.
        error: The most telling error of a request, else the last; the library may hide it.
        vain: Bytes of uploads that were not acknowledged, which the library counts all the same.
    """

    handler_order = 100  # before urllib's own handlers (500)

    def __init__(self, own_host: str, ending: threading.Event | None = None) -> None:
        self.own_host = own_host
        self.finding = True
        self.answered = False
        self.error: Exception | None = None
        self.vain = 0
        self._ending = ending or threading.Event()

    def forget(self) -> None:
        """Begins anew."""
        self.answered, self.error, self.vain = False, None, 0

    def guard(self, opener: urllib.request.OpenerDirector) -> None:
        """Watches over all that `opener` opens."""
        opener.add_handler(self)
        plain = opener.open

        def watched(asked: urllib.request.Request | str, *more: Any, **settings: Any) -> HTTPResponse:
            request = urllib.request.Request(asked) if isinstance(asked, str) else asked  # noqa: S310 - the library's own
            try:
                answer: HTTPResponse = plain(request, *more, **settings)
                self._check(request, answer)
            except (OSError, HTTPException) as error:
                self.vain += sum(getattr(request.data, "total", ()))
                self._note(_blamed(request, error))
                raise
            self.answered = True
            return answer

        setattr(opener, "open", watched)  # noqa: B010 - the type checker rightly forbids to replace a method

    def _check(self, request: urllib.request.Request, answer: HTTPResponse) -> None:
        """Lets only what was asked for pass.

        Raises:
            Diverted: It is something else.
        """
        own_page = self.own_host and "/upload." not in request.full_url  # it greets with one
        if self.finding and not own_page and is_page(answer):
            raise Diverted(Fault.PORTAL, "a web page came in place of data")  # no words: for the log
        if request.get_method() == "POST":
            check_upload(answer)
        elif not self._ending.is_set():
            check_download(request, answer, self._note)

    def _note(self, error: Exception) -> None:
        """Remembers an error, unless a more telling one is known: what a refusal cuts says less than it."""
        if not isinstance(self.error, (HTTPError, Diverted, ProxyError)):
            self.error = error

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
        location = headers.get("location", "")
        target = host_of(urljoin(req.full_url, location))
        if self.own_host and target != self.own_host:
            raise Diverted(redirect_fault(req.full_url, location), f"redirect to {target}")  # no words: for the log
        if not self.own_host and self.finding and not is_service(target):
            raise Diverted(Fault.PORTAL, f"redirect to {target}")  # no words: for the log

    http_error_301 = http_error_303 = http_error_307 = http_error_308 = http_error_302


def _blamed(request: urllib.request.Request, error: OSError | HTTPException) -> Exception:
    """The error, or in its place what it says about the proxy that passed the request on in clear."""
    parts = urlsplit(f"//{request.host}")
    proxy = proxy_at(parts.hostname or "", parts.port or 80) if request.has_proxy() else None
    if proxy is None:
        return error
    if isinstance(error, HTTPError):
        problem = problem_of(error.code)
        return ProxyError(problem, proxy.variable, str(error)) if problem else error
    try:
        with listening(proxy):
            raise error.reason if isinstance(error, URLError) and isinstance(error.reason, OSError) else error
    except (OSError, HTTPException) as found:
        return found
