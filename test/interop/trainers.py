"""The converters of LLaMA-Factory, Axolotl and ms-swift give back the calls of every row."""
import json
import logging
from types import SimpleNamespace

from datasets import load_dataset
from stand_in import bare_package, folder_of
from tokenizer import TEMPLATE, byte_tokenizer

from rows import configs, gold_calls, read, same


def llamafactory(folder):
    """`dataset_info.json` names the files, and the sharegpt converter takes every row without a complaint."""
    bare_package("llamafactory.data", folder_of("llamafactory") / "data")
    from llamafactory.data.converter import get_dataset_converter
    from llamafactory.data.parser import get_dataset_list

    gold = gold_calls(folder)
    count = 0
    files = configs(folder)["llamafactory"]
    names = [f"llamafactory_{split}" for split in files]
    home = next(iter(files.values())).parent
    for info in get_dataset_list(names, str(home)):
        convert = get_dataset_converter(info.formatting, info, SimpleNamespace())
        for row in load_dataset("json", data_files=str(home / info.dataset_name))["train"]:
            made = convert(row)
            same(len(made["_response"]), 1, row["id"])
            same(made["_response"][0]["role"], "assistant", row["id"])
            said = [json.loads(turn["content"]) for turn in made["_prompt"] if turn["role"] == "function"]
            back = [call for turn in said for call in (turn if isinstance(turn, list) else [turn])]
            same(back, gold[row["id"]], row["id"])
            same([bool(tool["name"] and tool["parameters"]) for tool in json.loads(made["_tools"])].count(False), 0, row["id"])
            count += 1
    return f"{count} rows"


def axolotl(folder):
    """`type: chat_template` tokenizes every row, and labels hold the calls and the answer alone."""
    bare_package("axolotl.prompt_strategies", folder_of("axolotl") / "prompt_strategies")
    from axolotl.prompt_strategies.chat_template import ChatTemplatePrompter, ChatTemplateStrategy

    tokenizer = byte_tokenizer()
    prompter = ChatTemplatePrompter(tokenizer, chat_template=TEMPLATE, max_length=1 << 20)
    strategy = ChatTemplateStrategy(
        prompter, tokenizer=tokenizer, train_on_inputs=False, sequence_len=1 << 20, roles_to_train=["assistant"], train_on_eos="turn"
    )
    gold = gold_calls(folder)
    count = 0
    for file in configs(folder)["axolotl"].values():
        for row in load_dataset("json", data_files=str(file))["train"]:
            turns = strategy.get_conversation_thread(row)
            same([call["function"] for turn in turns for call in turn.get("tool_calls", [])], gold[row["id"]], row["id"])
            same([type(tool["function"]["parameters"]) for tool in strategy._get_tools(row)].count(dict) > 0, True, row["id"])
            text = tokenizer.apply_chat_template(turns, tools=strategy._get_tools(row), tokenize=False)
            same("None" in text and "None" not in json.dumps(row), False, row["id"])
            count += 1
    return f"{count} rows"


def ms_swift(folder):
    """The preprocessor of messages takes ms-swift, OpenAI and Anthropic rows alike."""
    import modelscope.utils.logger

    modelscope.utils.logger.get_logger = lambda *_: _logger()
    home = folder_of("swift")
    for name in ("template", "dataset", "dataset/preprocessor"):
        bare_package(f"swift.{name.replace('/', '.')}", home / name)
    import swift.template
    from swift.template.utils import history_to_messages

    swift.template.history_to_messages = history_to_messages
    from swift.dataset.preprocessor.core import MessagesPreprocessor

    ids = [row["id"] for row in _rows(folder, "trl-sft")]
    gold = gold_calls(folder)
    count = 0
    for config in ("ms-swift", "openai", "anthropic"):
        for name, row in zip(ids, _rows(folder, config), strict=True):
            made = MessagesPreprocessor().preprocess(row)
            said = [message["content"] for message in made["messages"] if message["role"] == "tool_call"]
            same([json.loads(text) if isinstance(text, str) else text for text in said], gold[name], f"{config} {name}")
            same({message["role"] for message in made["messages"]} >= {"user", "tool_call", "assistant"}, True, name)
            count += 1
    return f"{count} rows of three formats"


def _rows(folder, config):
    return [row for file in configs(folder)[config].values() for row in read(file)]


def _logger():
    logger = logging.getLogger("modelscope")
    logger.addHandler(logging.NullHandler())
    return logger


CHECKS = [llamafactory, axolotl, ms_swift]
