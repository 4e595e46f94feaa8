# Runs in the build container as root, with the role's credentials; the tests below it have neither.
# From the environment: ARCHIVE (an address), TESTS_PATH, TESTS_TIMEOUT (seconds).
install -d -m 1777 /work
install -d -o nobody /tmp/airflow && install -o nobody /opt/airflow-home/airflow.db /tmp/airflow/airflow.db
python -c 'import os, urllib.request; urllib.request.urlretrieve(os.environ["ARCHIVE"], "/tmp/tests.tar.gz")' || exit 1
tar -xzf /tmp/tests.tar.gz -C /work --no-same-owner || exit 1
cd /work
places=
for place in tests "$TESTS_PATH/tests"; do if [ -d "$place" ]; then places="$places $place"; fi; done
started=$(date +%s)
timeout --signal=KILL "$TESTS_TIMEOUT" \
  setpriv --reuid=65534 --regid=65534 --clear-groups --no-new-privs --bounding-set=-all --inh-caps=-all \
  prlimit --as=4294967296 --nproc=128 --fsize=67108864 --nofile=1024 --core=0 \
  env -i HOME=/tmp LANG=C.UTF-8 PATH=/usr/local/bin:/usr/bin:/bin PYTHONPATH="/work/$TESTS_PATH:/opt/pytest" \
  PYTHONDONTWRITEBYTECODE=1 AIRFLOW_HOME=/tmp/airflow AIRFLOW__CORE__LOAD_EXAMPLES=False \
  AIRFLOW__CORE__DAGS_FOLDER="/work/$TESTS_PATH" \
  python -m pytest -q --color=no --tb=short -p no:cacheprovider $places >/tmp/output 2>&1 </dev/null
export EXIT_CODE=$?
export SECONDS_USED=$(($(date +%s) - started))
tail -c 60000 /tmp/output
