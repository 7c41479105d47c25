"""The server's handshake of a WebSocket, held against the `websockets` library."""

import pytest
from websockets.client import ClientProtocol
from websockets.http11 import Response
from websockets.uri import parse_uri

from deskready_responder.refusal import Refusal
from deskready_responder.request import parse_head
from deskready_responder.upgrade import accept
from deskready_responder.visit import head

NDT = "net.measurementlab.ndt.v7"


def upgrade(**changes: str | None) -> bytes:
    """A request of the library's for a WebSocket, with fields changed or left out."""
    client = ClientProtocol(parse_uri("ws://127.0.0.1/ndt/v7/download"), subprotocols=[NDT])  # type: ignore[list-item]
    request = client.connect()
    for name, value in changes.items():
        field = name.replace("_", "-")
        del request.headers[field]
        if value is not None:
            request.headers[field] = value
    return request.serialize()[:-4]


def test_the_library_accepts_the_handshake() -> None:
    client = ClientProtocol(parse_uri("ws://127.0.0.1/ndt/v7/download"), subprotocols=[NDT])  # type: ignore[list-item]
    client.send_request(client.connect())
    fields = accept(parse_head(b"".join(client.data_to_send())[:-4]), NDT)
    client.receive_data(head(101, fields))
    (answer,) = client.events_received()
    assert isinstance(answer, Response)
    assert client.handshake_exc is None
    assert client.subprotocol == NDT


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"Upgrade": None}, 400),
        ({"Upgrade": "h2c"}, 400),
        ({"Connection": "keep-alive"}, 400),
        ({"Sec_WebSocket_Version": "8"}, 426),
        ({"Sec_WebSocket_Version": None}, 426),
        ({"Sec_WebSocket_Key": None}, 400),
        ({"Sec_WebSocket_Key": "short"}, 400),
        ({"Sec_WebSocket_Key": "ÿ" * 24}, 400),
        ({"Sec_WebSocket_Protocol": None}, 400),
        ({"Sec_WebSocket_Protocol": "chat"}, 400),
    ],
)
def test_what_asks_for_something_else_is_refused(changes: dict[str, str | None], status: int) -> None:
    with pytest.raises(Refusal) as caught:
        accept(parse_head(upgrade(**changes)), NDT)
    assert caught.value.status == status
    if status == 426:
        assert caught.value.headers == (("Sec-WebSocket-Version", "13"),)
