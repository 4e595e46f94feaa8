from datetime import datetime, timedelta

from airflow.sdk import DAG, task

PASSWORD_POLICY = "at-least-14-characters"


def open_server(conn_id: str = "supplier_ftp"):
    from ftplib import FTP_TLS

    from airflow.sdk import BaseHook

    supplier = BaseHook.get_connection(conn_id)
    server = FTP_TLS(supplier.host, supplier.login, supplier.password)
    server.prot_p()
    return server


with DAG(
    dag_id="ftp_price_lists_us",
    schedule="0 5 * * 1",
    start_date=datetime(2026, 1, 5),
    catchup=False,
    default_args={"retries": 2, "execution_timeout": timedelta(minutes=10)},
):

    @task
    def list_files() -> list[str]:
        server = open_server()
        try:
            return server.nlst("prices")
        finally:
            server.quit()

    list_files()
