"""Every check that any installed package registers keeps the contract, one's own among them."""

import pytest

from deskready.core.declare.catalogue import settle
from deskready.core.declare.check_info import Origin
from deskready.engine.describe.survey import survey
from deskready.sources.entry_points import registered
from deskready.testing.contract import broken_promises


@pytest.mark.parametrize("origin", registered(), ids=lambda origin: origin.name)
def test_registered_check_keeps_the_contract(origin: Origin) -> None:
    """It loads cheaply, declares all it should in sentences, and asks before it does what a person may refuse."""
    assert broken_promises(origin) == []


def test_no_two_checks_claim_the_same() -> None:
    """No id and no metric is claimed twice by what is installed here."""
    infos, problems = survey(registered())
    assert settle(infos, problems).problems == ()
