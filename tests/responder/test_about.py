import json

from .conftest import Start, get


def test_a_program_learns_where_udp_is_and_what_limits_a_measurement(start: Start) -> None:
    server = start(rate_mbit=250, bytes_per_client=0)
    told = json.loads(get(server, "/deskready.json").body)
    assert told["service"] == "deskready-responder"
    assert told["udp_port"] == server.udp_port
    assert told["udp_echo"] == {"request": "deskready?", "answer": "deskready!"}
    assert (told["limits"]["rate_mbit"], told["limits"]["bytes_per_client"]) == (250, None)
