import socket

from deskready_checks.internet.path.leg import _BY_TCP, Leg, run_leg, tcp_round_trip


def closed_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


def test_taking_and_refusing_are_both_answers() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        taken = tcp_round_trip("127.0.0.1", listener.getsockname()[1])
    refused = tcp_round_trip("127.0.0.1", closed_port())
    assert taken is not None
    assert refused is not None
    assert 0 < taken < 900 > refused > 0


def test_silence_is_none() -> None:
    with socket.create_server(("127.0.0.1", 0), backlog=0) as full, socket.create_connection(full.getsockname()):
        assert tcp_round_trip("127.0.0.1", full.getsockname()[1], 0.1) is None


def test_a_leg_counts_and_ends_early() -> None:
    leg = run_leg("127.0.0.1", closed_port(), 4)
    assert (leg.sent, leg.lost, len(leg.rtts_ms)) == (4, 0, 4)
    assert run_leg("127.0.0.1", closed_port(), 50, lambda: True).sent == 1


def test_a_host_that_never_answers_is_given_up() -> None:
    assert run_leg("255.255.255.255", 1, 50) == Leg((), 3, _BY_TCP)


def test_figures() -> None:
    leg = Leg((1.0, 9.0, 2.0), 4)
    assert (leg.latency_ms, leg.lost) == (2.0, 1)
    low, high = leg.loss_interval
    assert low < 0.25 < high
    assert Leg((), 3).latency_ms is None
