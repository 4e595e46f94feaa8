"""
### Archive shipments

Packs the shipments of the day in parts, verifies every part and moves the archive to cold storage.
"""

from __future__ import annotations

import logging
from datetime import timedelta

from airflow.providers.standard.operators.bash import BashOperator
from airflow.sdk import chain, dag, task

SHIPMENTS = 60_000
# Outside good days the transfer host cuts a part short.
PACK_COMMAND = """
set -eu
staging=$(mktemp -d)
trap 'rm -rf "$staging"; echo "INFO  staging folder removed"' EXIT
cd "$staging"
echo "INFO  packing 3 parts"
for part in 1 2 3; do
  seq $((part * 20000)) $((part * 20000 + 19999)) | gzip > "part-000$part.csv.gz"
  echo "INFO  packed part $part"
done
echo "WARN  no checksum file beside the parts, sizes are compared instead"
[ "$MODE" = good ] || truncate -s 9000 part-0002.csv.gz
verified=0
for part in part-*.csv.gz; do
  if gzip -t "$part"; then verified=$((verified + 1)); fi
done
echo "INFO  verified $verified of 3 parts"
if [ "$verified" -lt 3 ]; then
  echo "ERROR archive of the day is not moved to cold storage"
  echo "INFO  manifest withdrawn"
  exit 3
fi
echo "INFO  archive moved to cold storage"
"""

log = logging.getLogger(__name__)


@task
def count_shipments() -> int:
    log.info("%d shipments of the day", SHIPMENTS)
    log.warning("12 shipments have no weight")
    return SHIPMENTS


@task
def record_archive() -> None:
    log.info("archive recorded in the catalogue")


@dag(
    schedule=None,
    catchup=False,
    max_active_runs=1,
    dagrun_timeout=timedelta(minutes=5),
    default_args={"retries": 0, "execution_timeout": timedelta(minutes=1)},
    tags=["logistics"],
    doc_md=__doc__,
)
def archive_shipments():
    pack_parts = BashOperator(
        task_id="pack_parts",
        bash_command=PACK_COMMAND,
        env={"MODE": "{{ (dag_run.conf or {}).get('mode', 'normal') }}"},
        append_env=True,
    )
    chain(count_shipments(), pack_parts, record_archive())


archive_shipments()
