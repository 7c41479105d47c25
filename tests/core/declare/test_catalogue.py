import os
import sys
from importlib.metadata import entry_points
from pathlib import Path

import pytest
from msgspec import structs

from deskready.core.declare.catalogue import GROUP, in_folder, registered, settle
from deskready.core.declare.check_info import CheckInfo, Origin, Problem
from deskready.core.declare.metric import Metric
from deskready.core.declare.option import Option
from deskready.core.words.text import text_of
from helpers.declared import DOWNLOAD, LATENCY, LINK, POLICY, check_info


def of(info: CheckInfo, package: str) -> CheckInfo:
    return structs.replace(info, origin=Origin(info.id, "module:Check", package))


def test_every_registered_check_is_found_with_its_package() -> None:
    origins = registered()
    assert [origin.name for origin in origins] == sorted(point.name for point in entry_points(group=GROUP))
    own = [origin for origin in origins if origin.package == "deskready"]
    assert "computer.memory" in {origin.name for origin in own}
    assert all(origin.version and ":" in origin.target for origin in own)


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
    assert found.problems == (Problem(other.origin, "'internet.speed' already measures one of its metrics."),)


def test_problems_found_before_are_kept() -> None:
    problem = Problem(Origin("x", "x:X", "x"), "It cannot be imported.")
    assert settle([], [problem]).problems == (problem,)


def test_a_folder_that_is_missing_holds_nothing(tmp_path: Path) -> None:
    assert in_folder(tmp_path / "none") == ([], [])


def test_own_files_are_found_in_order(tmp_path: Path) -> None:
    folder = tmp_path / "checks"
    folder.mkdir(mode=0o700)
    for name in ("b.py", "a.py", "notes.txt"):
        (folder / name).touch(mode=0o600)
    origins, problems = in_folder(folder)
    assert [(origin.name, origin.target) for origin in origins] == [
        ("a.py", str(folder / "a.py")), ("b.py", str(folder / "b.py")),
    ]  # fmt: skip
    assert problems == []


@pytest.mark.skipif(sys.platform == "win32", reason="rights of a group and of others exist on POSIX systems only")
@pytest.mark.parametrize("where", ["folder", "file"])
@pytest.mark.parametrize("right", [0o020, 0o002])
def test_what_others_can_write_is_refused_with_the_way_out(tmp_path: Path, where: str, right: int) -> None:
    folder = tmp_path / "checks"
    folder.mkdir(mode=0o700)
    file = folder / "a.py"
    file.touch(mode=0o600)
    target = folder if where == "folder" else file
    target.chmod(target.stat().st_mode | right)
    origins, problems = in_folder(folder)
    assert origins == []
    assert "chmod go-w" in text_of(problems[0].reason).words


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can give a file away")
def test_somebody_elses_file_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "checks"
    folder.mkdir(mode=0o700)
    (folder / "a.py").touch(mode=0o600)
    os.chown(folder / "a.py", 65534, 65534)
    origins, problems = in_folder(folder)
    assert (origins, "belongs to somebody else" in text_of(problems[0].reason).words) == ([], True)


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
    assert found.problems == (Problem(other.origin, "Another check asks something else about the data policy 'acme'."),)
