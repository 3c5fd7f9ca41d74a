import io
import os
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from stance.cli.app import main

ROOT = Path(__file__).resolve().parents[2]


class Result(NamedTuple):
    code: int
    out: str
    err: str


@pytest.fixture
def run(monkeypatch, capsys):
    """Run a command in this process, as `python -m stance` would."""

    def run_command(*arguments, stdin=b"", terminal=False):
        monkeypatch.setattr(sys, "argv", ["stance", *map(str, arguments)])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        monkeypatch.setattr(sys.stdout, "isatty", lambda: terminal)
        with pytest.raises(SystemExit) as stop:
            main()
        return Result(stop.value.code, *capsys.readouterr())

    return run_command


@pytest.fixture
def start():
    """Start Python with arguments, for what only a process shows; it ends with the test."""
    started = []

    def start_process(*arguments, env=None, **pipes):
        environment = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
        environment |= {"PYTHONPATH": str(ROOT)} | (env or {})
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE} | pipes
        started.append(subprocess.Popen([sys.executable, *map(str, arguments)], env=environment, **pipes))
        return started[-1]

    yield start_process
    for process in started:
        process.kill()
        for pipe in (process.stdin, process.stdout, process.stderr):
            if pipe is not None:
                pipe.close()
        process.wait()


@pytest.fixture
def fails(run):
    """Run a command that must exit 1 with one line on stderr and nothing on stdout; return the line."""

    def fail(*arguments, stdin=b""):
        result = run(*arguments, stdin=stdin)
        assert (result.code, result.out) == (1, "")
        assert result.err.count("\n") == 1
        assert result.err.startswith("error: ")
        return result.err

    return fail
