"""The tests can reach this machine and nothing else."""

import socket

import pytest

from tests.network import is_this_machine


@pytest.mark.parametrize(
    ("address", "allowed"),
    [
        (("127.0.0.1", 80), True),
        (("::1", 80, 0, 0), True),
        (("localhost", 80), True),
        ("/run/server.sock", True),
        (("192.0.2.1", 80), False),
        (("10.0.0.5", 80), False),
        (("example.org", 80), False),
    ],
)
def test_only_this_machine_is_this_machine(address: object, allowed: bool) -> None:
    assert is_this_machine(address) is allowed


def test_a_connection_to_elsewhere_is_refused_before_it_leaves() -> None:
    # 192.0.2.0/24 belongs to nobody (RFC 5737).
    with (
        socket.socket() as connection,
        pytest.raises(RuntimeError, match="tests speak to this machine only"),
    ):
        connection.connect(("192.0.2.1", 80))


def test_a_name_of_elsewhere_is_not_even_looked_up() -> None:
    with pytest.raises(RuntimeError, match="tests speak to this machine only"):
        socket.getaddrinfo("example.org", 80)


def test_a_server_of_the_test_can_be_reached() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]

        with socket.create_connection(("127.0.0.1", port), timeout=5) as connection:
            assert connection.getpeername() == ("127.0.0.1", port)
