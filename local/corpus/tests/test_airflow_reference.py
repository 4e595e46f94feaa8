from __future__ import annotations

import ast
import sys
import unittest
from pathlib import Path
from textwrap import dedent

sys.path.insert(0, str(Path(__file__).parents[1]))

import airflow_reference as reference  # noqa: E402


def described(source: str, kind: str = "hook") -> dict | None:
    return reference.described_class(ast.parse(dedent(source)).body[0], kind)


class DescribedClass(unittest.TestCase):
    def test_parameters_have_types_and_defaults(self) -> None:
        found = described('''
            class Sensor(Base):
                """Waits."""
                template_fields = ("key",)
                def __init__(self, *, key: str | None = None, _private=1, poke=60, **kwargs): ...
        ''')
        self.assertEqual(found["parameters"], [
            {"name": "key", "type": "str | None", "default": "None"},
            {"name": "poke", "type": None, "default": "60"},
        ])
        self.assertEqual((found["bases"], found["templated"]), (["Base"], ["key"]))

    def test_fields_stand_for_an_init_that_is_made_of_them(self) -> None:
        found = described('''
            @attrs.define(slots=False)
            class Dag:
                """A dag."""
                dag_id: str
                tags: set = attrs.field(factory=set)
                runs: int = attrs.field(default=16)
                graph: dict = attrs.field(init=False)
        ''')
        self.assertEqual(
            [(each["name"], each["default"]) for each in found["parameters"]],
            [("dag_id", None), ("tags", None), ("runs", "16")],
        )

    def test_only_what_is_documented_and_public_is_told(self) -> None:
        self.assertIsNone(described("class Silent: ..."))
        found = described('''
            class Hook:
                """Talks."""
                def get(self):
                    """Get it."""
                def silent(self): ...
                def _own(self):
                    """Mine."""
        ''')
        self.assertEqual([method["name"] for method in found["methods"]], ["get"])


class InstalledAirflow(unittest.TestCase):
    def test_a_provider_is_told_from_another_with_a_similar_name(self) -> None:
        self.assertEqual(
            reference.package_of("airflow.providers.common.sql.hooks.sql"), "apache-airflow-providers-common-sql"
        )
        self.assertEqual(reference.package_of("airflow.providers.http.hooks.http"), "apache-airflow-providers-http")
        self.assertEqual(reference.package_of("airflow.exceptions"), "apache-airflow-core")

    def test_classes_of_the_sdk_go_by_the_name_one_imports(self) -> None:
        names = {f"{each['module']}.{each['name']}" for each in reference.code()}
        self.assertLessEqual(
            {
                "airflow.sdk.DAG",
                "airflow.sdk.task.virtualenv",
                "airflow.providers.standard.operators.bash.BashOperator",
                "airflow.sdk.exceptions.AirflowSkipException",
            },
            names,
        )


if __name__ == "__main__":
    unittest.main()
