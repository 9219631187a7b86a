#!/usr/bin/env bash
# Installs the box on Debian or Raspberry Pi OS, or updates it: data in /var/lib/formbox stays. A new version is
# built beside the old one and replaces it once it is complete.
#
# usage: install.sh [--with links,postgresql]     (as root; `make install` calls it)
set -euo pipefail

HERE=$(cd "$(dirname "$0")" && pwd)
PROJECT=$(dirname "$HERE")
BOX=/opt/formbox
# while it exists the TV says that the box is being updated (Folder.updating)
UPDATING=/var/lib/formbox/updating
UNITS=/etc/systemd/system
# 1.1 GB of environment, 0.1 GB of networks, and as much again while an older version still stands beside it
FREE_MIN_MB=2500
RUNS=(formbox-admin.service formbox-station.service formbox-overnight.service)
WATCHES=(formbox-overnight.timer formbox-fetch.path formbox-restart.path formbox-poweroff.path)

say() { printf '\n== %s\n' "$*"; }
fail() { printf 'formbox: %s\n' "$*" >&2; exit 2; }

extras=""
while [ $# -gt 0 ]; do
    case $1 in
        --with)
            extras=${2:?--with wants a list such as links,postgresql}
            for extra in ${extras//,/ }; do
                [ -f "$PROJECT/requirements/$extra.txt" ] || fail "unknown: --with $extra (links, postgresql)"
            done
            shift 2 ;;
        *) fail "unknown: $1 (usage: install.sh [--with links,postgresql])" ;;
    esac
done

check() {
    [ "$(id -u)" = 0 ] || fail "this needs root: sudo make install"
    command -v apt-get >/dev/null || fail "this works on Debian and Raspberry Pi OS only"
    case $(uname -m) in
        x86_64 | aarch64) ;;
        *) fail "$(uname -m) is not supported: the pose network needs a 64-bit system" ;;
    esac
    command -v systemctl >/dev/null || fail "there is no systemd here"
    local free_mb
    free_mb=$(df --output=avail -BM /opt | tail -n 1 | tr -dc 0-9)
    [ "$free_mb" -ge "$FREE_MIN_MB" ] || fail "$FREE_MIN_MB MB must be free in /opt, $free_mb MB are"
}

is_pi() { grep -qs "Raspberry Pi" /proc/device-tree/model; }

packages() {
    say "Packages of the system"
    # what pygame needs to draw on a screen without a desktop, and for sound; the name of the sound library
    # changed in Debian 13
    local wanted=(python3 python3-venv ca-certificates libgbm1 libdrm2 libegl1 libgles2 libegl-mesa0
        libgl1-mesa-dri libudev1)
    # speech, and the TV's own remote control; the box works without either
    wanted+=(espeak-ng v4l-utils)
    apt-get update -qq
    if apt-cache show libasound2t64 >/dev/null 2>&1; then wanted+=(libasound2t64); else wanted+=(libasound2); fi
    if is_pi; then wanted+=(python3-libcamera python3-kms++ libcap-dev gcc python3-dev); fi
    DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends "${wanted[@]}" >/dev/null
    /usr/bin/python3 -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' \
        || fail "Python 3.11, 3.12 or 3.13 is needed, here is $(/usr/bin/python3 --version)"
}

account() {
    say "The box's user and folders"
    install -D -m 644 "$HERE/formbox.sysusers" /etc/sysusers.d/formbox.conf
    install -D -m 644 "$HERE/formbox.tmpfiles" /etc/tmpfiles.d/formbox.conf
    systemd-sysusers /etc/sysusers.d/formbox.conf
    systemd-tmpfiles --create /etc/tmpfiles.d/formbox.conf
}

# what the end leaves behind, however it comes: a version that was not finished must not stay
unfinished=""
tidy() {
    rm -f "$UPDATING"
    if [ -n "$unfinished" ]; then rm -rf "$unfinished"; fi
}

tell_tv() {
    trap tidy EXIT
    if [ -d "$(dirname "$UPDATING")" ]; then touch "$UPDATING"; fi
}

