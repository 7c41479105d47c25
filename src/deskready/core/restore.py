"""Declarations of checks that are in a saved audit and not installed here."""

from deskready.core.check_info import CheckInfo, Origin
from deskready.core.record import CheckRecord


def info_of(record: CheckRecord) -> CheckInfo:
    """What a saved audit says of a check, as a declaration; such a check can be shown and judged, not run."""
    return CheckInfo(
        id=record.id,
        title=record.title,
        summary="",
        why=record.why,
        uses=frozenset(),
        consent=frozenset(),
        default=False,
        typical_seconds=1.0,
        limit_seconds=1.0,
        limit_memory=0,
        metrics=record.metrics,
        remedies=record.remedies,
        options=(),
        origin=Origin(record.id, "", "", record.version),
    )
