"""The proxy that the settings name: read, or told with the variable's name."""

import pytest

from deskready_checks.internet.path import proxy
from deskready_checks.internet.path.proxy import Problem, Proxy, ProxyError, addresses, proxy_at, proxy_for

UNREADABLE = [
    "not a url",
    "http://[::1",
    "http://proxy:99999",
    "http://",
    "http://:3128",
    "ftp://p:1",
    "http:p:1",
    "http://a..b:1",
]
URLS = {"http_proxy": "http://x.example/", "https_proxy": "https://x.example/", "all_proxy": "https://x.example/"}


@pytest.fixture(autouse=True)
def clean(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("socks_proxy", raising=False)


def test_a_proxy_of_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("no_proxy", "localhost")
    assert not proxy.in_use()
    monkeypatch.setenv("https_proxy", "http://127.0.0.1:3128")
    assert proxy.in_use()


@pytest.mark.parametrize("variable", URLS)
@pytest.mark.parametrize("upper", [False, True])
@pytest.mark.parametrize("written", UNREADABLE)
def test_one_that_cannot_be_read_is_told_with_its_name(
    variable: str, upper: bool, written: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = variable.upper() if upper else variable
    monkeypatch.setenv(name, written)
    with pytest.raises(ProxyError) as caught:
        proxy_for(URLS[variable])
    assert (caught.value.problem, caught.value.variable) == (Problem.UNREADABLE, name)
    with pytest.raises(ProxyError):
        proxy.in_use()


@pytest.mark.parametrize("name", ["no_proxy", "NO_PROXY"])
@pytest.mark.parametrize(
    "written", ["not a url", "http://[::1", "x.example,http://y.example", "a:99999", "[::1]:99999", "[::1"]
)
def test_hosts_that_need_none_cannot_be_read(name: str, written: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(name, written)
    assert proxy_for("https://x.example/") is None, "there is no proxy that they could be spared"
    assert not proxy.in_use()
    monkeypatch.setenv("https_proxy", "proxy.example:3128")
    for look in (lambda: proxy_for("https://x.example/"), proxy.in_use):
        with pytest.raises(ProxyError) as caught:
            look()
        assert (caught.value.problem, caught.value.variable) == (Problem.UNREADABLE, name)


@pytest.mark.parametrize(
    "written",
    [
        "",
        "*",
        "localhost, 127.0.0.1,.corp.example",
        "*.corp.example,<local>",
        "10.0.0.0/8,::1,fe80::/10",
        "[::1]:80,x:8080,",
    ],
)
def test_lists_that_are_good(written: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("no_proxy", written)
    monkeypatch.setenv("https_proxy", "proxy.example:3128")
    assert proxy.in_use()
    assert (proxy_for("https://speed.example/") is None) is (written == "*")


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("http://proxy.example:3128", ("proxy.example", 3128, "")),
        ("proxy.example:3128/", ("proxy.example", 3128, "")),
        ("https://me:p%40ss@proxy.example", ("proxy.example", 443, "me:p@ss")),
        ("http://[::1]:8080", ("::1", 8080, "")),
    ],
)
def test_addresses(written: str, found: tuple[str, int, str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", written)
    assert proxy_for("http://x.example/") == Proxy(*found, "http_proxy")
    assert proxy_at(*found[:2]) == Proxy(*found, "http_proxy")
    assert proxy_at("127.0.0.1", 1) is None


def test_lower_case_counts_first_and_one_for_all_last(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALL_PROXY", "all.example:1")
    assert proxy_for("http://x.example/") == Proxy("all.example", 1, "", "ALL_PROXY")
    monkeypatch.setenv("HTTP_PROXY", "upper.example:2")
    monkeypatch.setenv("http_proxy", "lower.example:3")
    assert proxy_for("http://x.example/") == Proxy("lower.example", 3, "", "http_proxy")


def test_one_that_speaks_socks_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    for scheme in ("socks", "socks4", "socks4a", "socks5", "socks5h"):
        monkeypatch.setenv("all_proxy", f"{scheme}://127.0.0.1:1080")
        with pytest.raises(ProxyError) as caught:
            proxy_for("https://x.example/")
        assert (caught.value.problem, caught.value.variable) == (Problem.SOCKS, "all_proxy")
        assert proxy.in_use()


def test_what_urllib_is_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("https_proxy", "me:p%40ss@proxy.example:3128")
    monkeypatch.setenv("http_proxy", "http://[::1]:8080")
    given = {"https": "http://me:p%40ss@proxy.example:3128", "http": "http://[::1]:8080"}
    assert addresses("https://x.example/", "http://x.example/") == given
    monkeypatch.setenv("no_proxy", "x.example")
    assert addresses("https://x.example/", "http://x.example/") == {}