environment() {
    release=$BOX/releases/$(date +%Y%m%d-%H%M%S)
    say "Formbox and its libraries into $release (some minutes)"
    mkdir -p "$release/source"
    unfinished=$release
    tar -C "$PROJECT" --exclude=__pycache__ --exclude='*.egg-info' -cf - \
        device scoring models systemd requirements pyproject.toml README.md LICENSE | tar -C "$release/source" --no-same-owner -xf -
    local options=()
    # libcamera's Python part comes with the system
    if is_pi; then options+=(--system-site-packages); extras=${extras:+$extras,}pi; fi
    /usr/bin/python3 -m venv "${options[@]}" "$release/venv"
    local pip=("$release/venv/bin/python" -m pip install --quiet --disable-pip-version-check --no-warn-script-location)
    local lock=$release/source/requirements extra
    local libraries=(--requirement "$lock/box.txt")
    for extra in ${extras//,/ }; do libraries+=(--requirement "$lock/$extra.txt"); done
    # two of the Pi's libraries and Formbox itself are built here, with the setuptools that is locked
    "${pip[@]}" --require-hashes --requirement "$lock/build.txt"
    "${pip[@]}" --require-hashes --no-build-isolation "${libraries[@]}"
    "${pip[@]}" --no-deps --no-build-isolation "$release/source"
    mv "$release/source/systemd" "$release/systemd"
    rm -rf "$release/source"
}

make_ready() {
    say "Networks, letters and kernels"
    FORMBOX_CACHE=/var/cache/formbox/models NUMBA_CACHE_DIR=$release/kernels \
        "$release/venv/bin/python" "$release/systemd/make_ready.py"
    chmod -R a+rX /var/cache/formbox/models "$release"
    local process
    for process in station overnight; do
        install -d -o formbox -g formbox -m 750 "/var/cache/formbox/$process"
        rm -rf "/var/cache/formbox/$process/kernels.new"
        cp -r "$release/kernels" "/var/cache/formbox/$process/kernels.new"
        chown -R formbox:formbox "/var/cache/formbox/$process/kernels.new"
    done
    rm -rf "$release/kernels"
}

switch_over() {
    say "The units"
    if running; then systemctl stop "${WATCHES[@]}" "${RUNS[@]}" 2>/dev/null || true; fi
    ln -sfn "$release" "$BOX/current"
    unfinished=""
    local process old
    for process in station overnight; do
        rm -rf "/var/cache/formbox/$process/kernels"
        mv "/var/cache/formbox/$process/kernels.new" "/var/cache/formbox/$process/kernels"
    done
    for old in "$BOX"/releases/*; do [ "$old" = "$release" ] || rm -rf "$old"; done
    install -m 644 "$release"/systemd/*.service "$release"/systemd/*.timer "$release"/systemd/*.path "$UNITS"
    local unit
    for unit in "${RUNS[@]}"; do
        rm -rf "$UNITS/$unit.d/10-backoff.conf"
        if [ "$(systemctl --version | awk 'NR == 1 { print $2 }')" -ge 254 ]; then
            install -D -m 644 "$release/systemd/10-backoff.conf" "$UNITS/$unit.d/10-backoff.conf"
        fi
    done
    install -m 755 "$release/systemd/formbox" /usr/local/bin/formbox
    if running; then systemctl daemon-reload; fi
    systemctl --quiet enable "${RUNS[@]}" "${WATCHES[@]}"
    rm -f "$UPDATING"
    if running; then systemctl start "${WATCHES[@]}" "${RUNS[@]}"; fi
}

# whether systemd runs: not while a folder is prepared that becomes a machine later
running() { [ -d /run/systemd/system ]; }

next_steps() {
    say "Done"
    if ! running; then
        echo "The box starts with this system. Then open its address with a phone; \`sudo formbox code\` tells the code."
        return
    fi
    local address
    address=$(hostname -I 2>/dev/null | awk '{ print $1 }')
    echo "Open http://${address:-this-machine}:8080 with a phone in the same network, or http://$(hostname).local:8080"
    formbox code || echo "\`sudo formbox code\` tells the code that lets the first phone in."
    echo "How the box is: sudo formbox doctor        What it says: journalctl -u 'formbox-*'"
    if systemctl --quiet is-active graphical.target && systemctl --quiet is-active display-manager.service; then
        echo "A desktop holds the screen: \`systemctl set-default multi-user.target\` and restart, for the TV."
    fi
}

check
packages
account
tell_tv
environment
make_ready
switch_over
next_steps
