import numpy as np

from deskready_checks.sound.listening.tape import Tape, Tapes


def test_it_holds_what_is_added_up_to_its_length() -> None:
    tape = Tape(5)
    tape.add(np.ones(2, np.float32))
    assert (tape.sound.tolist(), tape.share) == ([1, 1], 0.4)
    tape.add(np.full(9, 2, np.float32))
    assert (tape.sound.tolist(), tape.share) == ([1, 1, 2, 2, 2], 1.0)


def test_erasing_leaves_nothing_in_what_was_handed_out() -> None:
    tape = Tape(4)
    tape.add(np.ones(4, np.float32))
    sound = tape.sound
    tape.erase()
    assert not sound.any()


def test_leaving_erases_every_tape() -> None:
    with Tapes() as tapes:
        sounds = [tapes.new(3) for _ in range(2)]
        for tape in sounds:
            tape.add(np.ones(3, np.float32))
        assert all(tape.sound.all() for tape in sounds)
    assert not any(tape.sound.any() for tape in sounds)
