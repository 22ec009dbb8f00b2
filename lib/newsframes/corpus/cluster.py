"""Workers: batches go to Dask, on this machine or on any cluster, and come back as they finish."""

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from .batch_files import BatchFiles, ReadingOptions
from .batches import Batch
from .corpus_error import CorpusError, import_tool
from .supervision import Limits, read_batch_here, stop_all

# How often a batch is tried whose Dask worker was lost, and how many wait for each thread.
ATTEMPTS, WAITING = 4, 2
# Seconds until a scheduler must have answered.
ANSWER_LIMIT = "30s"
# Where the status pages of a cluster on this machine are: not seen from outside.
LOOPBACK = "127.0.0.1:0"
# A batch with PDFs may be large. The log of a worker's last events holds the batches themselves:
# with its default length of 1,000 memory would grow by hundreds of megabytes. What Dask watches of
# itself (ticks, its own memory, a profile of its threads) costs 3 % of a core beside the reading.
SETTINGS = {
    "distributed.admin.large-graph-warning-threshold": "1GB",
    "distributed.admin.low-level-log-length": 10,
    "distributed.admin.tick.interval": "1s",
    "distributed.admin.system-monitor.interval": "10s",
    "distributed.worker.profile.enabled": False,
}


class Workers:
    """The threads of a Dask cluster, each of which has a process that reads.

    Parameters
    ----------
    client
        Connected to the cluster.
    """

    def __init__(self, client: Any) -> None:
        self.client = client
        self.tool = import_tool("distributed")
        self.running: dict[Any, tuple[Batch, ReadingOptions, Limits, int]] = {}

    def submit(
        self, batch: Batch, options: ReadingOptions, limits: Limits, attempt: int = 1
    ) -> None:
        """Hand a batch over."""
        future = self.client.submit(
            read_batch_here, batch.items, options, limits, pure=False, key=f"{batch.key}-{attempt}"
        )
        self.running[future] = batch, options, limits, attempt

    def finished(self, *, until_empty: bool = False) -> Iterator[tuple[Batch, BatchFiles]]:
        """Yield what is finished; wait while more batches are running than the workers need.

        Parameters
        ----------
        until_empty
            Wait for all.

        Raises
        ------
        CorpusError
            If the workers that read a batch are lost again and again.
        """
        while self.running and (until_empty or len(self.running) >= self._most()):
            done = self.tool.wait(list(self.running), return_when="FIRST_COMPLETED").done
            for future in sorted(done, key=list(self.running).index):
                batch, options, limits, attempt = self.running.pop(future)
                try:
                    found = future.result()
                except (self.tool.scheduler.KilledWorker, self.tool.client.CancelledError) as error:
                    if attempt >= ATTEMPTS:
                        raise CorpusError(
                            f"Cannot read the batch from {batch.items[0].name} on: its workers were"
                            f" lost {attempt} times ({error}). Look at their log; the same call"
                            " goes on where this one ended."
                        ) from None
                    self.submit(batch, options, limits, attempt + 1)
                else:
                    yield batch, found

    def _most(self) -> int:
        """Return how many batches are handed over at once."""
        return max(1, WAITING * sum(self.client.nthreads().values()))


@contextmanager
def open_workers(scheduler: str | None, n: int | None) -> Iterator[Workers]:
    """Connect to a scheduler, or make a cluster on this machine; their processes end with it.

    Parameters
    ----------
    scheduler
        Its address; None for this machine.
    n
        Number of processes on this machine; None for one a core.

    Raises
    ------
    CorpusError
        If Dask is not installed, or no scheduler answers.
    """
    dask, tool = import_tool("dask"), import_tool("distributed")
    if n is not None and (n < 1 or scheduler):
        raise CorpusError(
            f"Cannot take {n} workers. Expected 1 or more"
            f"{', and none with a scheduler, which has its own' if scheduler else ''}."
        )
    with dask.config.set(SETTINGS):
        if scheduler:
            try:
                client = tool.Client(scheduler, timeout=ANSWER_LIMIT, set_as_default=False)
            except (OSError, ValueError) as error:
                raise CorpusError(
                    f"Cannot reach a scheduler at {scheduler}: {error}. Expected an address such as"
                    " tcp://host:8786."
                ) from None
            cluster = None
        else:
            # Threads of this process: the reading is done in processes that they start, which have
            # a limit of their own.
            cluster = tool.LocalCluster(
                n_workers=n or os.cpu_count() or 1, threads_per_worker=1, processes=False,
                dashboard_address=LOOPBACK, worker_dashboard_address=LOOPBACK,
                memory_limit=0, silence_logs=logging.CRITICAL,
            )  # fmt: skip
            client = tool.Client(cluster, set_as_default=False)
        try:
            with client.as_current():
                yield Workers(client)
        finally:
            client.run(stop_all)
            client.close()
            if cluster is not None:
                cluster.close()
