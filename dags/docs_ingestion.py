"""
### Docs ingestion

Splits the Markdown files of `runbooks/` at their headings and writes the passages as JSON lines, ready for a search index.
A second run writes the same file again: passages are named by their content.
"""

from __future__ import annotations

import hashlib
import json
import tempfile
from datetime import timedelta
from pathlib import Path

from airflow.sdk import dag, task

from helpers.markdown import split_by_heading

SOURCES = Path(__file__).parent / "runbooks"
OUTPUT = Path(tempfile.gettempdir()) / "docs_ingestion" / "passages.jsonl"


@task
def list_documents() -> list[str]:
    return sorted(path.name for path in SOURCES.glob("*.md"))


@task
def split(documents: list[str]) -> list[dict]:
    return [
        {"id": _passage_id(name, passage["heading"], passage["text"]), "source": name, **passage}
        for name in documents
        for passage in split_by_heading((SOURCES / name).read_text(encoding="utf-8"))
    ]


def _passage_id(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:16]


@task
def write(passages: list[dict]) -> None:
    OUTPUT.parent.mkdir(exist_ok=True)
    lines = "".join(json.dumps(passage, ensure_ascii=False) + "\n" for passage in passages)
    # A reader sees the old file or the new one, never half of one.
    with tempfile.NamedTemporaryFile("w", dir=OUTPUT.parent, delete=False, encoding="utf-8") as file:
        file.write(lines)
    Path(file.name).replace(OUTPUT)
    print(f"{len(passages)} passages written to {OUTPUT}")


@dag(
    schedule=None,
    catchup=False,
    max_active_runs=1,
    dagrun_timeout=timedelta(minutes=5),
    default_args={"retries": 2, "retry_delay": timedelta(seconds=10), "execution_timeout": timedelta(minutes=1)},
    tags=["knowledge", "example"],
    doc_md=__doc__,
)
def docs_ingestion():
    write(split(list_documents()))


docs_ingestion()
