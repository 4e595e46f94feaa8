"""What a DAG file may do, it may do from a release: checked with Airflow's own DagBag."""

from __future__ import annotations

import inspect
import pickle
import sys
import threading
import time
import unittest

from bundle import Bundle

from airflow.dag_processing.dagbag import BundleDagBag
from airflow.utils.file import list_py_file_paths

SIMPLE = """
    from airflow.sdk import DAG
    from airflow.providers.standard.operators.bash import BashOperator

    with DAG("{dag_id}"):
        BashOperator(task_id="hello", bash_command="echo {word}")
"""


def simple(dag_id: str, word: str = "hello") -> str:
    return SIMPLE.format(dag_id=dag_id, word=word)


class ReleaseTest(unittest.TestCase):
    def setUp(self) -> None:
        self.bundle = Bundle()
        self.addCleanup(self.bundle.close)

    def bag(self, path: str = "") -> BundleDagBag:
        """Import one file, as Airflow's processes do, or all that Airflow would find."""
        return BundleDagBag(
            dag_folder=str(self.bundle.root / path), bundle_path=self.bundle.root, bundle_name="navigator"
        )

    def only_dag(self, path: str, release: str = "r1/aaaa", files: dict[str, str] | None = None):
        self.bundle.publish(release, files or {})
        bag = self.bag(f"live/r1/{path}")
        self.assertEqual(bag.import_errors, {})
        [dag] = bag.dags.values()
        return dag


class WhatAirflowFinds(ReleaseTest):
    def test_only_the_pointers(self) -> None:
        self.bundle.publish("r1/aaaa", {"etl.py": simple("etl"), "releases/etl.py": simple("etl_of_releases")})
        found = [path.removeprefix(f"{self.bundle.root}/") for path in list_py_file_paths(self.bundle.root)]
        self.assertCountEqual(found, ["live/r1/etl.py", "live/r1/releases/etl.py"])

    def test_a_dag_is_known_by_its_pointer(self) -> None:
        dag = self.only_dag("dags/etl.py", files={"dags/etl.py": simple("etl")})
        self.assertEqual(dag.relative_fileloc, "live/r1/dags/etl.py")

    def test_a_moved_pointer_changes_the_dag_and_its_helpers(self) -> None:
        files = {
            "etl.py": simple("etl") + "    import helpers\n    assert helpers.VERSION == 1\n",
            "helpers.py": "VERSION = 1",
        }
        self.only_dag("etl.py", files=files)
        dag = self.only_dag(
            "etl.py",
            "r1/bbbb",
            {
                "etl.py": simple("etl", "bye") + "    import helpers\n    assert helpers.VERSION == 2\n",
                "helpers.py": "VERSION = 2",
            },
        )
        self.assertEqual(dag.get_task("hello").bash_command, "echo bye")

    def test_dags_registered_by_name_by_context_or_by_decorator_appear_once(self) -> None:
        self.bundle.publish(
            "r1/aaaa",
            {
                "many.py": """
                    from airflow.sdk import DAG, dag, task

                    plain = DAG("plain")
                    with DAG("context") as named:
                        pass
                    with DAG("unnamed"):
                        pass

                    @dag
                    def decorated():
                        @task
                        def work(): ...
                        work()

                    decorated()
                    for number in range(2):
                        globals()[f"dag_{number}"] = DAG(f"generated_{number}")
                    """
            },
        )
        bag = self.bag()
        self.assertEqual(bag.import_errors, {})
        self.assertCountEqual(bag.dags, ["plain", "context", "unnamed", "decorated", "generated_0", "generated_1"])
        self.assertEqual({dag.relative_fileloc for dag in bag.dags.values()}, {"live/r1/many.py"})
        self.assertEqual(sum(stat.dag_num for stat in bag.dagbag_stats), 6)


