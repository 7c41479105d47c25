import pytest

from deskready.plugin import Unavailable
from deskready_checks.internet.load.meter import Meter
from deskready_checks.internet.providers.choice import providers

OWN = "http://127.0.0.1:9/"


def ids(*, provider: str = "auto", server: str = "", mlab: bool = False, few_bytes: bool = False) -> list[str]:
    """Who is asked, in turn."""
    return [each.id for each in providers(provider, server, 10.0, Meter(), consent=mlab, few_bytes=few_bytes)]


def test_who_is_asked_when_nobody_chose() -> None:
    assert ids() == ["cloudflare", "speedtest-cli"]
    assert ids(mlab=True) == ["cloudflare", "ndt7", "speedtest-cli"]
    assert ids(mlab=True, server=OWN) == ["librespeed", "speedtest-cli"]


def test_few_bytes_leave_out_who_brings_a_test_of_their_own() -> None:
    assert ids(few_bytes=True) == ["cloudflare"]
    assert ids(few_bytes=True, mlab=True) == ["cloudflare", "ndt7"]
    assert ids(few_bytes=True, server=OWN) == ["librespeed"]


@pytest.mark.parametrize("provider", ["speedtest-cli", "iperf3"])
def test_one_of_those_that_was_named_is_a_contradiction(provider: str) -> None:
    assert ids(provider=provider, server=OWN) == [provider]
    with pytest.raises(Unavailable, match="few bytes") as raised:
        ids(few_bytes=True, provider=provider, server=OWN)
    assert raised.value.remedy


@pytest.mark.parametrize(("provider", "server"), [("own", ""), ("cloudflare", OWN)])
def test_a_provider_that_the_server_contradicts(provider: str, server: str) -> None:
    with pytest.raises(Unavailable, match="contradict"):
        ids(provider=provider, server=server)
