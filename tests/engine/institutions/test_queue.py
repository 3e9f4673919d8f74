"""The queue: who lacks attention lets turns pass."""

from simulator.engine.institutions import queue
from tests import worlds


def waited(p, attention, runs=400):
    side = worlds.sides(attention=attention)[0]
    return sum(queue.waits(p, side, worlds.luck(run), 1 + run % 20) for run in range(runs)) / (runs)


def test_without_queues_nobody_waits():
    assert waited(worlds.numbers(), 0.1, runs=50) == 0.0


def test_with_full_attention_nobody_waits():
    assert waited(worlds.numbers(queue=1.0), 1.0, runs=50) == 0.0


def test_turns_pass_as_attention_falls_short():
    assert abs(waited(worlds.numbers(queue=1.0), 0.4) - 0.6) < 0.12  # sd .025
    assert abs(waited(worlds.numbers(queue=0.5), 0.4) - 0.3) < 0.12
