"""Prints what the installed Airflow and its providers document of themselves, as JSON: code, configuration, commands."""

from __future__ import annotations

import ast
import importlib
import importlib.util
import json
import os
import re
import sys
import tempfile
from importlib.metadata import distributions
from pathlib import Path
from typing import Any, Iterator

SITE = Path(importlib.util.find_spec("airflow").origin).parents[1]

# Modules that operators write against, by the kind of thing they hold.
KINDS = {
    r"airflow/providers/.+/operators/": "operator",
    r"airflow/providers/.+/transfers/": "transfer operator",
    r"airflow/providers/.+/sensors/": "sensor",
    r"airflow/providers/.+/hooks/": "hook",
    r"airflow/providers/.+/notifications/": "notifier",
    r"airflow/providers/.+/decorators/": "task decorator",
    r"airflow/providers/.+/secrets/": "secrets backend",
    r"airflow/providers/.+/log/": "log handler",
    r"airflow/sdk/(bases/|definitions/(?!.*_internal/)|io/path)": "class of the SDK",
    r"airflow/sdk/execution_time/macros": "template macro",
    r"airflow(/sdk)?/exceptions": "exception",
    r"airflow/policies": "policy hook",
}
STUBS = {"airflow/sdk/definitions/decorators/__init__.pyi": "task decorator"}
# Methods that Airflow calls, not whoever writes a workflow.
CALLED_BY_AIRFLOW = {"operator", "transfer operator", "sensor", "notifier", "log handler"}


def packages() -> dict[str, dict[str, str]]:
    """Version and licence of each installed distribution of Airflow, by name."""
    found = {}
    for distribution in distributions():
        name = distribution.metadata["Name"].lower()
        if name.startswith("apache-airflow"):
            licence = distribution.metadata.get("License-Expression") or distribution.metadata.get("License")
            found[name] = {"version": distribution.version, "licence": licence}
    return found


def public_names() -> set[str]:
    """What `airflow.sdk` offers."""
    for node in ast.parse((SITE / "airflow/sdk/__init__.py").read_text()).body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__":
            return set(ast.literal_eval(node.value))
    raise RuntimeError("airflow.sdk has no __all__")


PACKAGES = packages()
PUBLIC = public_names()


def package_of(module: str) -> str:
    if module.startswith("airflow.providers."):
        parts = module.split(".")[2:]
        for length in (2, 1):
            name = "apache-airflow-providers-" + "-".join(parts[:length])
            if name in PACKAGES:
                return name
    return "apache-airflow-task-sdk" if module.startswith("airflow.sdk") else "apache-airflow-core"


def source(node: ast.AST | None) -> str | None:
    return None if node is None else ast.unparse(node)


def parameters(arguments: ast.arguments) -> list[dict[str, Any]]:
    positional = arguments.posonlyargs + arguments.args
    missing = [None] * (len(positional) - len(arguments.defaults))
    pairs = [
        *zip(positional, [*missing, *arguments.defaults]),
        *zip(arguments.kwonlyargs, arguments.kw_defaults),
    ]
    return [
        {"name": argument.arg, "type": source(argument.annotation), "default": source(default)}
        for argument, default in pairs
        if argument.arg not in ("self", "cls") and not argument.arg.startswith("_")
    ]


def fields(node: ast.ClassDef) -> list[dict[str, Any]]:
    """Parameters of a class whose `__init__` is made from its annotations."""
    if not any(re.search(r"\b(define|frozen|dataclass)\b", ast.unparse(each)) for each in node.decorator_list):
        return []
    return [
        {"name": child.target.id, "type": source(child.annotation), "default": default_of_field(child.value)}
        for child in node.body
        if isinstance(child, ast.AnnAssign)
        and isinstance(child.target, ast.Name)
        and not child.target.id.startswith("_")
        and "ClassVar" not in ast.unparse(child.annotation)
        and "init=False" not in (source(child.value) or "")
    ]


def default_of_field(value: ast.expr | None) -> str | None:
    """What a factory makes is not to be read from the code."""
    if isinstance(value, ast.Call):
        value = next((keyword.value for keyword in value.keywords if keyword.arg == "default"), None)
    return None if isinstance(value, ast.Call) else source(value)


def documented_functions(body: list[ast.stmt], prefix: str = "") -> Iterator[dict[str, Any]]:
    seen = set()
    for node in body:
        if not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) or node.name.startswith("_"):
            continue
        doc = ast.get_docstring(node)
        if not doc or node.name in seen:
            continue
        seen.add(node.name)
        yield {"name": prefix + node.name, "doc": doc, "parameters": parameters(node.args)}


def templated(node: ast.ClassDef) -> list[str]:
    for child in node.body:
        target = child.target if isinstance(child, ast.AnnAssign) else None
        if isinstance(child, ast.Assign):
            target = child.targets[0]
        if isinstance(target, ast.Name) and target.id == "template_fields" and child.value is not None:
            return [
                part.value
                for part in ast.walk(child.value)
                if isinstance(part, ast.Constant) and isinstance(part.value, str)
            ]
    return []


