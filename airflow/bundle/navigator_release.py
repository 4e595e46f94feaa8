"""
Loads a DAG file from an immutable release, so that one small object moves a DAG from one release to the next.

The root of the bundle holds::

    .airflowignore                                   hides the two below from Airflow's search for DAG files
    navigator_release.py                             this file
    releases/<repositoryId>/<release>/<path>         the whole published tree, never changed
    live/<repositoryId>/<path>                       a pointer for each DAG file

A pointer is::

    # airflow dag, published by Navigator from commit 0123abcd
    from navigator_release import load

    globals().update(load(__name__, __file__, "<repositoryId>/<release>", "<path>"))

Airflow's safe mode reads only files that hold the words "airflow" and "dag". ``<path>`` has forward slashes.
``load`` takes a fifth argument, the path of the release that sorts last: S3 lists and Airflow downloads in that
order, so where it is given, a task that starts while its release is being downloaded waits for all of it.
"""

from __future__ import annotations

import importlib
import sys
import time
from collections.abc import Iterable, Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path, PurePosixPath
from types import ModuleType
from typing import Any

from airflow.sdk import DAG
from airflow.sdk.definitions._internal.contextmanager import DagContext

# Shorter than Airflow's default limit of 30 s for the import of a DAG file.
DOWNLOAD_SECONDS = 10.0

_pointer_names: set[str] = set()


def load(name: str, pointer_file: str, release: str, path: str, last_path: str | None = None) -> dict[str, Any]:
    """
    Run the release's file as the module ``name`` and return its names, without dunders, for the pointer to export.

    :raises FileNotFoundError: the release is not on this machine
    :raises BaseException: whatever the author's file raises, with the author's file and line in its traceback
    """
    live = Path(pointer_file).parents[len(PurePosixPath(path).parts) - 1]
    releases = live.parent.parent / "releases"
    root = releases / release
    file = root / path
    _await_download(file, root / (last_path or path))
    _enter_release(releases, root, file.parent)
    others = _OtherDagFiles(root, live)
    sys.meta_path.insert(0, others)
    pointer = sys.modules[name]
    author = _execute(name, file, pointer)
    names = {key: value for key, value in vars(author).items() if not (key.startswith("__") and key.endswith("__"))}
    exported = {key: value for key, value in names.items() if not others.declare(value)}
    _adopt_dags(author, pointer, exported.values())
    return exported


def _await_download(*files: Path) -> None:
    deadline = time.monotonic() + DOWNLOAD_SECONDS
    while missing := [file for file in files if not file.is_file()]:
        if time.monotonic() > deadline:
            raise FileNotFoundError(f"{missing[0]} has not been downloaded: publish the repository again")
        time.sleep(0.05)


def _enter_release(releases: Path, root: Path, folder: Path) -> None:
    """Make imports find this release and no other, as in a process that has seen no other."""
    prefix = f"{releases}/"
    for name in [name for name, module in sys.modules.items() if _lives_under(prefix, module)]:
        if name not in _pointer_names:
            del sys.modules[name]
    entries = [str(root)] if folder == root else [str(root), str(folder)]
    sys.path[:] = entries + [entry for entry in sys.path if not entry.startswith(prefix)]
    sys.meta_path[:] = [finder for finder in sys.meta_path if not isinstance(finder, _OtherDagFiles)]
    importlib.invalidate_caches()


def _lives_under(prefix: str, module: object) -> bool:
    # Read from the dictionary: some modules import others, or warn, when an attribute is asked for.
    attributes = getattr(module, "__dict__", {})
    file = attributes.get("__file__")
    if isinstance(file, str):
        return file.startswith(prefix)
    # A folder without __init__.py, unless another place on the path holds a part of it too.
    portions = list(getattr(attributes.get("__path__"), "_path", []))
    return bool(portions) and all(portion.startswith(prefix) for portion in portions)


def _execute(name: str, file: Path, pointer: ModuleType) -> ModuleType:
    """
    Run the file as the module of the pointer's name, which Airflow derives from a path that no release changes.

    Pickles, ``inspect``, dataclasses and the operators with a Python of their own find a DAG file by that name.
    """
    spec = spec_from_file_location(name, file)
    if spec is None or spec.loader is None:
        raise ImportError(f"{file} is not a Python file")
    author = module_from_spec(spec)
    sys.modules[name] = author
    _pointer_names.add(name)
    try:
        spec.loader.exec_module(author)
    except BaseException:
        sys.modules[name] = pointer
        raise
    return author


def _adopt_dags(author: ModuleType, pointer: ModuleType, exported: Iterable[Any]) -> None:
    """Hand the author's DAGs to the pointer, where Airflow looks for them, with the author's folder for templates."""
    registered = [dag for dag, module in DagContext.autoregistered_dags if module is author]
    DagContext.autoregistered_dags.difference_update({(dag, author) for dag in registered})
    folder = str(Path(str(author.__file__)).parent)
    for dag in [*registered, *(value for value in exported if isinstance(value, DAG))]:
        search = tuple(dag.template_searchpath or ())
        if folder not in search:
            dag.template_searchpath = (folder, *search)
    # Last, because the search path is a part of a DAG's hash.
    DagContext.autoregistered_dags.update((dag, pointer) for dag in registered)


class _OtherDagFiles(MetaPathFinder):
    """
    Imports the release's other DAG files without declaring their DAGs a second time: each has a pointer of its own.

    Airflow would let the file that it parsed last own such a DAG.
    """

    def __init__(self, root: Path, live: Path) -> None:
        self._root = root
        self._live = live
        self._imported: list[ModuleType] = []

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        spec = PathFinder.find_spec(fullname, path, target)
        if spec is None or not isinstance(spec.loader, SourceFileLoader) or spec.origin is None:
            return None
        file = Path(spec.origin)
        if not file.is_relative_to(self._root) or not (self._live / file.relative_to(self._root)).is_file():
            return None
        spec.loader = _QuietLoader(fullname, spec.origin, self._imported)
        return spec

    def declare(self, value: object) -> bool:
        """Whether the value is a DAG of another DAG file, and not one that its functions made for this file."""
        return isinstance(value, DAG) and any(
            value.fileloc == module.__file__ and any(value is other for other in vars(module).values())
            for module in self._imported
        )


class _QuietLoader(SourceFileLoader):
    def __init__(self, fullname: str, path: str, imported: list[ModuleType]) -> None:
        super().__init__(fullname, path)
        self._imported = imported

    def exec_module(self, module: ModuleType) -> None:
        registering = DagContext.current_autoregister_module_name
        DagContext.current_autoregister_module_name = None
        try:
            super().exec_module(module)
        finally:
            DagContext.current_autoregister_module_name = registering
        self._imported.append(module)
