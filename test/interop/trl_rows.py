"""TRL: rows are conversational, render with tools, and the loss falls on calls and answers alone."""
import importlib.util
import json

from datasets import load_dataset
from tokenizer import byte_tokenizer
from trl.data_utils import apply_chat_template, is_conversational

from rows import all_rows, configs, gold_calls, same


def sft(folder):
    """What `SFTTrainer` does with a row: parse the tools, apply the chat template, mask all but the assistant."""
    tokenizer = byte_tokenizer()
    gold = gold_calls(folder)
    count = 0
    for config in ("trl-sft", "dta"):
        for split in load_dataset(str(folder), config).values():
            for row in split:
                same(is_conversational(row), True, row["id"])
                tools = json.loads(row["tools"])
                text = apply_chat_template({"messages": row["messages"]}, tokenizer, tools)["text"]
                for tool in tools:
                    same(tool["function"]["name"] in text, True, row["id"])
                made = tokenizer.apply_chat_template(
                    row["messages"], tools=tools, return_dict=True, return_assistant_tokens_mask=True
                )
                learnt = [at for at, mask in zip(made["input_ids"], made["assistant_masks"]) if mask]
                *calls, answer = tokenizer.decode(learnt).split("<|end|>")[:-1]
                same(answer, row["messages"][-1]["content"], row["id"])
                back = [json.loads(call) for turn in calls for call in turn.removeprefix("<call>").removesuffix("</call>").split("</call><call>")]
                same(back, gold[row["id"]], row["id"])
                count += 1
    return f"{count} rows rendered and masked"


def grpo(folder):
    """Prompts render with a place for the answer, and the reward beside them tells right answers from wrong ones."""
    tokenizer = byte_tokenizer()
    files = configs(folder)["trl-grpo"]
    spec = importlib.util.spec_from_file_location("exact_set", next(iter(files.values())).with_name("exact_set.py"))
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    count = 0
    for row in all_rows(folder, "trl-grpo"):
        same(is_conversational(row), True, row["id"])
        text = apply_chat_template({"prompt": row["prompt"]}, tokenizer)["prompt"]
        same(text.endswith("<|start|>assistant\n"), True, row["id"])
        names = [spellings[-1] for spellings in json.loads(row["gold_answers"])]
        said = [f"So it is.\nAnswer: {json.dumps(one)}" for one in (names[::-1], names + ["something else"], ["no such"])]
        completions = [[{"role": "assistant", "content": text}] for text in [*said, "I do not know.", "Answer: [1, 2"]]
        rewards = scorer.exact_set_reward(completions, gold_answers=[row["gold_answers"]] * 5, id=[row["id"]] * 5)
        same(rewards, [1.0, 0.0, 0.0, 0.0, 0.0], row["id"])
        count += 1
    return f"{count} prompts, each with one right and four wrong answers"


CHECKS = [sft, grpo]