def described_class(node: ast.ClassDef, kind: str) -> dict[str, Any] | None:
    doc = ast.get_docstring(node)
    if not doc:
        return None
    init = next((child for child in node.body if isinstance(child, ast.FunctionDef) and child.name == "__init__"), None)
    return {
        "kind": kind,
        "name": node.name,
        "bases": [ast.unparse(base) for base in node.bases],
        "doc": "\n\n".join(filter(None, [doc, init and ast.get_docstring(init)])),
        "parameters": parameters(init.args) if init else fields(node),
        "templated": templated(node),
        "methods": [] if kind in CALLED_BY_AIRFLOW else list(documented_functions(node.body)),
    }


def bare(kind: str) -> dict[str, Any]:
    """What a function has in common with a class."""
    return {"kind": kind, "bases": [], "templated": [], "methods": []}


def described_module(path: Path, kind: str) -> Iterator[dict[str, Any]]:
    module = str(path.relative_to(SITE).with_suffix("")).replace("/", ".").removesuffix(".__init__")
    package = package_of(module)
    tree = ast.parse(path.read_text())
    found = [
        described_class(node, kind)
        for node in tree.body
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_")
    ]
    # Of a task decorator the function is what one writes, of hooks and operators a function is a detail.
    if kind in ("task decorator", "template macro", "class of the SDK", "policy hook"):
        found += [
            {**function, **bare(kind.replace("class", "function"))} for function in documented_functions(tree.body)
        ]
    for each in filter(None, found):
        if not kind.endswith("SDK"):
            yield {**each, "module": module, "package": package}
        elif each["name"] in PUBLIC:
            yield {**each, "module": "airflow.sdk", "package": package}


def described_stub(path: Path, kind: str) -> Iterator[dict[str, Any]]:
    """`@task.NAME` are methods of a class that exists for editors only."""
    module = "airflow.sdk"
    for node in ast.parse(path.read_text()).body:
        if isinstance(node, ast.ClassDef):
            for function in documented_functions(node.body, "task."):
                yield {**function, **bare(kind), "module": module, "package": package_of(module)}


def code() -> list[dict[str, Any]]:
    found = []
    for path in sorted(SITE.glob("airflow/**/*.py")):
        relative = str(path.relative_to(SITE))
        kind = next((kind for pattern, kind in KINDS.items() if re.match(pattern, relative)), None)
        if kind:
            found += described_module(path, kind)
    for relative, kind in STUBS.items():
        found += described_stub(SITE / relative, kind)
    return found


def configuration() -> list[dict[str, Any]]:
    from airflow.configuration import retrieve_configuration_description

    described = {"apache-airflow-core": retrieve_configuration_description(include_providers=False)}
    for package in PACKAGES:
        if package.startswith("apache-airflow-providers-"):
            module = package.removeprefix("apache-").replace("-", ".")
            info = importlib.import_module(f"{module}.get_provider_info").get_provider_info()
            described[package] = info.get("config", {})
    return [
        {
            "package": package,
            "section": section,
            "description": content.get("description"),
            "options": [{"name": name, **option} for name, option in content["options"].items()],
        }
        for package, sections in described.items()
        for section, content in sections.items()
    ]


def command(each: Any) -> dict[str, Any]:
    arguments = []
    for argument in each.args:
        given = argument.kwargs
        choices = given.get("choices")
        if isinstance(choices, (set, frozenset)):
            choices = sorted(choices)
        default = given.get("default")
        arguments.append({
            "flags": list(argument.flags),
            "help": text(given.get("help")),
            "choices": None if choices is None else [str(choice) for choice in choices],
            "default": default if isinstance(default, (str, int, float)) else None,
        })
    return {
        "name": each.name,
        "help": text(each.help),
        "description": text(each.description),
        "epilog": text(each.epilog),
        "arguments": arguments,
    }


def text(value: Any) -> str | None:
    """Some help is made when it is asked for."""
    return None if value is None else str(value)


def commands() -> list[dict[str, Any]]:
    from airflow.cli.cli_config import GroupCommand, core_commands

    return [
        {
            "group": each.name if isinstance(each, GroupCommand) else None,
            "help": text(each.help),
            "commands": [command(sub) for sub in (each.subcommands if isinstance(each, GroupCommand) else [each])],
        }
        for each in core_commands
    ]


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as home:
        # Read by Airflow when it is imported: defaults are those of nobody's machine.
        os.environ.update(AIRFLOW_HOME=home, _AIRFLOW__AS_LIBRARY="1")
        json.dump(
            {"packages": PACKAGES, "code": code(), "configuration": configuration(), "commands": commands()},
            sys.stdout,
        )
