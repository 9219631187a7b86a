import socket

import pytest

from device.overnight.links.public import RefusedError, is_public, only_public

HOME = [
    "127.0.0.1",
    "10.0.0.1",
    "192.168.1.1",
    "172.16.5.5",
    "169.254.169.254",
    "100.64.0.1",
    "0.0.0.0",
    "224.0.0.1",
    "255.255.255.255",
    "::1",
    "::",
    "fe80::1",
    "fe80::1%eth0",
    "fd00::1",
    "fec0::1",
    "ff02::1",
    "::ffff:192.168.1.1",
    "64:ff9b::c0a8:101",
    "2002:c0a8:101::1",
    "localhost",
    "2130706433",
    "",
]


@pytest.mark.parametrize("address", HOME)
def test_home_is_not_public(address):
    assert not is_public(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "93.184.216.34", "2001:4860:4860::8888", "::ffff:8.8.8.8"])
def test_the_internet_is_public(address):
    assert is_public(address)


def test_no_connection_goes_home_and_afterwards_all_is_as_before():
    with socket.create_server(("127.0.0.1", 0)) as server:
        address = server.getsockname()
        with only_public():
            with pytest.raises(RefusedError):
                socket.create_connection(address, timeout=2)
            with pytest.raises(RefusedError):
                socket.create_connection(("localhost", address[1]), timeout=2)
            with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as one:
                with pytest.raises(RefusedError):
                    one.sendto(b"hello", address)
                with pytest.raises(RefusedError):
                    one.connect_ex(address)
            with socket.socket(socket.AF_UNIX) as one, pytest.raises(RefusedError):
                one.connect("/run/anything.sock")
        socket.create_connection(address, timeout=2).close()
