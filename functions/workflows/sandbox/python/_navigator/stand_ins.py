"""Stand-ins for packages that are not in the sandbox, good enough for a file's graph to come out."""

from __future__ import annotations

import importlib
import importlib.abc
import importlib.machinery
import inspect
import os
import sys
from types import FunctionType, ModuleType
from typing import Any

from . import watch

# What Airflow's own modules import and cannot have here: compiled code, or of no use without a network.
ABSENT = (
    "_interpqueues",
    "_interpreters",
    "cryptography",
    "greenback",
    "greenlet",
    "libcst",
    "opentelemetry",
    "psutil",
    "pyathena",
    "redshift_connector",
    "sagemaker_studio",
    "setproctitle",
    "ssl",
    "watchtower",
)

# Parts of Airflow's own packages that do not come along.
_LEFT_OUT = {"example_dags", "migrations", "ui"}


class Unknown:
    """A value that nobody knows here; whatever is done with it is accepted."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        pass

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        is_decorator = len(args) == 1 and not kwargs and isinstance(args[0], (FunctionType, type))
        return args[0] if is_decorator else Unknown()

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__") and name.endswith("__"):
            raise AttributeError(name)
        return Unknown()

    def __getitem__(self, key: object) -> Any:
        return Unknown()

    def __setitem__(self, key: object, value: object) -> None:
        pass

    def __iter__(self) -> Any:
        return iter(())

    def __len__(self) -> int:
        return 0

    def __bool__(self) -> bool:
        return True

    def __int__(self) -> int:
        return 1

    __index__ = __int__

    def __float__(self) -> float:
        return 1.0

    def __str__(self) -> str:
        return "unknown"

    def __format__(self, spec: str) -> str:
        return "unknown"

    def __fspath__(self) -> str:
        return "unknown"

    def __enter__(self) -> Any:
        return self

    def __exit__(self, *args: object) -> bool:
        return False

    def __mro_entries__(self, bases: object) -> tuple[type, ...]:
        return ()

    def __or__(self, other: object) -> Any:
        return self

    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = __truediv__ = __ror__ = __mod__ = __or__
    __lt__ = __le__ = __gt__ = __ge__ = lambda self, other: True


def _operator(name: str) -> type:
    from airflow.sdk import BaseOperator

    known = set(inspect.signature(BaseOperator.__init__).parameters)

    def __init__(self: Any, *args: Any, **kwargs: Any) -> None:
        BaseOperator.__init__(self, **{key: value for key, value in kwargs.items() if key in known})

    return type(BaseOperator)(name, (BaseOperator,), {"__init__": __init__, "template_fields": ()})


class _Module(ModuleType):
    __path__: list[str] = []

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__") and name.endswith("__"):
            raise AttributeError(name)
        is_provider = self.__name__.startswith("airflow.")
        value = _operator(name) if is_provider and name.endswith(("Operator", "Sensor")) else Unknown()
        setattr(self, name, value)
        return value


class Finder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Comes last: whatever nobody else finds and the pushed tree cannot have meant to be its own."""

    def find_spec(self, fullname: str, path: Any, target: Any = None) -> Any:
        top = fullname.partition(".")[0]
        if top in ABSENT or (watch.is_asked_by_tree() and self._is_foreign(fullname, top)):
            watch.assume(f"the package {top if top != 'airflow' else fullname}")
            return importlib.machinery.ModuleSpec(fullname, self, is_package=True)
        if fullname.startswith("airflow.") and not _LEFT_OUT.isdisjoint(fullname.split(".")):
            watch.assume(f"the package {fullname}")
        return None

    def _is_foreign(self, fullname: str, top: str) -> bool:
        if top == "airflow":
            return fullname.startswith("airflow.providers.")
        if top.startswith("_"):
            return False
        own = [entry for entry in sys.path if f"{entry}/".startswith(f"{watch.ROOT}/")]
        return not any(os.path.exists(f"{entry}/{top}{ending}") for entry in own for ending in ("", ".py"))

    def create_module(self, spec: Any) -> ModuleType:
        return _Module(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        pass


class NativeCode(Finder):
    """Comes first: what leads to memory and compiled code is there by name only."""

    def find_spec(self, fullname: str, path: Any, target: Any = None) -> Any:
        if fullname.partition(".")[0] not in ("_ctypes", "ctypes"):
            return None
        watch.effect("native code", fullname)
        watch.assume("native code")
        return importlib.machinery.ModuleSpec(fullname, self, is_package=True)


def _look_up(kind: str) -> Any:
    def get(cls: type, key: str = "", *args: Any, **kwargs: Any) -> Any:
        watch.effect(kind, key)
        watch.assume(f"the {kind} {key}")
        defaults = [kwargs[name] for name in ("default", "default_var") if name in kwargs]
        return (defaults or [Unknown()])[0]

    return classmethod(get)


def _put(kind: str) -> Any:
    def put(cls: type, key: str = "", *args: Any, **kwargs: Any) -> None:
        watch.effect(kind, key)

    return classmethod(put)


def _assume_setting(cls: type, name: str) -> None:
    original = getattr(cls, name)

    def get(self: Any, section: str, key: str, *args: Any, **kwargs: Any) -> Any:
        if watch.is_asked_by_tree():
            watch.assume(f"the setting [{section}] {key}")
        return original(self, section, key, *args, **kwargs)

    setattr(cls, name, get)


def replace_look_ups() -> None:
    """Variables, connections and settings are Airflow's; a task decorator may be of a provider that is not here."""
    from airflow._shared.configuration.parser import AirflowConfigParser
    from airflow.models.connection import Connection as ModelConnection
    from airflow.models.variable import Variable as ModelVariable
    from airflow.sdk import BaseHook, Connection, Variable
    from airflow.sdk._shared.configuration.parser import AirflowConfigParser as SdkConfigParser
    from airflow.sdk.definitions.decorators import TaskDecoratorCollection

    for variable in (Variable, ModelVariable):
        variable.get = _look_up("variable")
        variable.set = _put("variable")
        variable.delete = _put("variable")
    for connection in (Connection, ModelConnection):
        connection.get = _look_up("connection")
    BaseHook.get_connection = _look_up("connection")
    ModelConnection.get_connection_from_secrets = _look_up("connection")
    for parser in {AirflowConfigParser, SdkConfigParser}:
        for name in ("get", "getboolean", "getint", "getfloat", "getlist", "getjson"):
            if hasattr(parser, name):
                _assume_setting(parser, name)

    find = TaskDecoratorCollection.__getattr__

    def find_decorator(self: Any, name: str) -> Any:
        try:
            return find(self, name)
        except AttributeError:
            if name.startswith("__"):
                raise
            watch.assume(f"the task decorator {name}")
            return _python_task

    def _python_task(*args: Any, **kwargs: Any) -> Any:
        from airflow.sdk import BaseOperator, task

        if args:
            return task.python(*args)
        known = set(inspect.signature(BaseOperator.__init__).parameters) | {"multiple_outputs"}
        return task.python(**{key: value for key, value in kwargs.items() if key in known})

    TaskDecoratorCollection.__getattr__ = find_decorator
