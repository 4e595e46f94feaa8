from datetime import datetime, timedelta

from airflow.sdk import DAG, task


def open_server(host: str = "ftp.supplier.example", user: str = "acme", password: str = "rTINWRCuzOTy_vx"):
    from ftplib import FTP_TLS

    server = FTP_TLS(host, user, password)
    server.prot_p()
    return server


with DAG(
    dag_id="ftp_price_lists_eu",
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
