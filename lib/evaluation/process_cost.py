"""What a process and those that it starts cost: clock, processor, memory over time."""

import os
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass

import psutil

# Seconds between two looks at the memory; parts of the time that a process took.
LOOK, PARTS = 0.5, 10
# What is looked at: the process itself, and the largest of those that it started.
ITSELF, STARTED = "itself", "started"


@dataclass(frozen=True)
class Cost:
    """What a process and its children cost.

    ``cpu`` is of all of them, ``own_cpu`` of the process itself. ``memory`` is in MB, the largest
    in each tenth of the time: of the process itself, and of the largest of those that it started.
    """

    seconds: float
    cpu: float
    own_cpu: float
    memory: dict[str, list[float]]


def measure(script: str, *arguments: object, cores: int | None = None) -> Cost:
    """Run a script in a process of its own, on the first cores only if a number is given."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    begun = time.perf_counter()
    process = subprocess.Popen([sys.executable, "-c", script, *map(str, arguments)])
    if cores:
        os.sched_setaffinity(process.pid, set(sorted(os.sched_getaffinity(0))[:cores]))
    looks: list[tuple[float, dict[str, float]]] = []
    own_cpu = 0.0
    while process.poll() is None:
        looks.append((time.perf_counter() - begun, _sizes(process.pid)))
        own_cpu = max(own_cpu, _own_cpu(process.pid))
        time.sleep(LOOK)
    seconds = time.perf_counter() - begun
    if process.returncode:
        sys.exit(f"Cannot measure: the process ended with {process.returncode}.")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    memory = {name: _tenths(looks, name, seconds) for name in (ITSELF, STARTED)}
    return Cost(seconds, cpu, own_cpu, memory)


def _tenths(looks: list[tuple[float, dict[str, float]]], name: str, seconds: float) -> list[float]:
    """Return the largest size in each tenth of the time."""
    peaks = [0.0] * PARTS
    for at, sizes in looks:
        part = min(PARTS - 1, int(PARTS * at / seconds))
        peaks[part] = max(peaks[part], sizes[name])
    return peaks


def _sizes(pid: int) -> dict[str, float]:
    """Return the memory of a process, and of the largest of those that it started, in MB."""
    try:
        process = psutil.Process(pid)
        started = process.children(recursive=True)
        return {
            ITSELF: process.memory_info().rss / 1e6,
            STARTED: max(_resident(started), default=0.0),
        }
    except psutil.NoSuchProcess:  # it ended meanwhile
        return {ITSELF: 0.0, STARTED: 0.0}


def _own_cpu(pid: int) -> float:
    try:
        times = psutil.Process(pid).cpu_times()
    except psutil.NoSuchProcess:  # it ended meanwhile
        return 0.0
    return float(times.user + times.system)


def _resident(processes: list[psutil.Process]) -> Iterator[float]:
    for one in processes:
        try:
            yield one.memory_info().rss / 1e6
        except psutil.NoSuchProcess:
            continue  # it ended meanwhile
