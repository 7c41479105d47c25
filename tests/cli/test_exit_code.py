import pytest

from deskready.cli.exit_code import ExitCode, exit_code
from deskready.core.errors import CheckError, UsageError
from deskready.core.judge.verdict import Readiness


@pytest.mark.parametrize(
    ("result", "code"),
    [
        (Readiness.READY, 0),
        (Readiness.WARNINGS, 0),
        (Readiness.NOT_READY, 1),
        (Readiness.UNDECIDED, 3),
        (UsageError("x"), 2),
        (CheckError("x"), 2),
        (KeyboardInterrupt(), 130),
        (BrokenPipeError(), 141),
        (ConnectionResetError(), 70),
        (ValueError(), 70),
    ],
)
def test_one_function_maps_readiness_and_errors(result: Readiness | BaseException, code: int) -> None:
    assert exit_code(result) == code


def test_every_readiness_has_a_code() -> None:
    assert {exit_code(readiness) for readiness in Readiness} == {
        ExitCode.OK, ExitCode.NOT_READY, ExitCode.UNDECIDED,
    }  # fmt: skip
