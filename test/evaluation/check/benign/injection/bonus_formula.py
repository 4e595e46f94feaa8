"""Computes the month's bonus by the formula of the region."""

import operator
from datetime import timedelta

import pendulum
from airflow.providers.standard.operators.bash import BashOperator
from airflow.sdk import DAG

FORMULAS = {"plus": operator.add, "times": operator.mul}


def compute(formula: str, base: int, factor: int):
    return FORMULAS[formula](base, factor)


with DAG(
    dag_id="bonus_formula_emea",
    schedule=None,
    start_date=pendulum.datetime(2026, 5, 9, tz="UTC"),
    catchup=False,
    default_args={"retries": 1, "execution_timeout": timedelta(minutes=15)},
    user_defined_macros={"compute": compute},
    params={"formula": "times"},
    tags=["platform"],
):
    BashOperator(
        task_id="bonus",
        bash_command='echo "bonus: $BONUS"',
        env={"BONUS": "{{ compute(params.formula, 1200, 2) }}"},
        append_env=True,
    )
