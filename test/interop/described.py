"""The card and `croissant.json` are read by the libraries that the hub and MLCommons read them with."""
import json

from rows import configs, read, same, same_rows


def card(folder):
    """The hub's own library parses the front matter: what it names is there, and a hostile title changes nothing."""
    from huggingface_hub import DatasetCard

    data = DatasetCard.load(folder / "README.md").data.to_dict()
    same(data["license"], "cc0-1.0", "licence in the card")
    same([config["config_name"] for config in data["configs"] if config.get("default")], [data["configs"][0]["config_name"]], "default")
    same(sorted(config["config_name"] for config in data["configs"]), sorted(configs(folder)), "configurations in the card")
    paths = [file["path"] for config in data["configs"] for file in config["data_files"]]
    same([path for path in paths if not (folder / path).is_file()], [], "files in the card that are not there")
    same(len({path.rsplit(".", 1)[1] for path in paths}), 1, "kinds of files in the card")
    if folder.name == "hostile":
        same(data["pretty_name"], "- \"a\": #b\n---\nlicense: mit\t\u2028\u0085\u007f'{[&*!|>%@`", "hostile title")
    return f"{len(paths)} files of {len(data['configs'])} configurations"


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


CHECKS = [card, croissant]
