"""Reads data set folders as trainers do: `check.py FOLDER...`. One line a check; 1 if one failed, 0 else."""
import importlib
import os
import sys
import traceback
import warnings
from pathlib import Path

os.environ.update(HF_HUB_OFFLINE="1", TRANSFORMERS_VERBOSITY="error", HF_DATASETS_DISABLE_PROGRESS_BARS="1")
warnings.simplefilter("ignore")

import datasets  # noqa: E402
import transformers  # noqa: E402, F401
from stand_in import stand_in  # noqa: E402

GROUPS = ["loading", "described", "trl_rows", "interfaces", "trainers", "benchmarks"]
HEAVY = ["torch", "torchaudio", "torchvision", "peft", "accelerate", "modelscope", "PIL"]


def run(check, folder):
    """True unless the check failed; a consumer that is not installed is passed over with a word."""
    try:
        said = check(folder)
    except ModuleNotFoundError as error:
        return tell("skipped", check, f"no module {error.name}")
    except Exception:
        traceback.print_exc(limit=-4)
        return not tell("FAILED", check, str(folder))
    return tell("ok", check, said)


def tell(outcome, check, said):
    print(f"{outcome:8} {check.__module__}.{check.__name__}: {said}", flush=True)
    return True


def main(folders):
    datasets.disable_progress_bars()
    stand_in(*HEAVY, "bfcl_eval.constants.model_config")
    good = True
    for folder in folders:
        print(f"-- {folder}", flush=True)
        for group in GROUPS:
            for check in importlib.import_module(group).CHECKS:
                good = run(check, Path(folder)) and good
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
