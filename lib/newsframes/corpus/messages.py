"""What the process that reads is asked for, and says to the one that started it."""

from collections.abc import Callable
from typing import Any

from .batch_files import BatchFiles, ReadingOptions, Rows

# It can read; an item is finished; the answer; why there is none.
READY, DONE, ANSWER, FAULT = "ready", "done", "answer", "fault"
# Called with the number of an item that is finished.
Done = Callable[[int], object]
# What the process can be asked for: items, how to read them, and whom to tell.
Request = Callable[[Any, ReadingOptions, Done], BatchFiles | Rows]
