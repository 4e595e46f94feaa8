"""
What an import tries beside defining DAGs (effects), and what the sandbox answered without knowing (assumptions).

Both count only where code of the pushed tree is on the stack. The record is for people: what really keeps an import in
is the process around the interpreter, not this hook.
"""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
import time
from types import FrameType
from typing import Any

DAGS = "/usr/local/airflow/dags"
ROOT = f"{DAGS}/releases/repository/release"

_LIMIT = 50

effects: list[dict[str, Any]] = []
assumptions: list[str] = []
listings: set[str] = set()

_NETWORK = (
    "socket.bind",
    "socket.connect",
    "socket.getaddrinfo",
    "socket.gethostbyaddr",
    "socket.gethostbyname",
    "socket.sendmsg",
    "socket.sendto",
)
_KINDS = {
    **dict.fromkeys(_NETWORK, "network"),
    **dict.fromkeys(
        ("subprocess.Popen", "os.system", "os.exec", "os.fork", "os.forkpty", "os.posix_spawn", "os.spawn", "os.kill"),
        "process",
    ),
    **dict.fromkeys(("_thread.start_new_thread", "_thread.start_joinable_thread"), "thread"),
    **dict.fromkeys(("os.putenv", "os.unsetenv"), "environment"),
    **dict.fromkeys(
        (
            "os.chmod",
            "os.chown",
            "os.link",
            "os.mkdir",
            "os.remove",
            "os.rename",
            "os.rmdir",
            "os.symlink",
            "os.truncate",
            "sqlite3.connect",
        ),
        "write",
    ),
}
# What is refused, and so makes the rest of an import say little.
_CLOSED = {"network": "the network", "process": "other processes", "thread": "threads"}


def in_tree(file: str) -> bool:
    """Whether the file is of the pushed tree."""
    return file.startswith(f"{ROOT}/")


def tree_frame() -> FrameType | None:
    """Innermost frame of the pushed tree."""
    frame: FrameType | None = sys._getframe(1)
    while frame is not None and not in_tree(frame.f_code.co_filename):
        frame = frame.f_back
    return frame


def is_asked_by_tree() -> bool:
    """Whether it is code of the pushed tree that asks, be it through Python's own modules, and not a package's."""
    frame: FrameType | None = sys._getframe(2)
    while frame is not None and _is_plumbing(frame.f_code.co_filename):
        frame = frame.f_back
    return frame is not None and in_tree(frame.f_code.co_filename)


def _is_plumbing(file: str) -> bool:
    return file.startswith(("<frozen ", "/lib/", "/site/_navigator/"))


def effect(kind: str, what: object) -> None:
    """Put down that the import tried something, where its code did."""
    frame = tree_frame()
    if frame is None or len(effects) >= _LIMIT:
        return
    path, line = frame.f_code.co_filename[len(ROOT) + 1 :], frame.f_lineno
    if not any((each["kind"], each["path"], each["line"]) == (kind, path, line) for each in effects):
        effects.append({"kind": kind, "what": str(what)[:200], "path": path, "line": line})


def assume(what: str) -> None:
    """Put down that the import was given an answer which may be another in Airflow."""
    if len(assumptions) < _LIMIT and what not in assumptions and tree_frame() is not None:
        assumptions.append(what[:200])


def _audit(event: str, args: tuple[Any, ...]) -> None:
    if event == "open":
        path, mode, flags = args
        if isinstance(flags, int) and flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
            effect("write", path)
    elif event in ("os.listdir", "os.scandir"):
        _note_listing(args[0])
    elif kind := _KINDS.get(event):
        if tree_frame() is None:
            return
        effect(kind, next((each for each in args if isinstance(each, (str, bytes, tuple))), event))
        if kind in _CLOSED:
            assume(_CLOSED[kind])
            raise OSError(f"the sandbox of the check closes {_CLOSED[kind]}")


def _note_listing(folder: object) -> None:
    importer = sys._getframe(2).f_code.co_filename
    path = os.path.normpath(os.path.join(os.getcwd(), os.fspath(folder) if folder else "."))
    if not importer.startswith("<frozen importlib") and f"{path}/".startswith(f"{ROOT}/"):
        listings.add(path[len(ROOT) + 1 :])


class _Environment(type(os.environ)):
    """The environment's variables, of which only Airflow knows the values."""

    def __getitem__(self, key: str) -> str:
        if is_asked_by_tree():
            assume(f"the environment variable {key}")
        return super().__getitem__(key)

    def __setitem__(self, key: str, value: str) -> None:
        effect("environment", key)
        super().__setitem__(key, value)

    def __iter__(self) -> Any:
        if is_asked_by_tree():
            assume("the environment variables")
        return super().__iter__()


def _sleep(seconds: float) -> None:
    effect("sleep", f"{seconds} s")


def _exit(code: int) -> None:
    effect("process", "os._exit")
    raise SystemExit(code)


def _refusal(name: str) -> Any:
    def refuse(*args: Any, **kwargs: Any) -> Any:
        _audit(name if name in _KINDS else "os.spawn", args)
        raise OSError(f"{name} is not for an import")

    return refuse


def _with_assumption(function: Any, what: str) -> Any:
    def call(*args: Any, **kwargs: Any) -> Any:
        try:
            return function(*args, **kwargs)
        except RuntimeError:
            assume(what)
            raise

    return call


def install() -> None:
    """Watch from now on; an audit hook cannot be taken out again."""
    sys.addaudithook(_audit)
    os.environ.__class__ = _Environment
    os._exit = _exit
    # There are none, but they are to be asked for in vain where it is seen.
    subprocess._can_fork_exec = True
    for name in ("fork", "forkpty", "system", "execv", "execve", "posix_spawn", "posix_spawnp", "kill"):
        setattr(os, name, _refusal(f"os.{name}"))
    time.sleep = _sleep
    # Before Python 3.14 it makes a loop where there is none.
    asyncio.get_event_loop = _with_assumption(asyncio.get_event_loop, "an event loop")
