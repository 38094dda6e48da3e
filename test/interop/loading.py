"""Python's `datasets` loads every file with one schema, and what it gives is what stands in the file."""
from datasets import load_dataset

from rows import configs, read, same, same_rows, split_of


def with_card(folder):
    """By the card, as `load_dataset(folder, config)` does on the hub."""
    count = 0
    for config, files in configs(folder).items():
        loaded = load_dataset(str(folder), config)
        same(sorted(loaded), sorted(files), f"splits of {config}")
        same(len({str(split.features) for split in loaded.values()}), 1, f"schemas of {config}")
        for split, file in files.items():
            same_rows(loaded[split].to_list(), read(file), f"{config}/{split}")
            count += len(loaded[split])
    return f"{count} rows"


def without_card(folder):
    """File by file, as trainers do that are given a path: the types are guessed from the rows."""
    count = 0
    for config, files in configs(folder).items():
        for split, file in files.items():
            loaded = load_dataset("json", data_files=str(file))["train"]
            same_rows(loaded.to_list(), read(file), f"{config}/{split}, guessed")
            count += 1
    return f"{count} files"


def parquet(folder):
    """Parquet files without a card, where the folder has some: what is JSON comes back as values."""
    files = sorted(folder.glob("**/*.parquet"))
    for file in files:
        loaded = load_dataset("parquet", data_files=str(file))["train"]
        lines = configs(folder).get(file.parent.name, {}).get(split_of(file))
        if lines is not None:
            same_rows(loaded.to_list(), read(lines), str(file))
    return f"{len(files)} files"


CHECKS = [with_card, without_card, parquet]