class WhatAFileKnowsOfItself(ReleaseTest):
    def test_its_own_name_docs_and_neighbours(self) -> None:
        dag = self.only_dag(
            "dags/nightly.py",
            files={
                "dags/nightly.py": '''\
                    """What it is for."""
                    from __future__ import annotations

                    from pathlib import Path
                    from airflow.sdk import DAG

                    def typed(x: NotImported): ...

                    CONFIG = Path(__file__).parent / "config.txt"
                    with DAG(Path(__file__).stem, doc_md=__doc__, description=CONFIG.read_text()):
                        pass
                    ''',
                "dags/config.txt": "read beside it",
            },
        )
        self.assertEqual((dag.dag_id, dag.doc_md, dag.description), ("nightly", "What it is for.", "read beside it"))

    def test_the_pointer_keeps_its_own_dunders(self) -> None:
        self.bundle.publish("r1/aaaa", {"etl.py": '"""Docs."""\n__all__ = []\n' + inspect.cleandoc(simple("etl"))})
        namespace = {
            "__name__": "pointer",
            "__file__": str(self.bundle.root / "live/r1/etl.py"),
            "__doc__": "pointer's",
        }
        sys.modules["pointer"] = type(sys)("pointer")
        self.addCleanup(sys.modules.pop, "pointer")
        sys.path.insert(0, str(self.bundle.root))
        exec((self.bundle.root / "live/r1/etl.py").read_text(), namespace)
        self.assertEqual((namespace["__doc__"], namespace["__name__"]), ("pointer's", "pointer"))
        self.assertTrue(namespace["__file__"].endswith("live/r1/etl.py"))
        self.assertNotIn("__all__", namespace)

    def test_its_functions_and_classes_can_be_inspected_and_pickled(self) -> None:
        dag = self.only_dag(
            "etl.py",
            files={
                "etl.py": """
                    from __future__ import annotations
                    from dataclasses import dataclass
                    from typing import ClassVar
                    from airflow.sdk import dag, task

                    @dataclass
                    class Row:
                        kind: ClassVar[str] = "row"
                        number: int

                    @task
                    def extract() -> Row:
                        return Row(1)

                    @dag
                    def etl():
                        extract()

                    etl()
                    """
            },
        )
        extract = dag.get_task("extract").python_callable
        self.assertIn("return Row(1)", inspect.getsource(extract))
        row = extract()
        self.assertIn("class Row", inspect.getsource(type(row)))
        self.assertEqual(pickle.loads(pickle.dumps(row)), row)

    def test_its_module_name_is_the_same_in_every_release(self) -> None:
        source = "from airflow.sdk import DAG\ndag = DAG('etl', description=__name__)\n"
        first = self.only_dag("etl.py", files={"etl.py": source}).description
        second = self.only_dag("etl.py", "r1/bbbb", {"etl.py": source}).description
        self.assertEqual(first, second)
        self.assertRegex(first, "^unusual_prefix_[0-9a-f]{40}_etl$")


class Imports(ReleaseTest):
    def test_from_the_root_from_the_own_folder_from_packages_and_namespaces(self) -> None:
        self.only_dag(
            "dags/etl.py",
            files={
                "dags/etl.py": """
                    from airflow.sdk import DAG
                    from at_root import A
                    from beside import B
                    from dags.beside import B as C
                    from pack import D
                    from pack.inner import E

                    dag = DAG("etl")
                    assert (A, B, C, D, E) == ("a", "b", "b", "d", "e")
                    """,
                "at_root.py": "A = 'a'",
                "dags/beside.py": "B = 'b'",
                "pack/__init__.py": "from .inner import E\nD = 'd'",
                "pack/inner.py": "E = 'e'",
            },
        )

    def test_two_repositories_with_one_module_name_each_get_their_own(self) -> None:
        for repository in ("r1", "r2"):
            self.bundle.publish(
                f"{repository}/aaaa",
                {
                    "etl.py": "from airflow.sdk import DAG\nfrom helpers import NAME\nfrom lib.names import DEEP\n"
                    "import lib.names\ndag = DAG(f'{NAME}-{DEEP}-{lib.names.DEEP}')\n",
                    "helpers.py": f"NAME = '{repository}'",
                    "lib/names.py": f"DEEP = '{repository}'",
                },
            )
        bag = self.bag()
        self.assertEqual(bag.import_errors, {})
        self.assertCountEqual(bag.dags, ["r1-r1-r1", "r2-r2-r2"])

    def test_a_module_imported_only_when_the_task_runs(self) -> None:
        dag = self.only_dag(
            "etl.py",
            files={
                "etl.py": """
                    from airflow.sdk import DAG, task
                    with DAG("etl"):
                        @task
                        def late():
                            from helpers import NAME
                            return NAME
                        late()
                    """,
                "helpers.py": "NAME = 'late'",
            },
        )
        self.assertEqual(dag.get_task("late").python_callable(), "late")

    def test_another_dag_file_is_imported_without_declaring_its_dags_again(self) -> None:
        self.bundle.publish(
            "r1/aaaa",
            {
                "first.py": """
                    from airflow.sdk import DAG

                    with DAG("unassigned"):
                        pass
                    with DAG("assigned") as assigned:
                        pass
                    plain = DAG("plain")
                    TABLE = "sales"

                    def make(dag_id):
                        with DAG(dag_id) as dag:
                            pass
                        return dag
                    """,
                "second.py": """
                    import first
                    from airflow.sdk import DAG
                    from first import TABLE, assigned, make, plain

                    assert (first.TABLE, assigned.dag_id, plain.dag_id) == (TABLE, "assigned", "plain")
                    made = make("made")
                    make("made_unassigned")
                    with DAG("second"):
                        pass
                    """,
            },
        )
        self.assertCountEqual(self.bag("live/r1/second.py").dags, ["second", "made", "made_unassigned"])
        self.assertCountEqual(self.bag("live/r1/first.py").dags, ["unassigned", "assigned", "plain"])
        self.assertEqual(self.bag().import_errors, {})

    def test_a_dag_from_a_module_that_is_no_dag_file_belongs_to_the_importer(self) -> None:
        self.bundle.publish(
            "r1/aaaa",
            {"etl.py": "# airflow dag\nfrom made import dag\n", "made.py": simple("made").replace("):", ") as dag:")},
            ["etl.py"],
        )
        self.assertCountEqual(self.bag().dags, ["made"])


