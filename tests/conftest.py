"""Shared by all tests: a cache of their own, no connection to anywhere, the shipped rulebook."""

from __future__ import annotations

import os
import socket
from pathlib import Path
from typing import Any, NoReturn

import pytest
from hypothesis import HealthCheck, settings

from xpcalc.rulebook import Rulebook, load_rulebook

ROOT = Path(__file__).resolve().parent.parent

# Why: the shared machines of CI pause at any moment; what must be fast is measured where it says so.
settings.register_profile("default", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("default")


def pytest_configure(config: pytest.Config) -> None:
    """Keep compiled rules between runs, but never in the home of whoever runs the tests."""
    os.environ["XDG_CACHE_HOME"] = str(ROOT / ".pytest_cache" / "home")


@pytest.fixture(scope="session")
def rulebook() -> Rulebook:
    """Return the shipped rules."""
    return load_rulebook()


@pytest.fixture(autouse=True)
def _no_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fail any test that opens a connection to another machine."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6) and address[0] not in ("127.0.0.1", "::1", "localhost"):
            refused(address)
        connect(self, address)

    def refused(address: object, *_: object, **__: object) -> NoReturn:
        raise AssertionError(f"a connection was opened: {address}")

    monkeypatch.setattr(socket.socket, "connect", guarded)
    monkeypatch.setattr(socket.socket, "connect_ex", guarded)
