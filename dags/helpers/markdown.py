"""Splitting Markdown into passages."""

from __future__ import annotations

import re
from typing import TypedDict

HEADING = re.compile(r"^(#{1,6})\s+(.+?)\s*#*\s*$")
FENCE = re.compile(r"^\s*(```|~~~)")


class Passage(TypedDict):
    """The text below one heading. `heading` is its path, such as `Disk full > Remedy`; `line` is where it starts."""

    heading: str
    line: int
    text: str


def split_by_heading(markdown: str) -> list[Passage]:
    """One passage for each heading that has text of its own. A `#` inside a code fence is text."""
    passages: list[Passage] = []
    path: list[tuple[int, str]] = []
    body: list[str] = []
    start = 1
    fence: str | None = None

    def close() -> None:
        text = "\n".join(body).strip()
        if text:
            passages.append({"heading": " > ".join(title for _, title in path), "line": start, "text": text})
        body.clear()

    for number, line in enumerate(markdown.splitlines(), start=1):
        mark = FENCE.match(line)
        if mark and fence in (None, mark[1]):
            fence = None if fence else mark[1]
        heading = None if fence else HEADING.match(line)
        if not heading:
            body.append(line)
            continue
        close()
        level = len(heading[1])
        path = [*(entry for entry in path if entry[0] < level), (level, heading[2])]
        start = number
    close()
    return passages
