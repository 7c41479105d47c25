"""The words for each fault."""

import pytest

from deskready_checks.internet.load.explain import explain
from deskready_checks.internet.load.fault import Fault

ONLY_OWN = {Fault.REDIRECT}


@pytest.mark.parametrize("fault", [fault for fault in Fault if fault not in ONLY_OWN])
@pytest.mark.parametrize("own_server", [True, False])
def test_every_fault_has_words(fault: Fault, own_server: bool) -> None:
    said = explain(fault, "the system's words", own_server=own_server)
    assert said.reason.words.endswith(".")
    assert said.remedy.words.endswith(".")
    assert len(said.reason.words) < 120
    assert len(said.remedy.words) <= 200
    assert said.detail == "the system's words"


@pytest.mark.parametrize("own_server", [True, False])
def test_no_two_faults_have_the_same_reason(own_server: bool) -> None:
    faults = [fault for fault in Fault if own_server or fault not in ONLY_OWN]
    assert len({explain(fault, "", own_server=own_server).reason.words for fault in faults}) == len(faults)


def test_the_own_server_is_not_called_a_service() -> None:
    service_only = {Fault.PORTAL, Fault.NO_SERVERS}  # causes that an own server cannot have
    said = [explain(fault, "", own_server=True).reason.words for fault in Fault if fault not in service_only]
    assert not any("service" in reason for reason in said)
