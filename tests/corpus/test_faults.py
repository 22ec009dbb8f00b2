"""What may go wrong with a run: nothing is lost, and what is bad is named."""

import errno
import os
import subprocess
import sys
from dataclasses import replace
from multiprocessing import Pipe

import dask
import newsframes as nf
import pytest
from distributed import LocalCluster
from fake_reader import Forked, UseFakeReader, read_whole
from newsframes.corpus import cluster, manifest, supervision


@pytest.fixture
def processes(monkeypatch):
    """Read in processes, as a run does, but without a model."""
    # Where the process that the others are forked from finds the module that it is to warm up.
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(sys.path))
    monkeypatch.setattr(supervision, "start_process", Forked.start)
    # The process says something at once; a look at it need not wait.
    monkeypatch.setattr(supervision, "LOOK", 0.05)


@pytest.fixture
def threads(monkeypatch):
    """Read in the threads of the test, where the process is not what is tested."""

    def read(items, options, limits):
        return read_whole(items, options, lambda number: None)

    monkeypatch.setattr(cluster, "read_batch_here", read)


@pytest.fixture
def written(monkeypatch):
    """List the batches that are written, in order."""
    keys, write = [], manifest.Shelf.write

    def note(self, key, *more):
        write(self, key, *more)
        keys.append(key)

    monkeypatch.setattr(manifest.Shelf, "write", note)
    return keys


@pytest.fixture
def source(tmp_path):
    folder = tmp_path / "source"
    folder.mkdir()
    for n in range(40):
        (folder / f"{n:02}.txt").write_text(f"Report {n}.")
    return folder


def build(source, out, **options):
    options = {"workers": 1, "size": 8, "progress": False} | options
    return nf.build_corpus(source, out, **options)


