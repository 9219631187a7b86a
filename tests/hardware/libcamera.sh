#!/bin/sh
# Makes the system that tests/device/camera/test_real_libcamera.py runs in: Debian 13 with libcamera, whose
# pipeline "virtual" is a camera without hardware, and picamera2. Root, mmdebstrap; into build/libcamera.
# Mirror, proxy and certificates are those of this machine's own settings. Run again, it goes on where it ended.
set -eu

ROOT=$(cd "$(dirname "$0")/../.." && pwd)
PLACE=$ROOT/build/libcamera
SYSTEM=$PLACE/system
DEBIAN=trixie
# the C compiler and libcap are for two of picamera2's dependencies, which come as source only
PACKAGES=python3,python3-venv,python3-dev,python3-libcamera,libcamera-ipa,libcap-dev,gcc,ca-certificates

mkdir -p "$PLACE/pip"
if [ ! -e "$PLACE/system.stamp" ]; then
    rm -rf "$SYSTEM"
    apt-config dump Acquire | grep '"' >"$PLACE/apt.conf"
    mirror=$(awk '/^URIs:/ { print $2; exit }' /etc/apt/sources.list.d/debian.sources)
    mmdebstrap --variant=minbase --include="$PACKAGES" --aptopt="$PLACE/apt.conf" \
        "$DEBIAN" "$SYSTEM" "deb $mirror $DEBIAN main"
    touch "$PLACE/system.stamp"
fi
for setting in /etc/resolv.conf /etc/hosts /etc/ssl/certs/ca-certificates.crt /etc/pip.conf; do
    [ ! -e "$setting" ] || install -D -m 644 "$setting" "$SYSTEM$setting"
done
if [ -n "$(find "$ROOT"/requirements/*.txt -newer "$PLACE/packages.stamp" 2>&1)" ]; then
    # as install.sh does on a Pi
    "$ROOT/tests/hardware/inside.sh" "$SYSTEM" sh -euc '
        python3 -m venv --clear --system-site-packages /opt/venv
        cd /mnt/requirements
        /opt/venv/bin/pip install --quiet --require-hashes --requirement build.txt
        /opt/venv/bin/pip install --quiet --require-hashes --no-build-isolation \
            --requirement box.txt --requirement pi.txt'
    touch "$PLACE/packages.stamp"
fi
echo "$SYSTEM is ready"
