#!/usr/bin/env bash
# Runs a command beside a PostgreSQL server of its own, on a socket in a temporary folder, and stops the server when the command ends:
#
#     Scripts/with-postgresql.sh COMMAND...
#
# The command finds the server's address in CONCORD_POSTGRESQL. Nothing listens on the network, and no server that runs already is touched.
set -euo pipefail
programs=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1)
[ -n "$programs" ] || programs=$(dirname "$(command -v initdb || echo /nowhere/initdb)")
[ -x "$programs/initdb" ] || { echo "PostgreSQL's server is missing: Scripts/setup.sh test" >&2; exit 1; }

folder=$(mktemp -d /tmp/concord-postgresql-XXXXXX)
# The server refuses to run as root.
as=()
if [ "$(id -u)" = 0 ]; then
    chown postgres: "$folder"
    as=(setpriv --reuid=postgres --regid=postgres --init-groups)
fi
server() { (cd "$folder" && "${as[@]}" "$programs/$1" "${@:2}"); }
stop() {
    server pg_ctl -D "$folder/data" -m immediate -w stop >/dev/null 2>&1 || true
    rm -rf "$folder"
}
trap stop EXIT
trap 'exit 130' INT TERM

tell() { cat "$folder"/*log >&2; exit 1; }
server initdb -D "$folder/data" -U concord -A trust -E UTF8 --locale=C -N >"$folder/log" 2>&1 || tell
server pg_ctl -D "$folder/data" -w -l "$folder/server.log" \
    -o "-k $folder -c listen_addresses='' -c fsync=off -c shared_buffers=256MB -c max_connections=200 ${CONCORD_POSTGRESQL_OPTIONS:-}" start >/dev/null || tell
export CONCORD_POSTGRESQL="postgres://concord@/postgres?host=$folder"
"$@"
