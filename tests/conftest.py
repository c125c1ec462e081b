"""Rules for every test: short logs, and no skip goes unseen where nothing may be skipped."""

import os
import shutil
import tempfile
from collections.abc import Generator

import pytest
import structlog

#: Set where everything is installed: a test that is skipped there would never run anywhere.
NO_SKIPS = os.environ.get("DURE_TEST_NO_SKIPS") == "1"

# The usual renderer of an unconfigured structlog prints every local variable of a traceback, which takes half a minute with our content.
structlog.configure(processors=[structlog.processors.format_exc_info, structlog.processors.KeyValueRenderer()])


#: What this run of the tests learned from the content; its workers and the programs they start share it.
CACHE = "DURE_TEST_CACHE"


def pytest_configure(config: pytest.Config) -> None:
    """One folder a run: what an older program learned must not be tested."""
    if CACHE not in os.environ:
        os.environ[CACHE] = tempfile.mkdtemp(prefix="dure-tests-")
        os.environ["DURE_CACHE_DIR"] = os.environ[CACHE]
        config.add_cleanup(lambda: shutil.rmtree(os.environ.pop(CACHE)))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """A skipped test fails (an expected failure is no skip)."""
    report = yield
    if NO_SKIPS and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"DURE_TEST_NO_SKIPS=1 forbids skipping: {report.longreprtext}"
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """A file that skips itself fails."""
    report = yield
    if NO_SKIPS and report.outcome == "skipped":
        report.outcome = "failed"
        report.longrepr = f"DURE_TEST_NO_SKIPS=1 forbids skipping: {report.longrepr}"
    return report
