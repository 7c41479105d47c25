"""One fault of a real network, met by every check of it: they tell one cause, and no two sentences contradict."""

from pathlib import Path

import pytest

from deskready.core.audit.encoding import decode
from deskready.formats.as_markdown import render as markdown
from deskready.formats.as_text import render as plain
from helpers.outage import audited, outage
from helpers.routed import can_build_a_lab

pytestmark = pytest.mark.skipif(not can_build_a_lab(), reason="needs Linux, root and iproute2")
CHECKS = ("internet.connection", "internet.dns", "internet.latency", "internet.quality", "internet.speed")
NAMES_WRONG = ("nothing is wrong", "0 % failed", "allow outgoing UDP", "Empty it to probe", "UDP, which carries calls")


@pytest.mark.parametrize(
    ("replies", "route", "cause", "never"),
    [
        ("dead", True, "internet.names-fail", NAMES_WRONG),
        ("broken", True, "internet.names-fail", NAMES_WRONG),
        ("denying", True, "internet.names-fail", NAMES_WRONG),
        ("inventive", True, "internet.portal", (*NAMES_WRONG, "names on the internet cannot be looked up")),
        ("unknown", False, "internet.no-network", (*NAMES_WRONG, "cannot be looked up")),
        ("everything", True, "internet.udp-blocked", ("nothing is wrong", "cannot be looked up", "login page of")),
    ],
)
def test_every_check_tells_one_story(
    replies: str, route: bool, cause: str, never: tuple[str, ...], tmp_path: Path
) -> None:
    with outage(replies, route=route) as inside:
        audit = decode(audited(inside, tmp_path, *CHECKS), "audit.json")
    report = " ".join(plain(audit).split())
    (story,) = audit.causes
    assert story.cause.id == cause, report
    assert len(story.checks) >= 2, report
    for shown in (report, markdown(audit)):
        assert shown.count(story.cause.remedy.words) == 1, shown
        assert not [each for each in never if each in shown], shown
