"""MLCommons' own library accepts `croissant.json`, and reads through it the rows that stand in the files."""
import json

from rows import configs, read, same, same_rows


def croissant(folder):
    """Every split of every configuration, hashes checked on the way: as JSON where the column is no plain value."""
    path = folder / "croissant.json"
    if not path.exists():
        return "no croissant.json"
    import mlcroissant

    described = mlcroissant.Dataset(jsonld=str(path))
    same(list(described.metadata.ctx.issues.errors), [], "errors in croissant.json")
    sets = {record_set.uuid: record_set for record_set in described.metadata.record_sets}
    count = 0
    for config, files in configs(folder).items():
        for split, file in files.items():
            name = f"{config}/{split}"
            nested = {field.uuid for field in sets[name].fields if "JSON" in (field.description or "")}
            rows = [
                {key.removeprefix(f"{name}/"): value_of(value, key in nested) for key, value in record.items()}
                for record in described.records(name)
            ]
            same_rows(rows, read(file), name)
            count += len(rows)
    return f"{count} rows"


def value_of(value, nested):
    text = value.decode() if isinstance(value, bytes) else value
    return json.loads(text) if nested else text


CHECKS = [croissant]
