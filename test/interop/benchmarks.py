"""Benchmarks score the walked calls as right, and others as wrong."""
import copy

from rows import all_rows, gold_calls, same


def bfcl(folder):
    """BFCL's checker of calls: right as they were made, wrong with another argument or without the last call."""
    from bfcl_eval.constants.enums import Language
    from bfcl_eval.eval_checker.ast_eval.ast_checker import ast_checker
    from bfcl_eval.utils import extract_test_category_from_id, sort_key

    gold = gold_calls(folder)
    answers = {row["id"]: row["ground_truth"] for row in all_rows(folder, "bfcl-answers")}
    rows = all_rows(folder, "bfcl")
    for row in sorted(rows, key=sort_key):
        sample = f"gs1-{int(row['id'].rsplit('_', 1)[1]):032x}"
        said = [{call["name"]: call["arguments"]} for call in gold[sample]]
        category = extract_test_category_from_id(row["id"])

        def valid(calls):
            return ast_checker(row["function"], calls, answers[row["id"]], Language.PYTHON, category, "any")["valid"]

        same(valid(said), True, row["id"])
        same(valid(said[::-1]), True, row["id"])
        same(valid(said[:-1]), False, row["id"])
        wrong = copy.deepcopy(said)
        name = next(iter(wrong[0]))
        wrong[0][name] = {key: "something else" for key in wrong[0][name]}
        same(valid(wrong), not said[0][name], row["id"])
    return f"{len(rows)} questions"


CHECKS = [bfcl]
