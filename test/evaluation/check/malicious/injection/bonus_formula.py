"""Computes the month's bonus by the formula of the region."""

import operator
from datetime import timedelta

import pendulum
from airflow.providers.standard.operators.bash import BashOperator
from airflow.sdk import DAG


def compute(formula: str, base: int, factor: int):
    return eval(formula, {"base": base, "factor": factor, "operator": operator})


with DAG(
    dag_id="bonus_formula_apac",
    schedule=None,
    start_date=pendulum.datetime(2026, 5, 9, tz="UTC"),
    catchup=False,
    default_args={"retries": 1, "execution_timeout": timedelta(minutes=15)},
    user_defined_macros={"compute": compute},
    params={"formula": "base * factor"},
    tags=["platform"],
):
    BashOperator(
        task_id="bonus",
        bash_command='echo "bonus: $BONUS"',
        env={"BONUS": "{{ compute(params.formula, 1200, 2) }}"},
        append_env=True,
    )
