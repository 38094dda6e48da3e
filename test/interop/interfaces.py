"""Rows are valid by the types of the interfaces they are meant for: OpenAI, Anthropic, ATIF."""
from pydantic import TypeAdapter

from rows import all_rows, gold_calls, same


def openai(folder):
    """By the types of OpenAI's own library."""
    from openai.types.chat import ChatCompletionMessageParam, ChatCompletionToolParam

    messages, tools = TypeAdapter(list[ChatCompletionMessageParam]), TypeAdapter(list[ChatCompletionToolParam])
    rows = all_rows(folder, "openai")
    for row in rows:
        messages.validate_python(row["messages"])
        tools.validate_python(row["tools"])
    return f"{len(rows)} rows"


def nemo_gym(folder):
    """A request to the Responses API, by the types of OpenAI's own library."""
    from openai.types.responses import FunctionToolParam, ResponseInputParam

    given, tools = TypeAdapter(ResponseInputParam), TypeAdapter(list[FunctionToolParam])
    rows = all_rows(folder, "nemo-gym")
    for row in rows:
        given.validate_python(row["responses_create_params"]["input"])
        tools.validate_python(row["responses_create_params"]["tools"])
    return f"{len(rows)} rows"


def anthropic(folder):
    """By the types of Anthropic's own library."""
    from anthropic.types import MessageParam, ToolParam

    messages, tools = TypeAdapter(list[MessageParam]), TypeAdapter(list[ToolParam])
    rows = all_rows(folder, "anthropic")
    for row in rows:
        messages.validate_python(row["messages"])
        tools.validate_python(row["tools"])
    return f"{len(rows)} rows"


def atif(folder):
    """By the models of Harbor, which allow no unknown key."""
    from harbor.models.trajectories import Trajectory

    gold = gold_calls(folder)
    rows = all_rows(folder, "atif")
    for row in rows:
        made = Trajectory.model_validate(row)
        calls = [{"name": call.function_name, "arguments": call.arguments} for step in made.steps for call in step.tool_calls or []]
        same(calls, gold[row["trajectory_id"]], row["trajectory_id"])
    return f"{len(rows)} trajectories"


CHECKS = [openai, nemo_gym, anthropic, atif]
