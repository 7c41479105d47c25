"""What a saved audit says: declarations of its checks, also of those not installed here, runs and judgement."""

from msgspec import structs

from deskready.core.audit.record import Audit, CheckRecord
from deskready.core.declare.check_info import CheckInfo, Origin
from deskready.core.judge.causes import Told, tell
from deskready.core.judge.facts import facts_of
from deskready.core.judge.judge import judge
from deskready.core.judge.verdict import Fact, Judgement
from deskready.core.profile.profile import Profile
from deskready.core.words.text import NOTHING


def info_of(record: CheckRecord) -> CheckInfo:
    """What a saved audit says of a check, as a declaration; such a check can be shown and judged, not run."""
    return CheckInfo(
        id=record.id,
        title=record.title,
        summary=NOTHING,
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


def facts_in(audit: Audit) -> dict[str, Fact]:
    """What a record knows of each metric, by metric id."""
    return facts_of(_told(audit).runs)


def in_their_light(audit: Audit) -> Audit:
    """A record to be shown: of each check's last run, what hangs on a cause points to it."""
    last = dict(zip((record.id for record in audit.checks), (run for _, run in _told(audit).runs), strict=True))
    records = (structs.replace(r, runs=(*r.runs[:-1], last[r.id])) if r.runs else r for r in audit.checks)
    return structs.replace(audit, checks=tuple(records))


def _told(audit: Audit) -> Told:
    return tell((info_of(record), record.last) for record in audit.checks)


def judgement_of(audit: Audit, profile: Profile | None = None) -> Judgement:
    """A record judged by its own profile or another; nothing is measured again."""
    told = _told(audit)
    return judge(profile or audit.profile, facts_of(told.runs), told.stories)
