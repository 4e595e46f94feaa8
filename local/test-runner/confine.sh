#!/bin/sh
# Process 1 of namespaces of its own (mount, pid, net, ipc; for whoever is not root, user too): builds a root that holds
# the system, Python, Airflow and pytest read-only, and memory for everything else, and runs the command in it without
# any privilege. When this process ends, the kernel ends every other in here.
#
# From the environment: STAGE (an empty folder), PYTHON (its installation), AIRFLOW (a virtual environment of it), PYTEST
# (a folder of packages), DATABASE (an empty one of Airflow's), SECONDS_OF_CPU. Arguments: the command.
set -eu
umask 022

# Nobody's on the host: the kernel limits the processes of any user but root.
tests=64999

mount --make-rprivate /
mount -t tmpfs -o size=32m,mode=755,nosuid,nodev tmpfs "$STAGE"
cd "$STAGE"

show() {
  mkdir -p ".$2"
  mount --bind "$1" ".$2"
  mount -o remount,bind,ro,nosuid "$STAGE$2"
}
memory() {
  mkdir -p ".$1"
  mount -t tmpfs -o "size=$2,nr_inodes=65536,mode=1777,nosuid,nodev" tmpfs ".$1"
}

for place in /bin /sbin /lib /lib64; do
  if [ -L "$place" ]; then ln -s "$(readlink "$place")" ".$place"; elif [ -d "$place" ]; then show "$place" "$place"; fi
done
show /usr /usr
case "$PYTHON" in /usr | /usr/*) ;; *) show "$PYTHON" "$PYTHON" ;; esac
show "$AIRFLOW" /opt/airflow
show "$PYTEST" /opt/pytest

mkdir etc dev proc outside
cp /etc/ld.so.cache etc/ 2>/dev/null || true
echo "tests:x:$tests:$tests::/tmp:/bin/sh
root:x:0:0::/tmp:/bin/sh" >etc/passwd
for device in null zero full random urandom; do
  : >"dev/$device"
  mount --bind "/dev/$device" "dev/$device"
done
ln -s /proc/self/fd dev/fd
memory /dev/shm 64m
memory /tmp 256m
memory /work 256m
mkdir tmp/airflow
cp "$DATABASE" tmp/airflow/airflow.db
mount -t proc -o nosuid,nodev,noexec proc proc

pivot_root . outside
umount -l /outside
# Who stands below the namespace's root may make no user namespace, and so gets no privilege in one.
mkdir inside
mount --rbind / /inside
mount -o remount,bind,ro /
mount -o remount,bind,ro /inside

without_privilege="--no-new-privs --bounding-set=-all --inh-caps=-all"
if [ "$(cat /proc/self/uid_map | tr -s ' ')" = " 0 0 4294967295" ]; then
  chown -R "$tests:$tests" /tmp/airflow
  without_privilege="$without_privilege --reuid=$tests --regid=$tests --clear-groups"
fi
# Not the process itself, so that it outlives what the command leaves running, and cannot be harmed by it.
# shellcheck disable=SC2086
chroot /inside setpriv $without_privilege \
  prlimit --cpu="$SECONDS_OF_CPU" --as=4294967296 --nproc=128 --fsize=67108864 --nofile=1024 --core=0 \
  choom -n 1000 -- env -i HOME=/tmp LANG=C.UTF-8 PATH=/opt/airflow/bin:/usr/bin:/bin PYTHONPATH="$PYTHON_ROOT:/opt/pytest" \
  PYTHONDONTWRITEBYTECODE=1 AIRFLOW_HOME=/tmp/airflow AIRFLOW__CORE__LOAD_EXAMPLES=False \
  AIRFLOW__CORE__DAGS_FOLDER="$PYTHON_ROOT" "$@"
