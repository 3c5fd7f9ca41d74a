import io
import runpy
import subprocess
import sys
from contextlib import redirect_stdout
from pathlib import Path

import pytest

import stance
from stance.api.models import DEFAULT_MODEL
from stance.cli.app import main
from stance.corpus.sources import SOURCES

ROOT = Path(__file__).parents[2]
TEXT = "Ruritania warned Graustark against new tariffs.\n"
HEAVY = {"sklearn", "scipy", "torch", "transformers", "datasets", "pandas", "matplotlib", "nupunkt"}
PEAK = """
import atexit, sys
from pathlib import Path
def tell():
    status = Path("/proc/self/status").read_text()
    sys.stderr.write(status.partition("VmHWM:")[2].split()[0])
atexit.register(tell)
from stance.cli.app import main
main()
"""
LOADED = """
import atexit, sys
atexit.register(lambda: sys.stderr.write(" ".join(sys.modules)))
from stance.cli.app import main
main()
"""


def test_no_command_is_a_usage_error_with_the_help(run):
    result = run()
    assert result.code == 2
    assert all(
        name in result.out + result.err
        for name in ("classify", "read", "report", "train", "evaluate", "models", "corpus")
    )


def test_unknown_command_is_a_usage_error(run):
    result = run("clasify")
    assert (result.code, result.out) == (2, "")


@pytest.mark.parametrize("command", ["classify", "read", "report", "train", "evaluate", "models", "corpus"])
def test_help_exits_0(command, run):
    result = run(command, "--help")
    assert (result.code, result.err) == (0, "")
    assert "Usage: stance" in result.out


def test_version_is_that_of_the_package(run):
    assert run("--version") == (0, f"stance {stance.__version__}\n", "")


@pytest.mark.parametrize(
    ("command", "said"),
    [
        ((), "Tag news sentences"),
        (("classify",), f"default, which is {DEFAULT_MODEL}"),
        (("evaluate",), "train, validation, test or seed"),
        (("train",), "majority, linear or transformer"),
        *((("corpus", "hydrate"), source) for source in SOURCES),
    ],
)
def test_help_says(command, said, run):
    told = run(*command, "--help").out.replace("│", " ").split()
    assert said in " ".join(told)


def test_error_is_one_line_whatever_its_text(fails, model, tmp_path):
    assert r"two\nlines" in fails("classify", "--model", model, tmp_path / "two\nlines")


def test_error_comes_after_the_answers_before_it(start, model):
    process = start("-m", "stance", "classify", "--model", model, stderr=subprocess.STDOUT)
    out, _ = process.communicate(TEXT.encode() + b"\0\n")
    assert process.returncode == 1
    assert [line[:7] for line in out.decode().splitlines()] == ['{"text"', '{"text"', "error: "]


def test_answers_are_utf8_in_any_locale(start, model):
    environment = {"PYTHONIOENCODING": "latin-1", "PYTHONUTF8": "0", "LC_ALL": "C"}
    for style, mark in (("jsonl", "Žižkov"), ("csv", "Žižkov"), ("text", "▼")):
        process = start("-m", "stance", "classify", "--model", model, "--format", style, env=environment)
        out, error = process.communicate(("Žižkov: " + TEXT).encode())
        assert (process.returncode, error) == (0, b"")
        assert mark in out.decode()


@pytest.mark.parametrize("style", ["jsonl", "csv", "text"])
def test_reader_that_leaves_ends_it_without_a_trace(style, start, model, tmp_path):
    (tmp_path / "many").write_text(TEXT * 5000)
    process = start("-m", "stance", "classify", "--model", model, "--format", style, tmp_path / "many")
    assert process.stdout.readline()
    process.stdout.close()
    assert process.stderr.read() == b""
    assert process.wait() == 1


def test_reader_that_leaves_a_short_answer_ends_it_without_a_trace(start, model):
    process = start("-m", "stance", "models", env={"STANCE_MODELS": str(model.parent)})
    process.stdout.close()
    assert process.stderr.read() == b""
    assert process.wait() == 1


@pytest.mark.parametrize("style", ["jsonl", "csv", "text"])
def test_an_answer_comes_before_the_next_line_is_written(style, start, model):
    process = start("-m", "stance", "classify", "--model", model, "--format", style, env={"COLUMNS": "200"})
    for place in range(3):
        process.stdin.write(TEXT.encode())
        process.stdin.flush()
        if place == 0 and style != "jsonl":
            assert b"stance" in process.stdout.readline()
        assert TEXT.strip() in process.stdout.readline().decode()
    process.stdin.close()


