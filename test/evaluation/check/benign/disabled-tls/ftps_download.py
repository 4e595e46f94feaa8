from datetime import datetime, timedelta

from airflow.sdk import dag, task


@dag(
    schedule="0 4 * * *",
    start_date=datetime(2026, 1, 1),
    catchup=False,
    default_args={"retries": 2, "execution_timeout": timedelta(minutes=10)},
)
def ftps_download_us():
    @task
    def download() -> int:
        import ssl
        from ftplib import FTP_TLS

        from airflow.sdk import BaseHook

        server = BaseHook.get_connection("supplier_ftps")
        context = ssl.create_default_context()
        context.minimum_version = ssl.TLSVersion.TLSv1_2
        context.load_verify_locations("/etc/ssl/certs/supplier-ca.pem")
        with FTP_TLS(context=context, timeout=30) as client:
            client.connect(server.host)
            client.login(server.login, server.password)
            client.prot_p()
            return len(client.nlst("out"))

    download()


ftps_download_us()
