import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskready.core.declare.metric import Gap, Kind, Measurement, Metric
from deskready.core.declare.privacy import Privacy
from deskready.core.declare.unit import Unit, Value
from deskready.core.errors import CheckError
from deskready.core.words.text import Text
from helpers.declared import DOWNLOAD, LINK, VPN


def test_a_measurement_carries_its_declaration() -> None:
    metric = Metric("wifi.ssid", "Network", kind=Kind.TEXT, privacy=Privacy.PERSONAL)
    assert metric.measured("Home", method="asked the system", samples=1, self_reported=True) == Measurement(
        "wifi.ssid", Text("Network"), "Home", "", None, None, 1, Text("asked the system"), True, Privacy.PERSONAL
    )
    assert DOWNLOAD.measured(94.1, low=93, high=95).unit == Unit.MBIT_S


@pytest.mark.parametrize(
    ("metric", "value"),
    [(DOWNLOAD, "fast"), (DOWNLOAD, True), (LINK, 3), (LINK, False), (VPN, 1), (VPN, "yes")],
    ids=lambda item: str(getattr(item, "id", item)),
)
def test_a_value_of_another_kind_is_refused(metric: Metric, value: Value) -> None:
    with pytest.raises(CheckError, match=metric.kind):
        metric.measured(value)


@pytest.mark.parametrize("number", [math.nan, math.inf, -math.inf, 2**63, 10**400, 1e300])
def test_numbers_that_no_file_can_hold_are_refused(number: float) -> None:
    with pytest.raises(CheckError, match="not finite or too large"):
        DOWNLOAD.measured(number)
    with pytest.raises(CheckError):
        DOWNLOAD.measured(1, low=-number)
    with pytest.raises(CheckError):
        DOWNLOAD.measured(1, high=number)


@given(*[st.floats(-1e9, 1e9)] * 3)
def test_a_value_lies_within_its_interval_or_is_refused(low: float, value: float, high: float) -> None:
    if low <= value <= high:
        assert DOWNLOAD.measured(value, low=low, high=high).value == value
    else:
        with pytest.raises(CheckError, match="outside its own interval"):
            DOWNLOAD.measured(value, low=low, high=high)


def test_half_an_interval_is_bounded_by_the_value() -> None:
    assert DOWNLOAD.measured(5, low=4).high is None
    with pytest.raises(CheckError):
        DOWNLOAD.measured(5, low=6)


def test_foreign_words_are_cleaned() -> None:
    assert LINK.measured("Evil\x1b[2J", method="a\x07b") == LINK.measured("Evil\ufffd[2J", method="a\ufffdb")
    assert DOWNLOAD.unavailable("no\x1b", remedy="plug\x00") == Gap(
        "internet.download", Text("no\ufffd"), Text("plug\ufffd")
    )
