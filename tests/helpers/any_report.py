"""What a child process may send, right or wrong, for property tests."""

from hypothesis import strategies as st

from deskready.core.audit import event as ev
from deskready.core.audit.outcome import Failure, Outcome
from deskready.core.declare.check import Question
from deskready.core.declare.metric import Gap, Measurement
from deskready.engine.run.protocol import Finished, Report
from helpers.any_text import ATTACK, hostile

TEXT = st.text() | st.just(ATTACK)
WORDS = hostile(TEXT)
PLAIN = TEXT | WORDS
NUMBER = st.floats() | st.integers() | st.sampled_from([10**30, -(10**400), 2**63])
VALUE = TEXT | NUMBER | st.booleans()
"""Any value that JSON or Python knows."""
METRIC = st.sampled_from(["trial.value", "trial.other"]) | TEXT
MEASUREMENT = st.builds(
    Measurement,
    METRIC,
    WORDS,
    VALUE,
    TEXT,
    st.none() | NUMBER,
    st.none() | NUMBER,
    st.none() | st.integers(),
    WORDS,
    said=WORDS,
    surer=WORDS,
)
REPORT: st.SearchStrategy[Report] = st.one_of(
    st.builds(ev.Started, st.floats()),
    st.builds(ev.Progress, st.floats(), WORDS),
    st.builds(ev.Sample, TEXT, st.floats(), st.floats(), TEXT),
    st.builds(ev.Instruct, WORDS, st.none() | st.floats(), TEXT),
    st.builds(ev.Asked, st.builds(Question, TEXT, PLAIN, st.lists(PLAIN).map(tuple), PLAIN)),
    st.builds(ev.Logged, TEXT),
    st.builds(ev.Measured, MEASUREMENT),
    st.builds(ev.Missing, st.builds(Gap, METRIC, WORDS, WORDS)),
    st.builds(Finished, st.sampled_from(Outcome), st.none() | st.sampled_from(Failure), WORDS, WORDS),
)
"""Any report, of a check that declares `trial.value`, or of none."""
