"""The words for verdicts, outcomes and failures: panel, detail, report and command line take them from here."""

from deskready.core.audit.outcome import Failure, Outcome
from deskready.core.judge.verdict import Mark, Readiness
from deskready.core.profile.requirement import Level
from deskready.core.words.message import text

MARK_SYMBOL = {Mark.PASS: "✓", Mark.WARN: "!", Mark.FAIL: "✗", Mark.UNKNOWN: "?", Mark.SKIPPED: "–"}
"""A symbol for each verdict, so that none depends on colour."""
MARK_WORD = {
    Mark.PASS: text("mark.pass", "Good"),
    Mark.WARN: text("mark.warn", "Could be better"),
    Mark.FAIL: text("mark.fail", "Not good enough"),
    Mark.UNKNOWN: text("mark.unknown", "Not known"),
    Mark.SKIPPED: text("mark.skipped", "Skipped"),
}
"""A word for each verdict."""
OUTCOME_WORD = {
    Outcome.MEASURED: text("outcome.measured", "Measured"),
    Outcome.UNAVAILABLE: text("outcome.unavailable", "Could not measure"),
    Outcome.FAILED: text("outcome.failed", "The check failed"),
    Outcome.CANCELLED: text("outcome.cancelled", "Cancelled"),
    Outcome.SKIPPED: text("outcome.skipped", "Skipped"),
    Outcome.NOT_RUN: text("outcome.not-run", "Not run yet"),
}
"""A word for each outcome."""
OUTCOME_SENTENCE = {
    Outcome.MEASURED: text("outcome.measured.sentence", "Measured."),
    Outcome.UNAVAILABLE: text("outcome.unavailable.sentence", "Could not measure."),
    Outcome.FAILED: text("outcome.failed.sentence", "The check failed."),
    Outcome.CANCELLED: text("outcome.cancelled.sentence", "Cancelled."),
    Outcome.SKIPPED: text("outcome.skipped.sentence", "Skipped."),
    Outcome.NOT_RUN: text("outcome.not-run.sentence", "Not run yet."),
}
"""A sentence for each outcome."""
READINESS_WORD = {
    Readiness.READY: text("readiness.ready", "Ready"),
    Readiness.WARNINGS: text("readiness.warnings", "Ready, with warnings"),
    Readiness.NOT_READY: text("readiness.not-ready", "Not ready"),
    Readiness.UNDECIDED: text("readiness.undecided", "Undecided"),
}
"""A word for each readiness."""
LEVEL_WORD = {
    Level.REQUIRED: text("level.required", "required"),
    Level.WHEN_MEASURED: text("level.when-measured", "when measured"),
    Level.ADVISORY: text("level.advisory", "advisory"),
}
"""A word for each level of a requirement."""
FAILURE_REASON = {
    Failure.CRASH: text("failure.crash", "The check crashed."),
    Failure.TIMEOUT: text("failure.timeout", "The check took too long and was stopped."),
    Failure.MEMORY: text("failure.memory", "The check used too much memory and was stopped."),
    Failure.OUTPUT: text("failure.output", "The check produced too much output and was stopped."),
    Failure.PROTOCOL: text("failure.protocol", "The check handed over something that cannot be used."),
    Failure.LOAD: text("failure.load", "The check could not be loaded."),
}
"""One public sentence for each failure; the check's own words are in its log."""
FAILURE_REMEDY = text(
    "failure.remedy", "Run it again; if it happens again, show the log to whoever supports this computer."
)
"""What to do about a failed check."""
SAVED_ELSEWHERE = text("audit.elsewhere", "This audit was made on another computer.")
"""Why a saved audit cannot be run here."""
ASKED_FOR = text("report.asked-for", "Asked for")
"""Names what is asked for."""
LOG = text("report.log", "Log:")
"""Stands above a log."""
CHOSEN_BY = {
    "default": text("option.default", "default"),
    "command line": text("option.command-line", "command line"),  # no words: the key is as in the record
    "profile": text("option.profile", "profile"),
    "settings": text("option.settings", "settings"),
    "consent": text("option.consent", "consent"),
}
"""A word for whoever chose an option's value, by what the record calls it."""
