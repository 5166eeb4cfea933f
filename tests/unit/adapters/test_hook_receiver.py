"""The guard of outbound webhooks (security.md 3.7): no address of ours, whatever it is called."""

import asyncio
from collections.abc import Sequence

import httpx
import pytest

from adapters.hooks.receiver import PublicReceiver, SandboxReceiver, is_public

_INSIDE = """
    0.0.0.0 0.1.2.3 10.0.0.1 10.255.255.255 100.64.0.1 100.127.255.254 127.0.0.1 127.1.2.3
    169.254.169.254 169.254.0.1 172.16.0.1 172.31.255.255 192.0.0.1 192.0.2.1 192.168.0.1
    192.168.255.255 198.18.0.1 198.19.255.255 198.51.100.1 203.0.113.1 224.0.0.1 239.255.255.255
    240.0.0.1 255.255.255.255
    :: ::1 ::127.0.0.1 ::ffff:127.0.0.1 ::ffff:10.0.0.1 ::ffff:169.254.169.254 ::ffff:0:7f00:1
    64:ff9b::7f00:1 64:ff9b::a9fe:a9fe 64:ff9b:1::1 100::1 2001::1 2001:db8::1 2001:10::1
    2002:7f00:1:: 2002:a9fe:a9fe:: 2002:c0a8:1:: fc00::1 fd00:ec2::254 fdff::1 fe80::1 fe80::1%eth0
    fec0::1 ff02::1 ff0e::1
    localhost 0x7f000001 2130706433 127.1 0177.0.0.1 crm.example"""
INSIDE = _INSIDE.split()


@pytest.mark.parametrize("address", INSIDE)
def test_an_address_that_is_not_out_on_the_internet_is_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["1.1.1.1", "93.184.216.34", "2606:4700::1111"])
def test_a_public_address_is_public(address: str) -> None:
    assert is_public(address)


class Names:
    """A name server whose answers change from one question to the next."""

    def __init__(self, *answers: Sequence[str]) -> None:
        self.answers = list(answers)
        self.asked: list[tuple[str, int]] = []

    async def __call__(self, host: str, port: int) -> Sequence[str]:
        self.asked.append((host, port))
        return self.answers.pop(0)


def a_receiver(names: Names, status: int = 204) -> tuple[PublicReceiver, list[httpx.Request]]:
    taken: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        taken.append(request)
        return httpx.Response(status, headers={"location": "https://169.254.169.254/"})

    return PublicReceiver(look_up=names, transport=httpx.MockTransport(answer)), taken


async def test_the_call_goes_to_the_address_that_was_checked_under_the_name() -> None:
    receiver, taken = a_receiver(Names(["93.184.216.34"]))
    answer = await receiver.post("https://crm.example:8443/leo?a=1", {"webhook-id": "m-1"}, "{}")
    assert answer.is_success
    (request,) = taken
    assert str(request.url) == "https://93.184.216.34:8443/leo?a=1"
    assert request.headers["host"] == "crm.example:8443"
    assert request.extensions["sni_hostname"] == "crm.example"
    assert request.headers["webhook-id"] == "m-1"


async def test_a_name_that_changes_its_mind_is_not_asked_twice() -> None:
    names = Names(["93.184.216.34"], ["127.0.0.1"])
    receiver, taken = a_receiver(names)
    assert (await receiver.post("https://crm.example/", {}, "{}")).is_success
    assert names.asked == [("crm.example", 443)]
    again = await receiver.post("https://crm.example/", {}, "{}")
    assert (again.status, again.problem) == (0, "hook-address-not-public")
    assert len(taken) == 1


@pytest.mark.parametrize("address", INSIDE)
async def test_one_inside_address_among_public_ones_is_enough_to_refuse(address: str) -> None:
    receiver, taken = a_receiver(Names(["93.184.216.34", address], ["93.184.216.34", address]))
    assert await receiver.fault("https://crm.example/") == "hook-address-not-public"
    assert (await receiver.post("https://crm.example/", {}, "{}")).status == 0
    assert taken == []


@pytest.mark.parametrize(
    "url",
    [
        "http://crm.example/",
        "https://user@crm.example/",
        "https://user:secret@crm.example/",
        "https:///nowhere",
        "https://crm.example:0/",
        "https://crm.example:70000/",
        "https://crm.example/#part",
        "file:///etc/passwd",
        "gopher://crm.example/",
        "//crm.example/",
        "crm.example",
        "",
    ],
)
async def test_what_is_no_plain_https_address_is_not_looked_up(url: str) -> None:
    names = Names()
    receiver, taken = a_receiver(names)
    assert await receiver.fault(url) != ""
    assert (await receiver.post(url, {}, "{}")).status == 0
    assert (names.asked, taken) == ([], [])


async def test_numbers_in_disguise_end_at_the_lookup_of_the_system() -> None:
    for url in ("https://2130706433/", "https://0x7f.1/", "https://127.1/", "https://[::1]/"):
        assert await PublicReceiver().fault(url) in {
            "hook-address-not-public",
            "hook-address-unknown",
        }


async def test_a_redirect_is_not_followed() -> None:
    receiver, taken = a_receiver(Names(["93.184.216.34"]), status=302)
    answer = await receiver.post("https://crm.example/", {}, "{}")
    assert (answer.status, answer.problem) == (302, "hook-redirects")
    assert not answer.is_success
    assert len(taken) == 1


async def test_outside_live_mode_only_the_sink_is_called() -> None:
    receiver = SandboxReceiver("http://127.0.0.1:4000/sink")
    assert await receiver.fault("http://127.0.0.1:4000/sink/crm") == ""
    for url in (
        "http://127.0.0.1:4000/sink",
        "http://127.0.0.1:4000/sinks/crm",
        "http://127.0.0.1:4000/sink/../world",
        "http://127.0.0.1:4001/sink/crm",
        "http://x@127.0.0.1:4000/sink/crm",
        "https://crm.example/leo",
    ):
        assert await receiver.fault(url) == "hook-address-not-sandbox"
        assert (await receiver.post(url, {}, "{}")).status == 0
    assert await SandboxReceiver("").fault("/sink") == "hook-address-not-sandbox"


async def test_a_server_that_is_not_there_is_unreachable() -> None:
    server = await asyncio.start_server(lambda _r, w: w.close(), "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    server.close()
    await server.wait_closed()
    sink = f"http://127.0.0.1:{port}/sink"
    answer = await SandboxReceiver(sink).post(f"{sink}/crm", {}, "{}")
    assert (answer.status, answer.problem) == (0, "hook-unreachable")
