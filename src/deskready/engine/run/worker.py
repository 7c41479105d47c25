"""The child process: runs one check once and tells about it in lines of JSON.

Started as `python -P -m deskready.engine.run.worker`. It ends by `os._exit`, so that nothing a check leaves behind in
the process (threads, exit handlers) can hold it.
"""

from deskready.engine.run.stdio import LineReader, take_over, write_all

if __name__ == "__main__":
    _commands, _reports = take_over()

import contextlib
import faulthandler
import os
import signal
import sys
import traceback
from typing import NoReturn

from deskready.core.audit.event import Measured, Missing, Started
from deskready.core.audit.outcome import Failure, Outcome
from deskready.core.declare.check import Check, Declined, Unavailable
from deskready.core.declare.metric import Gap, Measurement
from deskready.core.errors import CheckError
from deskready.core.words.text import text_of
from deskready.engine.describe.loading import load
from deskready.engine.guard.bonds import bear_brand, die_with_parent, forbid_core_dumps
from deskready.engine.run.protocol import Begin, Finished, decode_command
from deskready.engine.run.worker_context import WorkerContext
from deskready.engine.tag import TAG_VARIABLE


def main(commands: int, reports: int) -> NoReturn:
    """Runs the check that the first command names, reports, and ends the process."""
    code = 1
    try:
        faulthandler.enable()
        signal.signal(signal.SIGINT, signal.default_int_handler)  # a script's background job inherits it as ignored
        forbid_core_dumps()
        bear_brand(os.environ.get(TAG_VARIABLE, ""))
        reader = LineReader(commands)
        line = reader.read()
        if line:
            _obey(line, reader, reports)
        code = 0
    except KeyboardInterrupt:  # a cancel that struck outside the check's own code
        code = 0
    except BaseException:  # noqa: BLE001 - the child-process boundary
        _print_traceback()
    finally:  # even where a cancel strikes in here: an interpreter that winds up under a live thread may crash
        os._exit(code)


def _obey(line: bytes, reader: LineReader, reports: int) -> None:
    """Does what the first command says."""
    begin = decode_command(line)
    assert isinstance(begin, Begin)
    die_with_parent(begin.parent)
    context = WorkerContext(reader, reports, begin.options)
    context.listen()
    finished = _finish(begin, context)
    faulthandler.cancel_dump_traceback_later()
    with contextlib.suppress(AttributeError, OSError, ValueError):  # whatever the check did to it
        sys.stdout.flush()
    context.send(finished)


def _print_traceback() -> None:
    """Prints the error being handled where no check can have closed or replaced the stream."""
    with contextlib.suppress(OSError):
        write_all(2, traceback.format_exc().encode("utf-8", "backslashreplace"))


def _finish(begin: Begin, context: WorkerContext) -> Finished:
    """How the run ended. The boundary of the child process: whatever a check raises ends here."""
    try:
        check = load(begin.target)
    except BaseException:  # noqa: BLE001 - the child-process boundary
        if context.cancelled:
            return Finished(Outcome.CANCELLED)
        _print_traceback()
        return Finished(Outcome.FAILED, Failure.LOAD)
    try:
        _measure(check, context)
    except Unavailable as unavailable:
        if unavailable.detail:
            context.log(str(unavailable.detail))
        outcome = Outcome.SKIPPED if isinstance(unavailable, Declined) else Outcome.UNAVAILABLE
        return Finished(outcome, None, text_of(unavailable.reason), text_of(unavailable.remedy), unavailable.cause)
    except CheckError as error:
        context.log(str(error))
        return Finished(Outcome.FAILED, Failure.PROTOCOL)
    except BaseException:  # noqa: BLE001 - the child-process boundary
        if context.cancelled:
            return Finished(Outcome.CANCELLED)
        _print_traceback()
        return Finished(Outcome.FAILED, Failure.CRASH)
    return Finished(Outcome.MEASURED)


def _measure(check_class: object, context: WorkerContext) -> None:
    """Runs the check and sends each measurement.

    Raises:
        CheckError: It yields something else, or nothing.
    """
    if not (isinstance(check_class, type) and issubclass(check_class, Check)):
        raise CheckError("It is not a class derived from deskready.plugin.Check.")
    limit = check_class.limit(context.options)
    context.arm(limit)
    context.send(Started(limit))
    found = None
    results = check_class().run(context)
    if results is None:
        raise CheckError("run() returned nothing: it must yield measurements.")
    for found in results:
        if isinstance(found, Measurement):
            context.send(Measured(found))
        elif isinstance(found, Gap):
            context.send(Missing(found))
        else:
            raise CheckError(f"run() yielded a {type(found).__name__}: it must yield measurements.")
    if found is None:
        raise CheckError("run() yielded nothing: it must yield measurements or raise Unavailable.")


if __name__ == "__main__":
    main(_commands, _reports)
