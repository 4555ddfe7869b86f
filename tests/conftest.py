"""What holds for all tests: a missing PostgreSQL is said aloud, or is a failure."""

import os

import pytest

REQUIRED = "SONDIR_REQUIRE_POSTGRES"
"""Set it where a missing server must not pass for a green run."""
_left_out: list[str] = []


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    """A test on PostgreSQL that is skipped fails where PostgreSQL is required."""
    report = yield
    needs = item.get_closest_marker("postgres") is not None
    if report.skipped and needs and os.environ.get(REQUIRED):
        report.outcome = "failed"
        report.longrepr = f"{REQUIRED} is set, and no PostgreSQL server answers"
    return report


def pytest_runtest_logreport(report):
    """Count in the process that prints, whichever process ran the test."""
    if report.skipped and "postgres" in report.keywords:
        _left_out.append(report.nodeid)


def pytest_terminal_summary(terminalreporter):
    """Say how many tests were left out, so that nobody takes them for passed."""
    if _left_out:
        terminalreporter.section("PostgreSQL", yellow=True)
        terminalreporter.line(
            f"{len(_left_out)} tests need a PostgreSQL server and were NOT run:"
            " start one, or set SONDIR_TEST_POSTGRES_URL"
        )
