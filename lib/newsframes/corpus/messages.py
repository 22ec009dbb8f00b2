"""What the process that reads says to the one that started it."""

# It can read; an item is finished; the answer; why there is none.
READY, DONE, ANSWER, FAULT = "ready", "done", "answer", "fault"
