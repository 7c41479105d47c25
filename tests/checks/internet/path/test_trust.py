"""Whom this computer trusts, by each of the variables."""

import os
from pathlib import Path

import pytest
import trustme

from deskready_checks.internet.path import trust


@pytest.fixture(autouse=True)
def clean(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("SSL_CERT_FILE", "REQUESTS_CA_BUNDLE"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def authority(tmp_path: Path) -> Path:
    path = tmp_path / "company.pem"
    trustme.CA(organization_name="Company Inspection").cert_pem.write_to_path(str(path))
    return path


def trusts_company() -> bool:
    return "Company Inspection" in str(trust.context().get_ca_certs())


@pytest.mark.parametrize("variable", ["SSL_CERT_FILE", "REQUESTS_CA_BUNDLE"])
def test_a_company_s_certificate_is_trusted(variable: str, authority: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert not trusts_company()
    monkeypatch.setenv(variable, str(authority))
    assert trusts_company()


def test_the_system_s_own_are_trusted_beside_it(authority: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = authority.with_name("other.pem")
    trustme.CA(organization_name="The system's").cert_pem.write_to_path(str(other))
    monkeypatch.setenv("SSL_CERT_FILE", str(other))
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(authority))
    assert trusts_company()
    assert "The system's" in str(trust.context().get_ca_certs())


def test_a_folder_of_certificates_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(tmp_path))
    assert trust.context()


@pytest.mark.parametrize("variable", ["SSL_CERT_FILE", "REQUESTS_CA_BUNDLE"])
def test_a_file_that_is_not_there_or_a_pipe_is_told(
    variable: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path / "missing.pem", tmp_path / "pipe", "a\nb"):
        monkeypatch.setenv(variable, str(path))
        with pytest.raises(trust.BundleError) as caught:
            trust.context()
        assert caught.value.variable == variable


def test_a_file_without_certificates_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (path := tmp_path / "empty.pem").write_text("nothing")
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(path))
    with pytest.raises(trust.BundleError):
        trust.context()
