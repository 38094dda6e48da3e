"""Runs the sampler of BetaE (`create_queries.py` of snap-stanford/KGReasoning, named by argument, not part of this project).

Arguments: the folder of the script, the folder of `train_indexified.txt`, queries a pattern. Prints queries a second of processor
time by pattern, as JSON. Nothing of the sampling is changed; what is put right is what stops it from running at all: newer
Pythons draw no samples from views, and neither numpy nor click is needed for what is timed.
"""

import io
import json
import pickle
import random
import sys
import time
import types
from collections import defaultdict
from contextlib import redirect_stdout


class Nowhere(io.TextIOBase):
    def write(self, text):
        return len(text)


def stand_in(name, **members):
    try:
        __import__(name)
    except ImportError:
        module = types.ModuleType(name)
        module.__dict__.update(members)
        sys.modules[name] = module


def same(*_args, **_options):
    return lambda function: function


stand_in("numpy", max=max, min=min, mean=lambda all_of: sum(all_of) / len(all_of), std=lambda _all_of: 0.0)
stand_in("click", command=same, option=same)

draw = random.sample
random.sample = lambda population, k: draw(tuple(population) if not isinstance(population, (list, tuple)) else population, k)
# Writing the queries to disk is not sampling them.
pickle.dump = lambda _value, _file: None
open_file = open

script_folder, data_folder, count = sys.argv[1], sys.argv[2], int(sys.argv[3])
sys.path.insert(0, script_folder)
import create_queries  # noqa: E402

create_queries.open = lambda path, mode="r": open_file("/dev/null", mode) if "w" in mode else open_file(path, mode)

e, r, n, u = "e", "r", "n", "u"
STRUCTURES = {
    "2p": [e, [r, r]],
    "3p": [e, [r, r, r]],
    "2i": [[e, [r]], [e, [r]]],
    "3i": [[e, [r]], [e, [r]], [e, [r]]],
    "pi": [[e, [r, r]], [e, [r]]],
    "ip": [[[e, [r]], [e, [r]]], [r]],
    "2in": [[e, [r]], [e, [r, n]]],
    "3in": [[e, [r]], [e, [r]], [e, [r, n]]],
    "pin": [[e, [r, r]], [e, [r, n]]],
    "pni": [[e, [r, r, n]], [e, [r]]],
    "inp": [[[e, [r]], [e, [r, n]]], [r]],
    "2u": [[e, [r]], [e, [r]], [u]],
    "up": [[[e, [r]], [e, [r]], [u]], [r]],
}

random.seed(0)
into, out = create_queries.construct_graph(data_folder, ["train_indexified.txt"])
nothing = defaultdict(lambda: defaultdict(set))
rates = {}
for name, structure in STRUCTURES.items():
    start = time.process_time()
    with redirect_stdout(Nowhere()):
        create_queries.ground_queries("data", structure, into, out, nothing, nothing, count, 1e6, name, "train", {}, {})
    rates[name] = count / (time.process_time() - start)
print(json.dumps(rates))
