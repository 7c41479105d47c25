import pytest

from deskready_responder import clients as module
from deskready_responder.clients import Clients
from deskready_responder.limits import Limits
from deskready_responder.refusal import Refusal


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def refused(call: object) -> Refusal:
    with pytest.raises(Refusal) as caught:
        call()  # type: ignore[operator]
    assert caught.value.sentence.endswith(".")
    assert caught.value.retry_after is not None
    return caught.value


def test_connections_of_all_and_of_one_are_bounded() -> None:
    clients = Clients(Limits(connections=3, connections_per_client=2))
    first = clients.enter("a")
    assert clients.enter("a") is first
    assert refused(lambda: clients.enter("a")).status == 429
    clients.enter("b")
    assert refused(lambda: clients.enter("c")).status == 503
    clients.leave(first)
    assert clients.enter("c").key == "c"


def entered(clients: Clients, key: str) -> int:
    """How many connections a client gets that wants all."""
    for count in range(1_000):
        try:
            clients.enter(key)
        except Refusal:
            return count
    raise AssertionError("there is no end")


def test_whoever_comes_finds_a_place_however_many_want_all() -> None:
    clients = Clients(Limits())
    got = [entered(clients, str(number)) for number in range(20)]
    assert got[:3] == [40, 40, 40]
    assert all(got[:12]), "eleven that want forty each leave a place for one more"
    assert sum(got) <= Limits().connections
    assert got == sorted(got, reverse=True)


@pytest.mark.parametrize("each", [50, 200, 500])
def test_who_may_have_all_gets_all(each: int) -> None:
    assert entered(Clients(Limits(connections=50, connections_per_client=each)), "a") == 50


def test_connections_a_second_are_bounded() -> None:
    clock = Clock()
    clients = Clients(Limits(opened_per_second=5), clock)
    for _ in range(5):
        clients.leave(clients.enter("a"))
    assert refused(lambda: clients.enter("a")).status == 429
    clients.leave(clients.enter("b"))
    clock.now = 0.2
    clients.leave(clients.enter("a"))


def test_who_is_refused_is_not_remembered() -> None:
    clients = Clients(Limits(connections=1))
    clients.enter("a")
    for number in range(100):
        refused(lambda: clients.enter(str(number)))  # noqa: B023 - called at once
    assert len(clients) == 1


def test_bytes_are_bounded_until_the_period_ends() -> None:
    clock = Clock()
    client = Clients(Limits(bytes_per_client=100, period_seconds=60), clock).enter("a")
    client.charge(60)
    client.charge(60)  # what was begun within the limit may pass it
    clock.now = 20
    assert refused(lambda: client.charge(1)).status == 429
    assert refused(client.request).retry_after == 40
    clock.now = 60
    client.request()
    client.charge(99)


def test_leaving_does_not_give_new_bytes() -> None:
    clients = Clients(Limits(bytes_per_client=100))
    client = clients.enter("a")
    client.charge(100)
    clients.leave(client)
    refused(clients.enter("a").request)


def test_requests_are_bounded() -> None:
    clock = Clock()
    client = Clients(Limits(requests_per_second=5), clock).enter("a")
    for _ in range(5):
        client.request()
    assert refused(client.request).status == 429
    clock.now = 0.2
    client.request()


def test_no_limit_is_none() -> None:
    client = Clients(Limits(bytes_per_client=0)).enter("a")
    client.charge(10**15)
    client.charge(1)


def test_memory_is_bounded_and_whoever_is_here_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "CAPACITY", 10)
    clients = Clients(Limits(bytes_per_client=100))
    here = clients.enter("here")
    here.charge(100)
    for n in range(100):
        clients.leave(clients.enter(str(n)))
    assert len(clients) <= 10
    assert clients.enter("here") is here


def test_what_is_over_is_forgotten_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "CAPACITY", 2)
    clock = Clock()
    clients = Clients(Limits(period_seconds=60, bytes_per_client=10), clock)
    spent = clients.enter("spent")
    clock.now = 1
    clients.leave(clients.enter("old"))
    clock.now = 61
    spent.charge(10)  # its period begins anew, though it came first
    clients.leave(spent)
    clients.leave(clients.enter("new"))
    assert clients.enter("spent") is spent
