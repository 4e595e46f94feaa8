"""A bundle as Navigator publishes it, in a folder that a test throws away."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from pathlib import Path
from textwrap import dedent

# Read by Airflow when it is imported, so before it.
HOME = Path(tempfile.mkdtemp(prefix="navigator-airflow-"))
os.environ.update(
    AIRFLOW_HOME=str(HOME),
    AIRFLOW__CORE__LOAD_EXAMPLES="False",
    AIRFLOW__CORE__UNIT_TEST_MODE="False",
    AIRFLOW__LOGGING__LOGGING_LEVEL="CRITICAL",
    AIRFLOW__DATABASE__SQL_ALCHEMY_CONN=f"sqlite:///{HOME}/airflow.db",
)

SOURCE = Path(__file__).parents[1] / "bundle"


class Bundle:
    """The folder that Airflow reads, with the loader and nothing published."""

    def __init__(self) -> None:
        self.root = Path(tempfile.mkdtemp(prefix="navigator-bundle-"))
        self.moves = 0
        for name in (".airflowignore", "navigator_release.py"):
            shutil.copy(SOURCE / name, self.root)

    def publish(self, release: str, files: dict[str, str], pointers: list[str] | None = None) -> None:
        """Write a release (`<repositoryId>/<release>`) and the pointers of its DAG files, all of them by default."""
        for path, text in files.items():
            self.write(f"releases/{release}/{path}", dedent(text))
        for path in (
            pointers if pointers is not None else [path for path in files if is_dag_candidate(path, files[path])]
        ):
            # Each move changes the length: Python keeps byte code by a source's size and the second it was written in.
            self.moves += 1
            padding = "#" + "." * self.moves
            self.write(f"live/{release.split('/')[0]}/{path}", render_pointer(release, path) + padding)

    def write(self, path: str, text: str) -> None:
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)

    def close(self) -> None:
        shutil.rmtree(self.root)
        prefix = str(self.root)
        sys.path[:] = [entry for entry in sys.path if not entry.startswith(prefix)]
        for name in [name for name, module in sys.modules.items() if prefix in str(getattr(module, "__file__", ""))]:
            del sys.modules[name]


def is_dag_candidate(path: str, text: str) -> bool:
    return path.endswith(".py") and "dag" in text.lower() and "airflow" in text.lower()


def render_pointer(release: str, path: str) -> str:
    return dedent(f"""\
        # airflow dag, published by Navigator from commit 0123abcd
        from navigator_release import load

        globals().update(load(__name__, __file__, "{release}", "{path}"))
        """)