def closed(*streams):
    """Return a program that runs the command line as a shell would start it with streams closed."""
    rerun = "os.execv(sys.executable, [sys.executable, '-m', 'stance', *sys.argv[1:]])"
    return f"import os, sys; [os.close(each) for each in {streams}]; {rerun}"


def test_closed_stdin_is_told_in_one_line(start, model):
    process = start("-c", closed(0), "classify", "--model", model)
    out, error = process.communicate()
    assert (process.returncode, out, error.count(b"\n")) == (1, b"", 1)
    assert error.startswith(b"error: got 'stdin', which cannot be used (it is closed)")


@pytest.mark.parametrize("arguments", [["classify", "article"], ["classify", "article", "--format", "csv"], ["models"]])
def test_closed_stdout_is_told_in_one_line(arguments, start, model, tmp_path):
    (tmp_path / "article").write_text(TEXT)
    env = {"STANCE_MODELS": str(model.parent)}
    process = start("-c", closed(1), *arguments, env=env, cwd=tmp_path)
    out, error = process.communicate()
    assert (process.returncode, out) == (1, b"")
    assert error == b"error: got 'stdout', which cannot be used (it is closed). Check its permissions and its place.\n"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a full device is asked of Linux")
@pytest.mark.parametrize("style", ["jsonl", "csv", "text"])
def test_full_disk_is_told_in_one_line(style, start, model):
    with Path("/dev/full").open("wb") as full:
        process = start("-m", "stance", "classify", "--model", model, "--format", style, stdout=full)
        _, error = process.communicate(TEXT.encode())
    assert process.returncode == 1
    assert error.startswith(b"error: got 'stdout', which cannot be used (No space left on device)")
    assert error.count(b"\n") == 1


def test_results_may_go_to_any_stream(model, monkeypatch):
    monkeypatch.setenv("STANCE_MODELS", str(model.parent))
    monkeypatch.setattr(sys, "argv", ["stance", "models"])
    with redirect_stdout(io.StringIO()) as stdout, pytest.raises(SystemExit):
        main()
    assert "small: linear" in stdout.getvalue()


def test_package_runs_as_a_module(monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["stance", "--help"])
    with pytest.raises(SystemExit) as stop:
        runpy.run_module("stance", run_name="__main__")
    assert (stop.value.code, "Usage: stance" in capsys.readouterr().out) == (0, True)


def test_classify_loads_no_training_library(start, model):
    process = start("-c", LOADED, "classify", "--model", model)
    _, loaded = process.communicate(TEXT.encode())
    assert "numpy" in loaded.decode().split()
    assert not HEAVY & set(loaded.decode().split())


def test_read_loads_no_training_library(start, model, tmp_path):
    (tmp_path / "article").write_text(TEXT)
    process = start("-c", LOADED, "read", "--model", model, tmp_path / "article")
    _, loaded = process.communicate()
    assert process.returncode == 0
    assert not HEAVY - {"nupunkt"} & set(loaded.decode().split())


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="the peak is asked of Linux")
def test_classify_needs_no_more_memory_for_many_rows(start, model, tmp_path):
    def peak_kib(rows):
        (tmp_path / "rows").write_text("Talks ended.\n" * rows)
        process = start("-c", PEAK, "classify", "--model", model, tmp_path / "rows", stdout=subprocess.DEVNULL)
        _, told = process.communicate()
        assert process.returncode == 0
        return int(told)

    assert peak_kib(200_000) < peak_kib(2_000) + 8 * 1024


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="the peak is asked of Linux")
def test_classify_needs_little_memory_for_a_long_line(start, model, tmp_path):
    (tmp_path / "long").write_bytes(b"a" * 50_000_000)
    process = start("-c", PEAK, "classify", "--model", model, tmp_path / "long", stdout=subprocess.DEVNULL)
    told = process.communicate()[1].decode().splitlines()
    assert process.returncode == 1
    assert int(told[-1]) < 150 * 1024


def test_rows_are_answered_before_the_input_ends(start, model):
    process = start("-m", "stance", "classify", "--model", model)
    process.stdin.write(TEXT.encode() * 1000)
    process.stdin.flush()
    assert process.stdout.readline().startswith(b'{"text"')
    process.stdin.close()


def test_import_is_quick_and_loads_no_library(start):
    times = []
    for _ in range(3):
        began = "import sys, time; began = time.perf_counter(); import stance; "
        tell = "print(time.perf_counter() - began, *sys.modules)"
        out, _ = start("-c", began + tell).communicate()
        seconds, *loaded = out.decode().split()
        times.append(float(seconds))
    assert min(times) < 0.1
    assert not {"numpy", "safetensors", "typer", *HEAVY} & set(loaded)
    assert "stance" in loaded
