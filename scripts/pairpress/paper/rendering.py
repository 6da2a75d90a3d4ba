"""Prints jobs: from the cache, or fresh through a pool of processes."""

import functools
import gc
import os
import pickle
import warnings
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, as_completed
from pathlib import Path
from tempfile import TemporaryDirectory

from .fonts import Fonts, isolate_system_fonts
from .jobs import Failure, PrintJob, RenderedPdf
from .pdf_cache import forget_unused, key_of, look_up, store, store_failure
from .process_pools import process_pool
from .sealed_files import NEW, forget_abandoned

__all__ = [
    "Failure",
    "PrintJob",
    "RenderedPdf",
    "forget_unused",
    "render",
    "render_all",
]

BUNDLE = f"{NEW}bundle-"
"""What the folder is called that holds the documents for the processes."""

Progress = Callable[[RenderedPdf], None]


def render(job: PrintJob, fonts: Fonts, cache: Path) -> RenderedPdf:
    """Print one job in this process."""
    return render_all([job], fonts, cache, jobs_count=1)[0]


def render_all(
    jobs: Iterable[PrintJob],
    fonts: Fonts,
    cache: Path,
    jobs_count: int = 0,
    progress: Progress | None = None,
) -> list[RenderedPdf]:
    """Print jobs, in their order; a failed one is reported and stops no other.

    `jobs_count` is the number of processes, 0 for one on each core. `progress` is
    called with each result as it comes.
    """
    jobs = list(jobs)
    keys = [key_of(job, fonts) for job in jobs]
    results: dict[int, RenderedPdf] = {}
    for index, result in _results(jobs, keys, fonts, cache, jobs_count):
        results[index] = result
        if progress:
            progress(result)
    return [results[index] for index in range(len(jobs))]


def _results(
    jobs: list[PrintJob], keys: list[str], fonts: Fonts, cache: Path, jobs_count: int
) -> Iterator[tuple[int, RenderedPdf]]:
    fresh = []
    for index, (job, key) in enumerate(zip(jobs, keys, strict=True)):
        if found := look_up(cache, key, job):
            yield index, found
        else:
            fresh.append(index)
    # The longest first, so that no process is left alone with it at the end.
    fresh.sort(key=lambda index: -len(jobs[index].html))
    workers = min(jobs_count or os.cpu_count() or 1, len(fresh))
    if workers <= 1:
        for index in fresh:
            yield index, _print(jobs[index], fonts, cache, keys[index])
        return
    cache.mkdir(parents=True, exist_ok=True)
    # Not where the system keeps such: nobody would find what a killed build leaves.
    forget_abandoned(cache, f"{BUNDLE}*")
    with (
        TemporaryDirectory(dir=cache, prefix=BUNDLE) as folder,
        process_pool(workers) as pool,
    ):
        # The documents go through a file, only their numbers through the pool's queue:
        # CPython 3.11 waits for ever to write what is larger than a pipe to a process
        # that has died (https://github.com/python/cpython/issues/94777).
        # workaround: cpython/full-pipes
        bundle = Path(folder) / "jobs"
        bundle.write_bytes(pickle.dumps((jobs, keys, fonts, cache)))
        try:
            waiting = {pool.submit(_print_nth, bundle, n): n for n in fresh}
            for future in as_completed(waiting):
                index = waiting[future]
                yield index, _outcome(future, jobs[index])
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def _print_nth(bundle: Path, number: int) -> RenderedPdf:
    # A layout is a million objects that stay: to look for garbage so often costs 8 %.
    gc.set_threshold(200_000, 20, 50)
    jobs, keys, fonts, cache = _unpacked(bundle)
    return _print(jobs[number], fonts, cache, keys[number])


@functools.lru_cache(maxsize=1)
def _unpacked(bundle: Path) -> tuple[list[PrintJob], list[str], Fonts, Path]:
    """Read, once in each process, what there is to print."""
    unpacked: tuple[list[PrintJob], list[str], Fonts, Path] = pickle.loads(
        bundle.read_bytes()
    )
    return unpacked


def _print(job: PrintJob, fonts: Fonts, cache: Path, key: str) -> RenderedPdf:
    isolate_system_fonts(fonts.folder.parent)
    with warnings.catch_warnings():
        # It misses the system's fonts, which are hidden on purpose.
        warnings.filterwarnings("ignore", message="No fonts configured")
        from .press import UnprintableError, press
    try:
        content, pages = press(job, fonts)
    except UnprintableError as reason:
        if reason.pages:
            return store_failure(cache, key, job, reason.failure, reason.pages)
        return RenderedPdf(job.name, failure=reason.failure)
    except Exception as error:  # a fault of one document must not stop the others
        return _broken(job, error)
    return store(cache, key, job.name, content, pages)


def _outcome(future: Future[RenderedPdf], job: PrintJob) -> RenderedPdf:
    try:
        return future.result()
    except OSError:  # the cache cannot be written: no document is at fault
        raise
    except Exception as error:  # the process died, e.g. for want of memory
        return _broken(job, error)


def _broken(job: PrintJob, error: Exception) -> RenderedPdf:
    reason = f"{type(error).__name__}: {error}"
    failure = Failure(f"排版程序出错：{reason}", f"the printer broke down: {reason}")
    return RenderedPdf(job.name, failure=failure)
