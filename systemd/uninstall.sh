#!/usr/bin/env bash
# Removes the box from this machine. Lessons, members and history in /var/lib/formbox stay, unless --purge is given.
#
# usage: uninstall.sh [--purge]     (as root; `make uninstall` calls it)
set -euo pipefail

fail() { printf 'formbox: %s\n' "$*" >&2; exit 2; }

case ${1:-} in
    "") purge=no ;;
    --purge) purge=yes ;;
    *) fail "unknown: $1 (usage: uninstall.sh [--purge])" ;;
esac
[ "$(id -u)" = 0 ] || fail "this needs root: sudo make uninstall"

shopt -s nullglob
units=()
for file in /etc/systemd/system/formbox-*.{service,timer,path}; do units+=("$(basename "$file")"); done
if [ ${#units[@]} -gt 0 ]; then
    # the path units first, so that nothing is started again meanwhile
    if [ -d /run/systemd/system ]; then
        systemctl stop 'formbox-*.path' 'formbox-*.timer' 'formbox-*.service' 2>/dev/null || true
    fi
    systemctl --quiet disable "${units[@]}" 2>/dev/null || true
    for unit in "${units[@]}"; do
        rm -f "/etc/systemd/system/$unit"
        rm -rf "/etc/systemd/system/$unit.d"
    done
    if [ -d /run/systemd/system ]; then systemctl daemon-reload; systemctl reset-failed 'formbox-*' 2>/dev/null || true; fi
fi
rm -rf /opt/formbox /var/cache/formbox /run/formbox
rm -f /usr/local/bin/formbox /etc/sysusers.d/formbox.conf /etc/tmpfiles.d/formbox.conf

if [ "$purge" = yes ]; then
    rm -rf /var/lib/formbox /var/lib/systemd/timers/stamp-formbox-overnight.timer
    if id formbox >/dev/null 2>&1; then userdel formbox; fi
    echo "Formbox is gone, with everything that it kept."
elif [ -d /var/lib/formbox ]; then
    echo "Formbox is gone. What it kept is still in /var/lib/formbox (--purge removes it too)."
else
    echo "Formbox is gone."
fi
