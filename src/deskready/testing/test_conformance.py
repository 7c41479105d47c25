"""Every hostile check in the real engine: `pytest --pyargs deskready.testing`."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from deskready.core.audit.outcome import Failure, Outcome
from deskready.core.clean import has_harmful
from deskready.core.declare.check_info import Origin
from deskready.core.words.text import text_of
from deskready.engine.describe.orders import Rules
from deskready.engine.describe.survey import survey
from deskready.testing import broken, polite
from deskready.testing.conformance import CASES, can_run, name_of, verify, verify_account, verify_next
from deskready.testing.harness import Program
from deskready.testing.hostile import children
from deskready.testing.hostile.base import Hostile


@pytest.fixture(scope="module")
def programs() -> Iterator[list[Program]]:
    """The program that all cases share, so that each also shows what the ones before it left intact."""
    running: list[Program] = []
    yield running
    for program in running:
        with program:
            assert program.close() == 0


@pytest.mark.parametrize("case", CASES, ids=name_of)
def test_engine_survives(case: type[Hostile], programs: list[Program]) -> None:
    """The program lives, the outcome is right, the next check works, nothing is left and nothing is on the screen."""
    if not can_run(case):
        pytest.skip("needs a POSIX system by design")
    if not (programs and programs[-1].alive):
        programs[:] = [Program()]
    verify(programs[-1], case)


@pytest.mark.parametrize("name", broken.FILES)
def test_engine_survives_a_file_that_can_no_longer_be_imported(name: str, tmp_path: Path) -> None:
    """It could be imported when it was described, and cannot when it is run."""
    _, failure, log = broken.FILES[name]
    place = f"{broken.write(tmp_path, name)}:Check"
    with Program(load_seconds=3.0 if failure is Failure.TIMEOUT else 20.0) as program:
        report = program.run(polite.TARGET, places={polite.TARGET: place})
        end = report.ended(polite.TARGET)
        assert (end.outcome, end.failure) == (Outcome.FAILED, failure), end
        assert log in end.log
        verify_account(report)
        verify_next(program)


@pytest.mark.parametrize("name", broken.FILES)
def test_survey_survives_a_file_that_cannot_be_imported(name: str, tmp_path: Path) -> None:
    """It is one line that says why, and the others are described."""
    good = tmp_path / "good.py"
    good.write_bytes(Path(polite.__file__).read_bytes())
    origins = [Origin(path.name, str(path), "your checks folder") for path in (broken.write(tmp_path, name), good)]
    infos, problems = survey(origins, Rules(seconds=2.0))
    assert [info.id for info in infos] == ["polite.number"]
    assert [problem.origin.name for problem in problems] == [f"{name}.py"]
    assert problems[0].reason
    assert not has_harmful(text_of(problems[0].reason).words)


def test_nothing_in_the_current_folder_is_imported(tmp_path: Path) -> None:
    """A stray `json.py` beside the person is not what the engine's processes load."""
    for name in ("json", "msgspec", "psutil", "deskready", "polite", "asyncio"):
        (tmp_path / f"{name}.py").write_text("import os\nos._exit(77)\n")
    with Program(folder=tmp_path) as program:
        if can_run(children.leaves_a_daemon):
            verify(program, children.leaves_a_daemon)
        verify_next(program)
        assert program.close() == 0
