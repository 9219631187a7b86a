#!/bin/sh
# inside.sh SYSTEM COMMAND...: runs a command in the folder of a system, with this repository at /mnt.
# The mounts are in a namespace of their own and end with it.
set -eu

SYSTEM=$1
ROOT=$(cd "$(dirname "$0")/../.." && pwd)
shift
export SYSTEM ROOT
exec unshare --mount --propagation private sh -eu -c '
    mkdir -p "$SYSTEM/proc" "$SYSTEM/dev" "$SYSTEM/sys" "$SYSTEM/mnt" "$SYSTEM/root/.cache/pip"
    for place in proc dev sys; do mount --rbind "/$place" "$SYSTEM/$place"; done
    mount --bind "$ROOT" "$SYSTEM/mnt"
    mount -o remount,bind,ro "$SYSTEM/mnt"
    mount --bind "$ROOT/build/libcamera/pip" "$SYSTEM/root/.cache/pip"
    HOME=/root PATH=/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 exec chroot "$SYSTEM" "$@"
' sh "$@"
