"""Which address `gunfactor serve --lan` gives to phones, on networks made for the test."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ASKED = "from simulator.web import launch as s; print(s.chosen(s.Wish(lan=True)).url)"


def on_network(*made):
    """What the server would print on a machine with only these networks."""
    alone = ["unshare", "--map-root-user", "--net"]
    if shutil.which("ip") is None or subprocess.run([*alone, "true"], check=False).returncode:
        pytest.skip("asks for iproute2 and for the right to make a network")
    words = " && ".join([*made, f'"{sys.executable}" -c "{ASKED}"'])
    done = subprocess.run(
        [*alone, "sh", "-c", words], cwd=ROOT, capture_output=True, text=True, check=False
    )
    return done.stdout.strip() or done.stderr.strip().splitlines()[-1]


def hotspot(address):
    return (
        "ip link add hot type veth peer name phone",
        "ip link set phone up",
        f"ip addr add {address}/24 dev hot",
        "ip link set hot up",
    )


@pytest.mark.parametrize("address", ["10.42.0.1", "192.168.137.1", "192.168.2.1"])
def test_without_internet_phones_get_the_address_of_the_hotspot(address):
    assert on_network(*hotspot(address)) == f"http://{address}:8080"


def test_without_any_network_it_says_what_to_do():
    assert "Zet de hotspot aan" in on_network()
