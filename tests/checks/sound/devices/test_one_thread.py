import threading

import pytest

from deskready_checks.sound.devices.one_thread import OneThread


def test_calls_are_made_in_one_thread_which_is_not_ours() -> None:
    thread = OneThread()
    names = {thread.call(10, threading.get_ident) for _ in range(3)}
    thread.end()
    assert len(names) == 1
    assert threading.get_ident() not in names


def test_what_is_raised_comes_back() -> None:
    thread = OneThread()
    with pytest.raises(ZeroDivisionError):
        thread.call(10, lambda: 1 / 0)
    thread.end()


def test_a_call_that_hangs_is_given_up_on_and_so_is_the_next() -> None:
    thread, release = OneThread(), threading.Event()
    for _ in range(2):
        with pytest.raises(TimeoutError):
            thread.call(0.05, release.wait)
    release.set()
    thread.end()
