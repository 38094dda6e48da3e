"""The rows of a data set folder as plain JSON, and what they must agree on."""
import json
from pathlib import Path


def split_of(file):
    """`train` of `train.jsonl` and of `train-00000-of-00001.jsonl`."""
    return file.name.split(".")[0].split("-")[0]


def configs(folder):
    """Names of configurations, each with its files by split."""
    homes = sorted((Path(folder) / "data").iterdir())
    return {home.name: {split_of(file): file for file in sorted(home.glob("*.jsonl"))} for home in homes}


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


def rounded(value):
    """`datasets` keeps about 15 digits of a float in nested JSON: 14 are asked of it."""
    if isinstance(value, float):
        return float(f"{value:.14g}")
    if isinstance(value, dict):
        return {key: rounded(member) for key, member in value.items()}
    return [rounded(item) for item in value] if isinstance(value, list) else value


def same_rows(got, expected, where):
    """Row by row, so that what is told of a difference is short."""
    same(len(got), len(expected), f"number of rows of {where}")
    for at, (one, other) in enumerate(zip(got, expected, strict=True)):
        same(sorted(one), sorted(other), f"keys of {where}, row {at + 1}")
        for key in one:
            same(rounded(one[key]), rounded(other[key]), f"{where}, row {at + 1}, {key}")
