import pytest

from deskready_checks.internet.path import proxy


def test_a_proxy_of_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "socks_proxy"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("no_proxy", "localhost")
    assert not proxy.in_use()
    monkeypatch.setenv("https_proxy", "http://127.0.0.1:3128")
    assert proxy.in_use()