def contents(folder):
    """Return the bytes of all files of a folder."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def sources_of(corpus):
    return [name for (name,) in corpus.sql("SELECT source FROM articles").fetchall()]


def messages_of(corpus):
    return [message for (message,) in corpus.sql("SELECT message FROM issues").fetchall()]


def test_an_article_that_ends_the_process_and_one_that_hangs_are_named(
    processes, written, source, tmp_path
):
    (source / "05.txt").write_text("exit")
    (source / "23.txt").write_text("hang")
    corpus = build(source, tmp_path / "out", time_limit=1)
    assert sources_of(corpus) == [f"{n:02}.txt" for n in range(40) if n not in (5, 23)]
    assert corpus.issues.project("kind").distinct().fetchall() == [("failed",)]
    first, second = messages_of(corpus)
    assert first.startswith("05.txt ended the process that read it (exit code 3); it is left out.")
    assert second.startswith("23.txt took too long (more than 1 s); it is left out.")


def test_a_process_killed_by_a_signal_costs_nothing(processes, source, tmp_path):
    (source / "11.txt").write_text(f"kill {tmp_path / 'killed'}")
    corpus = build(source, tmp_path / "out")
    assert (tmp_path / "killed").exists()
    assert sources_of(corpus) == [f"{n:02}.txt" for n in range(40)]
    assert messages_of(corpus) == []
    build(source, tmp_path / "undisturbed")
    assert contents(tmp_path / "out") == contents(tmp_path / "undisturbed")


@pytest.mark.parametrize("n_killed", [1, supervision.STARTS])
def test_a_process_killed_while_it_starts_is_started_again(
    processes, source, tmp_path, monkeypatch, n_killed
):
    started = []

    def start():
        started.append(True)
        if len(started) > n_killed:
            return Forked.start()
        connection, other = Pipe()
        other.close()
        return subprocess.Popen([sys.executable, "-c", "exit(9)"]), connection

    monkeypatch.setattr(supervision, "start_process", start)
    if n_killed < supervision.STARTS:
        assert len(build(source, tmp_path / "out")) == 40
    else:
        with pytest.raises(nf.CorpusError, match=r"tried 3 times: exit code 9\. Run newsframes"):
            build(source, tmp_path / "out")


def test_a_dask_worker_killed_by_a_signal_costs_nothing(source, tmp_path):
    (source / "11.txt").write_text(f"kill worker {tmp_path / 'killed'}")
    with (
        # A cluster on this machine gives a worker up that is not back by then, and waits for ever.
        dask.config.set({"distributed.deploy.lost-worker-timeout": "1h"}),
        LocalCluster(
            n_workers=1, threads_per_worker=1, dashboard_address="127.0.0.1:0", silence_logs=50
        ) as elsewhere,
        elsewhere.get_client() as client,
    ):
        client.register_plugin(UseFakeReader())
        address = elsewhere.scheduler_address
        corpus = build(source, tmp_path / "out", workers=None, scheduler=address)
    assert (tmp_path / "killed").exists()
    assert sources_of(corpus) == [f"{n:02}.txt" for n in range(40)]
    assert messages_of(corpus) == []


@pytest.mark.parametrize("is_late", [False, True])
def test_a_full_disk_is_said_and_the_same_call_goes_on(
    threads, source, tmp_path, monkeypatch, is_late
):
    """It fills while the tables of the second batch are written, or at the manifest."""
    build(source, tmp_path / "undisturbed")
    write, n_written = manifest.write_bytes, 0

    def fill_up(path, data):
        nonlocal n_written
        n_written += 1
        if path.name == manifest.MANIFEST if is_late else n_written > 9:
            path.with_name(f".{path.name}.part").write_bytes(data[:10])
            raise OSError(errno.ENOSPC, "No space left on device")
        write(path, data)

    with monkeypatch.context() as full:
        full.setattr(manifest, "write_bytes", fill_up)
        with pytest.raises(nf.CorpusError, match=r"No space left on device\. .*Make room"):
            build(source, tmp_path / "out")
    assert not list((tmp_path / "out").rglob(".*.part"))
    assert (len(list((tmp_path / "out/batches").iterdir())) == 1) is not is_late
    build(source, tmp_path / "out")
    assert contents(tmp_path / "out") == contents(tmp_path / "undisturbed")


def test_a_run_broken_off_goes_on_with_the_same_bytes(
    threads, written, source, tmp_path, monkeypatch
):
    build(source, tmp_path / "undisturbed", workers=2)
    n_batches = len(written)
    written.clear()
    write = manifest.Shelf.write

    def write_two(self, key, *more):
        if len(written) == 2:
            raise KeyboardInterrupt
        write(self, key, *more)

    with monkeypatch.context() as broken:
        broken.setattr(manifest.Shelf, "write", write_two)
        with pytest.raises(KeyboardInterrupt):
            build(source, tmp_path / "out")
    partial = nf.Corpus(tmp_path / "out")
    assert "not complete: the same call goes on" in repr(partial)
    assert 0 < len(partial) == len(sources_of(partial)) < 40
    build(source, tmp_path / "out")
    assert len(written) == len(set(written)) == n_batches  # none was read twice
    assert contents(tmp_path / "out") == contents(tmp_path / "undisturbed")


def test_only_what_changed_is_read_again(threads, written, source, tmp_path):
    build(source, tmp_path / "out", size=4)
    written.clear()
    (source / "03.txt").write_text("Report 3, corrected.")
    (source / "40.txt").write_text("Report 40.")
    corpus = build(source, tmp_path / "out", size=4)
    assert len(corpus) == 41
    assert 2 <= len(written) <= 5
    kept = set(corpus.manifest.batches)
    assert {path.stem for path in (tmp_path / "out/quotes").iterdir()} == kept
    build(source, tmp_path / "anew", size=4)
    assert contents(tmp_path / "out") == contents(tmp_path / "anew")


def test_a_lost_article_is_tried_again_under_other_limits(
    threads, written, source, tmp_path, monkeypatch
):
    def lose(items, options, limits):
        return replace(read_whole(items, options, lambda number: None), n_lost=1)

    with monkeypatch.context() as bad:
        bad.setattr(cluster, "read_batch_here", lose)
        build(source, tmp_path / "out", size=40)
    written.clear()
    build(source, tmp_path / "out", size=40)
    assert written == []
    corpus = build(source, tmp_path / "out", size=40, time_limit=7)
    assert len(written) == len(corpus.manifest.batches)


def test_a_text_that_comes_twice_counts_once(threads, source, tmp_path):
    (source / "39.txt").write_text("Report 1.")
    corpus = build(source, tmp_path / "out")
    assert len(corpus) == len(sources_of(corpus)) == 39
    assert messages_of(corpus) == ["39.txt has the same text as 01.txt; it is left out."]
    assert corpus.sql("SELECT kind FROM issues").fetchall() == [("duplicate",)]


def test_what_cannot_be_built_is_said(source, tmp_path):
    with pytest.raises(nf.CorpusError, match=r"there is no such file or folder"):
        build(tmp_path / "none", tmp_path / "out")
    with pytest.raises(nf.CorpusError, match=r"it lies in .*, which is to be read"):
        build(source, source / "out")
    (tmp_path / "a.xyz").write_text("Report.")
    with pytest.raises(nf.CorpusError, match=r"its format is not known\. Expected a folder, \.txt"):
        build(tmp_path / "a.xyz", tmp_path / "out")
    with pytest.raises(nf.CorpusError, match="Cannot take 0 workers"):
        build(source, tmp_path / "out", workers=0)
    with pytest.raises(nf.CorpusError, match="Cannot take the column of 'body'"):
        build(source, tmp_path / "out", columns={"body": "x"})
    with pytest.raises(nf.CorpusError, match=r"there is no manifest\.json"):
        nf.Corpus(tmp_path)
