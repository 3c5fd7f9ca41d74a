"""What the READMEs say is what happens."""

import json
import re
from pathlib import Path

from stance.cli.app import app

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_python_example_runs_and_answers_as_shown(capsys):
    (block,) = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    names = {}
    exec(block, names)  # noqa: S102
    answer, text = names["answer"], names["text"]
    assert (answer.stance, answer.rhetoric, answer.abstain) == ("warning", "criticise", False)
    told = ", ".join(f"{label}: {value:.2f}" for label, value in answer.probabilities.items())
    assert f"answer.probabilities  # {{{told}}}" in block
    toward = re.findall(r"classify\(text, tie=\((.*)\)\)\.stance  # (\w+)", block)
    assert len(toward) == 2
    for tie, expected in toward:
        assert names["stance"].classify(text, tie=re.findall(r"\w+", tie)).stance == expected
    assert f"\n# {capsys.readouterr().out}" in block


def test_every_command_is_named():
    table = README.partition("## On the command line")[2].partition("##")[0]
    commands = [command.name or command.callback.__name__ for command in app.registered_commands]
    commands += [group.name for group in app.registered_groups]
    assert [name for name in commands if not re.search(rf"`{name}\b", table)] == []


def test_the_gate_runs_the_command_of_the_readme():
    assert "`make test`" in README
    assert re.search(r"^make test\b", (ROOT / ".ci" / "run").read_text(), re.MULTILINE)


def test_the_install_command_is_that_of_the_makefile():
    makefile = (ROOT / "Makefile").read_text()
    assert "pip install -c constraints.txt -e ." in README
    assert "--constraint constraints.txt --editable ." in makefile


def test_the_data_sheet_tells_the_agreement_that_was_measured():
    sheet = (ROOT / "annotations" / "README.md").read_text(encoding="utf-8")
    found = json.loads((ROOT / "annotations" / "agreement.json").read_text())
    for label in ("stance", "rhetoric"):
        for row in (found[label]["overall"], *found[label]["pairs"].values()):
            low, high = row["interval"]
            assert f"| {row['n']:,} | {row['alpha']:.3f} | {low:.3f} to {high:.3f} |" in sheet


def test_the_data_sheet_counts_the_labels_as_they_are(gold):
    sheet = (ROOT / "annotations" / "README.md").read_text(encoding="utf-8")
    counts = [sum(row.stance == label for row in gold) for label in ("neutral", "supportive", "warning")]
    assert f"| **all** | {len(gold):,} | {' | '.join(f'{count:,}' for count in counts)} |" in sheet


def test_links_in_the_readme_lead_somewhere():
    links = re.findall(r"\]\((?!https?:)([^)#]+)\)", README)
    assert [link for link in links if not (ROOT / link).exists()] == []
