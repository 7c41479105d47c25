"""What an answer, or an error in its place, says about the server."""

from http.client import HTTPResponse, IncompleteRead

from deskready_checks.internet.load.diagnosis import diagnose, fault_of
from deskready_checks.internet.load.fault import Fault
from deskready_checks.internet.load.interface import Trouble


def check_answer(answer: HTTPResponse) -> None:
    """Lets only a good answer pass.

    Raises:
        Trouble: It is a refusal or a redirect.
    """
    words = f"{answer.status} {answer.reason}"
    if 300 <= answer.status < 400:
        raise Trouble(Fault.REDIRECT, words)
    if answer.status not in {200, 201, 204}:
        raise Trouble(fault_of(answer.status), words, _seconds(answer.getheader("Retry-After")))


def check_body(begin: bytes) -> None:
    """Lets only data pass. The kind that the head names tells nothing: PHP calls even an empty answer a web page.

    Raises:
        Trouble: It is a web page.
    """
    if begin.lstrip()[:15].lower().startswith((b"<!doctype html", b"<html")):
        raise Trouble(Fault.PORTAL, "a web page came in place of data")


def trouble_of(error: BaseException, *, begun: bool) -> Trouble:
    """What an error of a connection means.

    Args:
        error: The error.
        begun: Whether anything had been moved.
    """
    fault = diagnose(error)
    cut = begun and (fault is Fault.UNREACHABLE or isinstance(error, IncompleteRead))
    return Trouble(Fault.CUT if cut else fault, f"{type(error).__name__}: {error}")


def _seconds(text: str | None) -> float | None:
    """Retry-After in seconds; None for a date, which says as little as nothing."""
    return float(text) if text and text.isascii() and text.isdigit() and len(text) < 8 else None
