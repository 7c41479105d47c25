import pytest
from msgspec import structs

from deskready.core.declare.catalogue import Catalogue, settle
from deskready.core.declare.check_info import CheckInfo, Origin, Problem
from deskready.core.declare.metric import Metric
from deskready.core.declare.option import Option
from deskready.core.words.text import text_of
from helpers.declared import DOWNLOAD, LATENCY, LINK, POLICY, check_info


def of(info: CheckInfo, package: str) -> CheckInfo:
    return structs.replace(info, origin=Origin(info.id, "module:Check", package))


def told(found: Catalogue) -> list[tuple[Origin, str]]:
    return [(problem.origin, text_of(problem.reason).words) for problem in found.problems]


def test_checks_show_by_area_own_ones_first_and_in_their_places() -> None:
    infos = [
        of(check_info("zoo.a", (Metric("zoo.a", "A"),)), "deskready"),
        of(check_info("sound.b", (Metric("sound.b", "B"),)), "deskready"),
        of(check_info("internet.a", (LINK,)), "theirs"),
        of(check_info("internet.z", (LATENCY,)), "deskready"),
        structs.replace(of(check_info("internet.y", (DOWNLOAD,)), "deskready"), place=60),
        of(check_info("attic.a", (Metric("attic.a", "A"),)), "deskready"),
    ]
    found = settle(infos, [])
    assert [info.id for info in found.checks] == [
        "internet.z",
        "internet.y",
        "internet.a",
        "sound.b",
        "attic.a",
        "zoo.a",
    ]
    assert found.problems == ()


def test_two_packages_with_one_id_are_both_refused() -> None:
    one, two = (
        of(check_info("internet.speed", (DOWNLOAD,)), "deskready"),
        of(check_info("internet.speed", (LINK,)), "x"),
    )
    found = settle([one, two], [])
    assert found.checks == ()
    assert {problem.origin.package for problem in found.problems} == {"deskready", "x"}
    assert all("deskready, x" in text_of(problem.reason).words for problem in found.problems)


@pytest.mark.parametrize("turned", [False, True])
def test_a_second_claimant_of_a_metric_is_refused_whatever_the_order(turned: bool) -> None:
    own, other = of(check_info("internet.speed", (DOWNLOAD,)), "deskready"), of(check_info("a.b", (DOWNLOAD,)), "a")
    found = settle([other, own] if turned else [own, other], [])
    assert found.checks == (own,)
    assert told(found) == [(other.origin, "'internet.speed' already measures one of its metrics.")]


def test_problems_found_before_are_kept() -> None:
    problem = Problem(Origin("x", "x:X", "x"), "It cannot be imported.")
    assert settle([], [problem]).problems == (problem,)


def test_a_policys_name_stands_for_one_text() -> None:
    """Who agreed to the first has not agreed to the second."""
    harmless = structs.replace(POLICY, explanation="It publishes nothing.")
    elsewhere = structs.replace(POLICY, where={"server": ("",)})
    own, same, other = (
        of(
            check_info(f"a.{name}", (Metric(f"a.{name}", name),), options=(Option("acme", False, "", policy=policy),)),
            by,
        )
        for name, policy, by in (("own", POLICY, "deskready"), ("same", elsewhere, "x"), ("other", harmless, "y"))
    )
    found = settle([other, same, own], [])
    assert found.checks == (own, same)
    assert told(found) == [(other.origin, "Another check asks something else about the data policy 'acme'.")]
