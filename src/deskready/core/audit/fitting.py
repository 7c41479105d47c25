"""Makes a record fit into a file that the reader opens again: what is too much is left out, and the record says so.

Plots go first, for they take most room: the largest is halved, again and again. Where that is not enough, logs are cut,
then earlier runs go, oldest first, and last what other languages would need: the values of texts, beside their words.
"""

from collections.abc import Callable, Collection, Iterator

import msgspec
from msgspec import structs

from deskready.core.audit.limits import SIZE_LIMIT, Room
from deskready.core.audit.record import Audit, CheckRecord
from deskready.core.audit.run import Run
from deskready.core.audit.series import Series
from deskready.core.audit.walk import map_kind
from deskready.core.declare.unit import Unit
from deskready.core.errors import UsageError
from deskready.core.words.message import message, text
from deskready.core.words.text import Quantity, Text

THINNED = text(
    "fitting.thinned", "Its plots were too long for one file: some are kept with fewer points, evenly spaced, or not."
)
"""Said of a run whose plots are thinned, or left out, to fit."""
LOG_CUT = text("fitting.log-cut", "Its log was too long for this file: only the end of it is kept.")
"""Said of a run whose log is cut to fit."""
EARLIER_LEFT_OUT = text(
    "fitting.earlier-left-out", "There were too many runs for one file: earlier runs of this check are not kept."
)
"""Said of the last run of a check whose earlier runs do not fit."""
ENGLISH_ONLY = text("fitting.english-only", "There was too much for one file: its texts are kept in English only.")
"""Said of the last run of each check where the values of all texts had to go."""
_TOO_LARGE = message("fitting.too-large", "The audit cannot be kept: its checks alone take more than {size}.")
_FEWER_CHECKS = text("fitting.fewer-checks", "Remove checks that you do not need, or run fewer at once.")
_LOG_LEFT = 512
"""Characters of a log that is cut."""
_LEAST_POINTS = 2
"""A plot of so few points is not thinned further but left out."""
_INDENT = 17
"""Bytes that the file adds to each point: a line end and its indent."""
_FRAME = Room(1000, 20)
"""What stands around a plot's points at most, together with the note on it."""
_Place = tuple[int, int, int]
"""Where a plot stands: number of the check, of its run, and of the plot."""


def fitted(audit: Audit, room_without_plots: Callable[[Audit], Room]) -> Audit:
    """The record as far as it fits.

    Args:
        audit: The record.
        room_without_plots: What a record takes, the plots left out: those are reckoned here.

    Raises:
        UsageError: What its checks declare, and their last runs, are too much by themselves.
    """
    for shorter in _shorter(audit):
        bare = room_without_plots(shorter)
        if bare.fits:
            return _thinned(shorter, bare)
    raise UsageError(_TOO_LARGE(size=Quantity(SIZE_LIMIT, Unit.BYTE)), _FEWER_CHECKS)


def without_plots(audit: Audit) -> Audit:
    """The record without its plots."""
    return _map_runs(audit, lambda run: structs.replace(run, series=()))


def _shorter(audit: Audit) -> Iterator[Audit]:
    """The record, with less each time."""
    yield audit
    audit = _map_runs(audit, _with_short_log)
    yield audit
    most = max((len(record.runs) for record in audit.checks), default=0)
    while most > 1:
        most //= 2
        audit = structs.replace(audit, checks=tuple(_last_runs(record, most) for record in audit.checks))
        yield audit
    yield structs.replace(audit, checks=tuple(map(_in_english, audit.checks)))


def _with_short_log(run: Run) -> Run:
    if len(run.log) <= _LOG_LEFT:
        return run
    return structs.replace(run, log="…" + run.log[1 - _LOG_LEFT :]).noted(LOG_CUT)


def _last_runs(record: CheckRecord, most: int) -> CheckRecord:
    if len(record.runs) <= most:
        return record
    return _note_last(structs.replace(record, runs=record.runs[-most:]), EARLIER_LEFT_OUT)


def _in_english(record: CheckRecord) -> CheckRecord:
    return _note_last(map_kind(record, Text, lambda each: Text(each.words)), ENGLISH_ONLY)


def _thinned(audit: Audit, bare: Room) -> Audit:
    """The record with its largest plot halved until all fit beside the rest."""
    plots = {
        (place, number, index): series
        for place, record in enumerate(audit.checks)
        for number, run in enumerate(record.runs)
        for index, series in enumerate(run.series)
    }
    rooms = {place: _room_of(series) for place, series in plots.items()}
    thinned = set[tuple[int, int]]()
    while rooms and not _sum(bare, rooms.values()).fits:
        largest = max(rooms, key=lambda place: rooms[place].size)
        thinned.add(largest[:2])
        if len(plots[largest].t) <= _LEAST_POINTS:
            del plots[largest], rooms[largest]
            continue
        plots[largest] = half = _half(plots[largest])
        rooms[largest] = _room_of(half)
    return _with_plots(audit, plots, thinned) if thinned else audit


def _with_plots(audit: Audit, plots: dict[_Place, Series], thinned: set[tuple[int, int]]) -> Audit:
    def change(place: int, number: int, run: Run) -> Run:
        kept = tuple(plots[key] for index in range(len(run.series)) if (key := (place, number, index)) in plots)
        return structs.replace(run, series=kept).noted(THINNED) if (place, number) in thinned else run

    return structs.replace(
        audit,
        checks=tuple(
            structs.replace(record, runs=tuple(change(place, number, run) for number, run in enumerate(record.runs)))
            for place, record in enumerate(audit.checks)
        ),
    )


def _half(series: Series) -> Series:
    return structs.replace(series, t=series.t[::2], v=series.v[::2], thinned=True)


def _room_of(series: Series) -> Room:
    """What a plot takes at most."""
    data = msgspec.json.encode(series)
    return _FRAME.plus(Room(len(data) + _INDENT * (len(series.t) + len(series.v)), data.count(b",")))


def _sum(bare: Room, rooms: Collection[Room]) -> Room:
    return Room(bare.size + sum(room.size for room in rooms), bare.values + sum(room.values for room in rooms))


def _map_runs(audit: Audit, change: Callable[[Run], Run]) -> Audit:
    checks = (structs.replace(record, runs=tuple(map(change, record.runs))) for record in audit.checks)
    return structs.replace(audit, checks=tuple(checks))


def _note_last(record: CheckRecord, note: Text) -> CheckRecord:
    return structs.replace(record, runs=(*record.runs[:-1], *(run.noted(note) for run in record.runs[-1:])))
