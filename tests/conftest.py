"""Rules for every test: short logs, and no skip goes unseen where nothing may be skipped."""

import os
from collections.abc import Generator

import pytest
import structlog

#: Set where everything is installed: a test that is skipped there would never run anywhere.
NO_SKIPS = os.environ.get("DURE_TEST_NO_SKIPS") == "1"

# The usual renderer of an unconfigured structlog prints every local variable of a traceback, which takes half a minute with our content.
structlog.configure(processors=[structlog.processors.format_exc_info, structlog.processors.KeyValueRenderer()])


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
