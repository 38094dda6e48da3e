"""Empty shells for heavy packages (torch and the like) that the data code of a trainer imports, but never calls.

A trainer's converters are plain Python. With these shells they can be imported as they are, without gigabytes of wheels; if
one of them did call into a shell, the check would fail, for a shell can do nothing.
"""
import importlib.abc
import importlib.machinery
import importlib.util
import pathlib
import sys
import types


class _Hollow(type):
    """A class of which every attribute is another class without anything in it."""

    def __getattr__(cls, name):
        return _hollow(cls, name)


class _Shell(types.ModuleType):
    __path__ = []

    def __getattr__(self, name):
        return _hollow(self, name)


def _hollow(owner, name):
    if name.startswith("__"):
        raise AttributeError(name)
    made = _Hollow(name, (), {})
    setattr(owner, name, made)
    return made


class _Finder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    def __init__(self, names):
        self.names = names

    def find_spec(self, fullname, path=None, target=None):
        if fullname in self.names or fullname.split(".")[0] in self.names:
            return importlib.machinery.ModuleSpec(fullname, self, is_package=True)
        return None

    def create_module(self, spec):
        return _Shell(spec.name)

    def exec_module(self, module):
        pass


def stand_in(*names):
    """Packages that are installed are left alone; single modules, named with dots, are not.

    Call it after `import transformers`, which looks for torch by itself.
    """
    missing = {name for name in names if "." in name or importlib.util.find_spec(name) is None}
    sys.meta_path.insert(0, _Finder(missing))


def bare_package(name, folder):
    """A package whose own __init__ is passed over: it would import the whole trainer."""
    package = types.ModuleType(name)
    package.__path__ = [str(folder)]
    sys.modules[name] = package


def folder_of(name):
    """Where an installed package lies. Raises ModuleNotFoundError where it is not installed."""
    spec = importlib.util.find_spec(name)
    if spec is None:
        raise ModuleNotFoundError(f"No module named '{name}'", name=name)
    return pathlib.Path(spec.submodule_search_locations[0])
