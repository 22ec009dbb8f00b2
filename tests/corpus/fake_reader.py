"""A process that reads as the real one is asked to, without a model.

A text may say what is to happen: "exit" ends the process, "hang" blocks it, "kill PATH" and
"kill worker PATH" end it, or the Dask worker that started it, by a signal, once.
"""

import hashlib
import os
import signal
import sys
import threading
from multiprocessing import Pipe, get_context
from multiprocessing.connection import Connection
from pathlib import Path

from distributed import WorkerPlugin
from newsframes.corpus.batch_rows import join_parts, make_files
from newsframes.corpus.child_process import end_with, serve

COMMAND = [sys.executable, str(Path(__file__))]


class Forked:
    """A process with the methods of one that ``subprocess`` starts, forked from one that is warm.

    So that a test need not wait for what the process imports.
    """

    context = get_context("forkserver")

    def __init__(self):
        self.connection, other = Pipe()
        self.process = self.context.Process(target=serve, args=(other, REQUESTS))
        self.process.start()
        other.close()
        self.pid, self.kill = self.process.pid, self.process.kill

    def poll(self):
        return self.process.exitcode

    def wait(self):
        self.process.join()
        return self.process.exitcode

    @classmethod
    def start(cls):
        """Return what ``supervision.start_process`` does."""
        process = cls()
        return process, process.connection


Forked.context.set_forkserver_preload(["fake_reader"])


class UseFakeReader(WorkerPlugin):
    """A plugin that makes a Dask worker start this process in place of the real one."""

    def setup(self, worker):
        from newsframes.corpus import supervision

        supervision.COMMAND = COMMAND


def read_part(items, options, done):
    rows = {"articles": []}
    for number, item in enumerate(items):
        text = item.data.decode().strip()
        obey(text)
        rows["articles"].append({
            "article_id": hashlib.sha256(item.data).hexdigest()[:12], "source": item.name,
            "n_chars": len(text), "body_start": 0, "body_end": len(text), "text": text,
        })  # fmt: skip
        done(number)
    return rows


def obey(text):
    order, _, path = text.rpartition(" ")
    if text == "exit":
        os._exit(3)
    elif text == "hang":
        threading.Event().wait()
    elif order in ("kill", "kill worker") and not Path(path).exists():
        Path(path).touch()
        os.kill(os.getpid() if order == "kill" else os.getppid(), signal.SIGKILL)
        threading.Event().wait()


def read_whole(items, options, done):
    return make_files(read_part(items, options, done), options)


REQUESTS = {"whole": read_whole, "part": read_part, "join": join_parts}

if __name__ == "__main__":
    end_with(os.getppid())
    serve(Connection(int(sys.argv[1])), REQUESTS)
