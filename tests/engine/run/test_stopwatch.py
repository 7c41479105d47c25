"""A clock that stands still while a person is asked."""

import asyncio
import time

from deskready.engine.run.stopwatch import Stopwatch


class Expiry:
    """Notes when it was called."""

    def __init__(self) -> None:
        self.times: list[float] = []
        self.first = asyncio.Event()

    def __call__(self) -> None:
        self.times.append(time.monotonic())
        self.first.set()


async def test_it_expires_once() -> None:
    expired = Expiry()
    watch = Stopwatch(expired)
    begun = time.monotonic()
    watch.start(0.05)
    await asyncio.wait_for(expired.first.wait(), 10)
    await asyncio.sleep(0.1)
    assert len(expired.times) == 1
    assert expired.times[0] - begun >= 0.049


async def test_it_stands_still_in_a_pause() -> None:
    expired = Expiry()
    watch = Stopwatch(expired)
    watch.start(0.1)
    watch.pause(10)
    assert watch.paused
    await asyncio.sleep(0.2)
    assert not expired.times
    assert watch.paused_seconds >= 0.2, "a pause that goes on counts"
    watch.resume()
    resumed = time.monotonic()
    assert not watch.paused
    await asyncio.wait_for(expired.first.wait(), 10)
    assert expired.times[0] - resumed >= 0.08
    assert watch.paused_seconds >= 0.2


async def test_a_pause_has_a_limit() -> None:
    expired = asyncio.Event()
    watch = Stopwatch(expired.set)
    watch.start(60)
    watch.pause(0.05)
    await asyncio.wait_for(expired.wait(), 10)


async def test_stopped_it_never_expires() -> None:
    expired = asyncio.Event()
    watch = Stopwatch(expired.set)
    watch.start(0.02)
    watch.stop()
    watch.resume()
    await asyncio.sleep(0.1)
    assert not expired.is_set()
