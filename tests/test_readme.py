"""The README says what is there: its commands, its states, its files."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from geo import corrections
from geo.__main__ import parser
from geo.asof import STATES

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```sh\n(.*?)```", README, re.DOTALL)


def test_ci_runs_exactly_the_test_command_of_the_readme():
    """A person who follows the README runs what the project's own checks run."""
    [command] = [block.strip() for block in BLOCKS if "pytest" in block]

    assert command in (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()


def test_the_run_command_starts_the_app_that_is_there():
    """The script that the first command starts exists."""
    [command] = [block for block in BLOCKS if "streamlit run" in block]

    assert (ROOT / command.split("streamlit run", 1)[1].split()[0]).is_file()


@pytest.mark.parametrize("state, definition", STATES.items())
def test_every_state_is_defined_in_the_words_of_the_legend(state: str, definition: str):
    """README and legend define a state in the same words."""
    assert f"| {state} | {definition} |" in README


@pytest.mark.parametrize("command", re.findall(r"python -m geo (\w+)", README))
def test_every_command_that_is_named_exists(command: str):
    """No command of the README is unknown to the command line."""
    assert re.search(rf"^    {command} ", parser().format_help(), re.MULTILINE)


@pytest.mark.parametrize("path", re.findall(r"\]\(((?!http)[^)#]+)\)", README))
def test_every_link_leads_to_a_file(path: str):
    """Pictures and links of the README are in the repository."""
    assert (ROOT / path).exists()


def test_the_format_of_corrections_is_told_whole(tmp_path: Path):
    """The data's README names every action and column, and its example is read as one of each action."""
    words = (ROOT / "geo" / "data" / "README.md").read_text(encoding="utf-8")
    part = words.split("## Corrections", 1)[1].split("\n## ", 1)[0]
    example = tmp_path / "my-places.csv"
    example.write_text(re.search(r"```csv\n(.*?)```", part, re.DOTALL)[1], encoding="utf-8")

    assert [row.action for row in corrections.read(example).rows] == list(corrections.ACTIONS)
    assert {name for name in corrections.COLUMNS if not re.search(rf"\b{name}\b", part)} == set()
    assert "--corrections" in part and "--corrections" in README
