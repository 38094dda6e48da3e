"""The rows of a data set folder as plain JSON, and what they must agree on."""
import json
from pathlib import Path


def configs(folder):
    """Names of configurations, each with its files by split."""
    return {path.name: {file.stem: file for file in sorted(path.glob("*.jsonl"))} for path in sorted((Path(folder) / "data").iterdir())}


def read(file):
    return [json.loads(line) for line in Path(file).read_text(encoding="utf-8").split("\n") if line]


def all_rows(folder, config):
    return [row for file in configs(folder).get(config, {}).values() for row in read(file)]


def gold_calls(folder):
    """The calls of every sample by its id, from the rows that hold them as plain objects."""
    return {
        row["id"]: [call["function"] for message in row["messages"] for call in message.get("tool_calls", [])]
        for row in all_rows(folder, "trl-sft")
    }


def same(got, expected, where):
    if got != expected:
        raise AssertionError(f"{where}: expected {str(expected)[:600]}, got {str(got)[:600]}")