class Templates(ReleaseTest):
    def rendered(self, search: str) -> str:
        dag = self.only_dag(
            "dags/etl.py",
            files={
                "dags/etl.py": f"""
                    from airflow.sdk import DAG
                    from airflow.providers.standard.operators.bash import BashOperator
                    with DAG("etl"{search}):
                        for name in ("beside.sh", "sql/below.sh", "elsewhere.sh"):
                            BashOperator(task_id=name.replace("/", "."), bash_command=name)
                    """,
                "dags/beside.sh": "beside {% include 'sql/part.sh' %}",
                "dags/sql/below.sh": "below",
                "dags/sql/part.sh": "part",
                "extra/elsewhere.sh": "elsewhere",
            },
        )
        self.assertEqual(dag.get_task("sql.below.sh").bash_command, "below")
        beside = dag.get_task("beside.sh").bash_command
        self.assertEqual(dag.get_template_env().from_string(beside).render(), "beside part")
        return dag.get_task("elsewhere.sh").bash_command

    def test_beside_the_file_and_below_without_a_search_path(self) -> None:
        self.assertEqual(self.rendered(""), "elsewhere.sh")

    def test_with_the_authors_search_path_as_text(self) -> None:
        self.assertEqual(self.rendered(", template_searchpath=__file__.replace('dags/etl.py', 'extra')"), "elsewhere")

    def test_with_the_authors_search_path_as_a_list(self) -> None:
        self.assertEqual(self.rendered(", template_searchpath=[__file__.replace('dags/etl.py', 'extra')]"), "elsewhere")


class Errors(ReleaseTest):
    def error(self, source: str) -> str:
        self.bundle.publish("r1/aaaa", {"dags/etl.py": source}, ["dags/etl.py"])
        bag = self.bag()
        self.assertEqual(list(bag.import_errors), ["live/r1/dags/etl.py"])
        self.assertEqual(bag.dags, {})
        return bag.import_errors["live/r1/dags/etl.py"]

    def test_a_syntax_error_names_the_authors_line(self) -> None:
        error = self.error("x = 1\ndef broken(:\n")
        self.assertIn('releases/r1/aaaa/dags/etl.py", line 2', error)
        self.assertIn("SyntaxError", error)

    def test_an_import_error_names_the_authors_line(self) -> None:
        error = self.error("x = 1\n\nimport nowhere_to_be_found\n")
        self.assertIn('releases/r1/aaaa/dags/etl.py", line 3', error)
        self.assertIn("nowhere_to_be_found", error)

    def test_a_failure_after_a_dag_leaves_no_dag(self) -> None:
        self.assertIn("ZeroDivisionError", self.error(inspect.cleandoc(simple("etl")) + "\n1 / 0\n"))

    def test_a_release_that_never_comes_says_so(self) -> None:
        self.bundle.publish("r1/aaaa", {"etl.py": simple("etl")})
        (self.bundle.root / "releases/r1/aaaa/etl.py").unlink()
        sys.path.insert(0, str(self.bundle.root))
        import navigator_release

        navigator_release.DOWNLOAD_SECONDS = 0.1
        self.assertIn("has not been downloaded", self.bag().import_errors["live/r1/etl.py"])

    def test_a_release_that_is_still_being_downloaded_is_awaited(self) -> None:
        self.bundle.publish("r1/aaaa", {"etl.py": "from airflow.sdk import DAG\nimport zebra\ndag = DAG('etl')\n"})
        pointer = self.bundle.root / "live/r1/etl.py"
        pointer.write_text(pointer.read_text().replace('"etl.py")', '"etl.py", "zebra.py")'))
        download = threading.Thread(
            target=lambda: (time.sleep(0.2), self.bundle.write("releases/r1/aaaa/zebra.py", "")), daemon=True
        )
        download.start()
        self.assertCountEqual(self.bag().dags, ["etl"])
        download.join()


if __name__ == "__main__":
    unittest.main()
