#!/usr/bin/env bash
# Starts a throw-away PostgreSQL and prints its URL; `tests/postgresql.sh stop` ends it and removes its data.
# Installs it first where Debian's packages can be had. Calling it again finds the one that runs.
#   FORMBOX_TEST_POSTGRESQL=$(tests/postgresql.sh) make test
set -euo pipefail
home=${FORMBOX_TEST_POSTGRESQL_HOME:-/tmp/formbox-postgresql}
port=${FORMBOX_TEST_POSTGRESQL_PORT:-54329}

programs() { ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -1; }

# PostgreSQL refuses to run as root
as_owner() {
    if [ "$(id -u)" = 0 ]; then (cd / && setpriv --reuid=postgres --regid=postgres --init-groups "$@"); else "$@"; fi
}

if [ -z "$(programs)" ]; then
    apt-get update -qq >&2
    # the package would start a server of its own at once; ours is the only one that is wanted
    DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends postgresql postgresql-contrib- >&2
fi
bin=$(programs)

if [ "${1:-start}" = stop ]; then
    as_owner "$bin/pg_ctl" -D "$home/data" -m immediate -w stop >&2 || true
    rm -rf "$home"
    exit 0
fi

if [ ! -s "$home/data/PG_VERSION" ]; then
    rm -rf "$home"
    mkdir -p "$home"
    if [ "$(id -u)" = 0 ]; then chown postgres: "$home"; fi
    as_owner "$bin/initdb" -D "$home/data" --auth=trust --username=formbox --encoding=UTF8 --locale=C --no-sync >&2
fi
if ! as_owner "$bin/pg_ctl" -D "$home/data" status >/dev/null 2>&1; then
    # no fsync: what a power cut would do to the test's data is nobody's concern
    as_owner "$bin/pg_ctl" -D "$home/data" -l "$home/log" -w start \
        -o "-c port=$port -c listen_addresses=127.0.0.1 -c unix_socket_directories=$home -c fsync=off" >&2
fi
echo "postgresql+psycopg://formbox@127.0.0.1:$port/postgres"
