"""What can keep a speed test from its result."""

from enum import Enum

from deskready.plugin import text


class Fault(Enum):
    """A cause, told apart as far as it can be told from this end of the line; its value says it in a few words."""

    OFFLINE = text("internet.fault.offline", "no connection")
    """This computer knows no way to the internet."""
    NAMES = text("internet.fault.names", "its name was not found")
    """Names cannot be looked up."""
    PORTAL = text("internet.fault.portal", "a login page answered")
    """A web page, as of a network that wants a login, answers instead."""
    TEXT = text("internet.fault.text", "a text came instead")
    """A short text, as of a filter, comes in place of test data."""
    PROGRAM_DATA = text("internet.fault.program-data", "another program's data came instead")
    """JSON comes in place of test data."""
    PICTURE = text("internet.fault.picture", "a picture came instead")
    """A picture comes in place of test data."""
    DIFFERENT = text("internet.fault.different", "not what was asked for came")
    """What comes is not of the length or the kind that was asked for."""
    TOO_EARLY = text("internet.fault.too-early", "answered before the upload was there")
    """An upload is answered as good before the other end has it."""
    NOT_TAKEN = text("internet.fault.not-taken", "the upload was not confirmed")
    """What answers an upload is not what its server says of one that it took."""
    REDIRECT = text("internet.fault.redirect", "it sent elsewhere")
    """The own server sends on to another host, which must not be contacted."""
    CERTIFICATE = text("internet.fault.certificate", "no trusted connection")
    """No trusted TLS connection could be made."""
    UNTRUSTED = text("internet.fault.untrusted", "its certificate is not trusted")
    """Nobody whom this computer trusts vouches for the certificate, as where a company inspects connections."""
    BUNDLE = text("internet.fault.bundle", "the trusted certificates cannot be read")
    """A variable names certificates to trust that are not there, or cannot be read."""
    PROXY = text("internet.fault.proxy", "the proxy wants a login")
    """A proxy wants a login."""
    PROXY_SETTING = text("internet.fault.proxy-setting", "the proxy's setting cannot be read")
    """A proxy's setting is no address."""
    PROXY_SOCKS = text("internet.fault.proxy-socks", "the proxy speaks SOCKS")
    """A proxy speaks another protocol than HTTP: SOCKS."""
    PROXY_ABSENT = text("internet.fault.proxy-absent", "the proxy cannot be reached")
    """Nothing answers at the proxy's address."""
    PROXY_NO_HTTP = text("internet.fault.proxy-no-http", "the proxy is none")
    """What answers at the proxy's address is no proxy for the web."""
    PROXY_REFUSED = text("internet.fault.proxy-refused", "the proxy refused")
    """A proxy does not let the host be reached."""
    PROXY_HELPLESS = text("internet.fault.proxy-helpless", "the proxy did not reach it")
    """A proxy does not reach the host itself."""
    BLOCKED = text("internet.fault.blocked", "it refused")
    """The other end refused to serve."""
    LIMITED = text("internet.fault.limited", "asked too often")
    """The other end serves only so often."""
    BROKEN = text("internet.fault.broken", "out of order")
    """The other end reported an error of its own."""
    GARBAGE = text("internet.fault.garbage", "its answer made no sense")
    """The answer made no sense."""
    UNREACHABLE = text("internet.fault.unreachable", "cannot be reached")
    """No connection could be made or kept."""
    TIMEOUT = text("internet.fault.timeout", "no answer in time")
    """Nothing, or too little, came in time."""
    NO_SERVERS = text("internet.fault.no-servers", "it named no server")
    """The service named no test server."""
    SILENT = text("internet.fault.silent", "its servers were silent")
    """No test server answered."""
    CUT = text("internet.fault.cut", "broke off half way")
    """The connections broke half way."""
    STALLED = text("internet.fault.stalled", "hardly any data")
    """The connections are there, and bring next to nothing."""
    CONSENT = text("internet.fault.consent", "no consent")
    """The service publishes results, and the person has not agreed to that."""
    MISSING = text("internet.fault.missing", "something is missing")
    """What this kind of test needs, a program or an address, is not there."""
    NO_DATA = text("internet.fault.no-data", "no data")
    """A transfer moved nothing."""
    ENDED = text("internet.fault.ended", "ended early")
    """Somebody ended the check before this part of it."""


FOREIGN = frozenset(
    {
        Fault.PORTAL,
        Fault.TEXT,
        Fault.PROGRAM_DATA,
        Fault.PICTURE,
        Fault.DIFFERENT,
        Fault.TOO_EARLY,
        Fault.NOT_TAKEN,
    }
)
"""Faults of an answer that somebody else gave: one of them, and nothing that came is a measurement."""
