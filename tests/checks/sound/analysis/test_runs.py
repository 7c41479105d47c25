from itertools import groupby

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from deskready_checks.sound.analysis.runs import Runs


@given(st.lists(st.lists(st.booleans(), max_size=12), max_size=12), st.integers(1, 5))
@settings(deadline=None)
def test_runs_do_not_depend_on_the_blocks(blocks: list[list[bool]], minimum: int) -> None:
    runs = Runs(minimum)
    for block in blocks:
        runs.feed(np.array(block, np.bool_))
    flags = [flag for block in blocks for flag in block]
    groups = [(flag, len(list(same))) for flag, same in groupby(flags)]
    lengths = [length for flag, length in groups if flag]
    assert runs.longest == max(lengths, default=0)
    assert runs.counted == sum(length for length in lengths if length >= minimum)
    assert runs.open == (groups[-1][1] if groups and groups[-1][0] else 0)
