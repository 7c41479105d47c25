"""How a request becomes a WebSocket (RFC 6455, 4.2)."""

import base64
import binascii
import hashlib

from deskready_responder.refusal import Refusal
from deskready_responder.request import Request

_GUID = b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11"


def accept(request: Request, protocol: str) -> tuple[tuple[str, str], ...]:
    """The fields of the answer that opens a WebSocket (RFC 6455, 4.2).

    Raises:
        Refusal: The request does not ask for one, or not for this protocol.
    """
    if "websocket" not in request.tokens("upgrade") or "upgrade" not in request.tokens("connection"):
        raise Refusal(400, "This path is for a WebSocket.")
    if request.fields.get("sec-websocket-version") != "13":
        raise Refusal(426, "This version of WebSocket is not spoken here.", headers=(("Sec-WebSocket-Version", "13"),))
    key = request.fields.get("sec-websocket-key", "")
    if protocol.lower() not in request.tokens("sec-websocket-protocol") or not _is_key(key):
        raise Refusal(400, f"The WebSocket does not ask for the protocol {protocol}.")
    digest = hashlib.sha1(key.encode() + _GUID, usedforsecurity=False).digest()
    return (
        ("Upgrade", "websocket"),
        ("Connection", "Upgrade"),
        ("Sec-WebSocket-Accept", base64.b64encode(digest).decode()),
        ("Sec-WebSocket-Protocol", protocol),
    )


def _is_key(text: str) -> bool:
    try:
        return len(base64.b64decode(text.encode("latin-1"), validate=True)) == 16
    except binascii.Error:
        return False
