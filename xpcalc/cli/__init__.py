"""The command line: options -> pipeline -> bytes; no logic. To add a command: a module here, and a line below."""

from xpcalc.cli import ad, batch, doctor, rules, serve, verify, views
from xpcalc.cli.main import cli
from xpcalc.cli.shell import BUG, ENVIRONMENT, OK, SOME_FAILED, USAGE

__all__ = [
    "BUG",
    "ENVIRONMENT",
    "OK",
    "SOME_FAILED",
    "USAGE",
    "ad",
    "batch",
    "cli",
    "doctor",
    "rules",
    "serve",
    "verify",
    "views",
]
