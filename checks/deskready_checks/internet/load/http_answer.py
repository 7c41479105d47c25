"""What an answer, or an error in its place, says about the server."""

from http.client import HTTPResponse, IncompleteRead
from urllib.parse import SplitResult, urljoin, urlsplit

from deskready_checks.internet.load.content import fault_of_content
from deskready_checks.internet.load.diagnosis import diagnose, fault_of, variable_of
from deskready_checks.internet.load.fault import Fault
from deskready_checks.internet.load.interface import Trouble


def check_answer(answer: HTTPResponse, asked: str) -> None:
    """Lets only a good answer pass.

    Args:
        answer: The answer.
        asked: The URL that was asked for.

    Raises:
        Trouble: It is a refusal or a redirect.
    """
    words = f"{answer.status} {answer.reason}"
    if 300 <= answer.status < 400:
        raise Trouble(redirect_fault(asked, answer.getheader("Location", "")), words)
    if answer.status not in {200, 201, 204}:
        raise Trouble(fault_of(answer.status), words, _seconds(answer.getheader("Retry-After")))


def check_body(begin: bytes) -> None:
    """Lets no web page pass. The kind that the head names tells nothing: PHP calls even an empty answer one.

    Raises:
        Trouble: It is one.
    """
    if fault_of_content(begin) is Fault.PORTAL:
        raise Trouble(Fault.PORTAL, "a web page came in place of data")


def check_empty(body: bytes) -> None:
    """Lets only an empty body pass.

    Raises:
        Trouble: It is none, and what it is.
    """
    if body:
        raise Trouble(fault_of_content(body) or Fault.DIFFERENT, f"{len(body)} bytes where none were asked for")


def redirect_fault(asked: str, location: str) -> Fault:
    """What a redirect means: a login page, which can only answer in clear, or a server that moved.

    Whoever moves a server sends on to the same file, or stays in the domain; a login page does neither.
    """
    try:
        begin, target = urlsplit(asked), urlsplit(urljoin(asked, location))
    except ValueError:
        return Fault.REDIRECT
    moved = _file(begin) == _file(target)
    strange = begin.scheme == "http" and not moved and _domain(begin) != _domain(target)
    return Fault.PORTAL if strange else Fault.REDIRECT


def _file(parts: SplitResult) -> str:
    return parts.path.rpartition("/")[2]


def _domain(parts: SplitResult) -> str:
    """The last two labels of a name, or an address whole."""
    host = parts.hostname or ""
    return host if host.replace(".", "").isdigit() else ".".join(host.rsplit(".", 2)[-2:])


def trouble_of(error: BaseException, *, begun: bool) -> Trouble:
    """What an error of a connection means.

    Args:
        error: The error.
        begun: Whether anything had been moved.
    """
    fault = diagnose(error)
    cut = begun and (fault is Fault.UNREACHABLE or isinstance(error, IncompleteRead))
    return Trouble(Fault.CUT if cut else fault, f"{type(error).__name__}: {error}", variable=variable_of(error))


def _seconds(text: str | None) -> float | None:
    """Retry-After in seconds; None for a date, which says as little as nothing."""
    return float(text) if text and text.isascii() and text.isdigit() and len(text) < 8 else None
