import pytest
from msgspec import structs

from deskready.core.declare.catalogue import Catalogue, settle
from deskready.core.declare.check_info import YOURS, CheckInfo, Origin, Problem
from deskready.core.declare.metric import Metric
from deskready.core.declare.option import Option
from deskready.core.words.text import text_of
from helpers.declared import DOWNLOAD, LATENCY, LINK, MEMORY, POLICY, check_info


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


def file_of(info: CheckInfo, name: str) -> CheckInfo:
    return structs.replace(info, origin=Origin(name, f"/home/me/checks/{name}:Check", YOURS.words))


def test_two_of_a_rank_with_one_id_are_both_refused_and_each_names_both() -> None:
    one, two = of(check_info("a.b", (DOWNLOAD,)), "x"), of(check_info("a.b", (LINK,)), "y")
    found = settle([one, two], [])
    assert found.checks == ()
    assert told(found) == [
        (each.origin, "More than one check is called 'a.b' (x, y); none is used.") for each in (one, two)
    ]
    assert {problem.check for problem in found.problems} == {"a.b"}


@pytest.mark.parametrize("turned", [False, True])
def test_whoever_claims_an_id_that_is_taken_harms_only_itself(turned: bool) -> None:
    own = of(check_info("computer.memory", (MEMORY,)), "deskready")
    package = of(check_info("computer.memory", (DOWNLOAD,)), "a-package")
    theirs = of(check_info("their.own", (LINK,)), "a-package")
    mine, other = (
        file_of(check_info(check_id, (LATENCY,)), "mine.py") for check_id in ("computer.memory", "their.own")
    )
    infos = [mine, other, theirs, package, own]
    found = settle(infos[::-1] if turned else infos, [])
    assert found.checks == (own, theirs)
    assert dict(told(found)) == {
        package.origin: "deskready has a check called 'computer.memory', too; that one is used, and this one is not.",
        mine.origin: "a-package has a check called 'their.own', too; that one is used, and this one is not.",
    }
    assert len(found.problems) == 3


def test_of_two_lesser_claimants_each_is_told_of_the_one_that_is_used() -> None:
    own = of(check_info("a.b", (MEMORY,)), "deskready")
    files = [file_of(check_info("a.b", (LINK,)), name) for name in ("one.py", "two.py")]
    found = settle([*files, own], [])
    assert found.checks == (own,)
    assert all(reason.startswith("deskready has a check") for _, reason in told(found))


def test_two_classes_of_one_file_with_one_id() -> None:
    twice = [file_of(check_info("a.b", (metric,)), "twice.py") for metric in (LINK, MEMORY)]
    found = settle(twice, [])
    assert found.checks == ()
    assert {reason for _, reason in told(found)} == {"It calls more than one check 'a.b'; none of them is used."}


def test_files_are_named_as_files() -> None:
    found = settle([file_of(check_info("a.b", (LINK,)), name) for name in ("two.py", "one.py")], [])
    assert {reason for _, reason in told(found)} == {
        "More than one check is called 'a.b' (one.py, two.py); none is used."
    }


@pytest.mark.parametrize("turned", [False, True])
def test_a_second_claimant_of_a_metric_is_refused_whatever_the_order(turned: bool) -> None:
    own, other = of(check_info("internet.speed", (DOWNLOAD,)), "deskready"), of(check_info("a.b", (DOWNLOAD,)), "a")
    found = settle([other, own] if turned else [own, other], [])
    assert found.checks == (own,)
    assert told(found) == [(other.origin, "'internet.speed' of deskready already measures internet.download.")]


def test_a_file_cannot_take_a_packages_metric() -> None:
    theirs, mine = of(check_info("z.z", (DOWNLOAD,)), "zoo"), file_of(check_info("a.a", (DOWNLOAD,)), "mine.py")
    found = settle([mine, theirs], [])
    assert found.checks == (theirs,)
    assert told(found) == [(mine.origin, "'z.z' of zoo already measures internet.download.")]


def test_what_is_not_used_claims_nothing() -> None:
    taken = of(check_info("internet.speed", (LINK,)), "x")
    own, other = of(check_info("internet.speed", (DOWNLOAD,)), "deskready"), of(check_info("a.b", (LINK,)), "y")
    found = settle([taken, own, other], [])
    assert [info.origin.package for info in found.checks] == ["deskready", "y"]


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
    assert told(found) == [(other.origin, "'a.own' of deskready asks something else about the data policy 'acme'.")]
