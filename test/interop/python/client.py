"""A client that knows WebSocket and JSON-RPC, and nothing of wsgen.

Usage: client.py SCENARIO URL; prints what it saw as one line of JSON.
"""

import asyncio
import json
import sys

import websockets


async def text_and_binary(url):
    """Echo of a lower-level view: types, empty messages, fragments, a large message."""
    seen = []
    async with websockets.connect(url, max_size=None) as socket:
        for message in ["text", "", "ünï 😀", b"\x00\xff", b""]:
            await socket.send(message)
            echo = await socket.recv()
            seen.append([type(echo).__name__, echo == message])
        await socket.send(["frag", "ment", "ed"])
        seen.append(await socket.recv())
        large = "é" * 500_000
        await socket.send(large)
        seen.append(await socket.recv() == large)
    return {"seen": seen, "code": socket.close_code}


async def raw_text(url):
    async with websockets.connect(url) as socket:
        await socket.send("hello")
        echo = await socket.recv()
    return {"echo": echo, "subprotocol": socket.subprotocol}


async def raw_misfit(url):
    async with websockets.connect(url) as socket:
        await socket.send(b"binary on a text endpoint")
        await socket.wait_closed()
    return {"code": socket.close_code, "reason": socket.close_reason}


async def json_rpc(url):
    """Notifications, a call, and a frame that is no JSON, as the standard has them."""
    answers = []
    async with websockets.connect(url) as socket:
        for frame in [
            {"jsonrpc": "2.0", "method": "say", "params": {"text": "grüezi"}},
            {"jsonrpc": "2.0", "method": "count", "params": [41]},
            {"jsonrpc": "2.0", "id": 7, "method": "say", "params": {"text": "as a call"}},
        ]:
            await socket.send(json.dumps(frame))
            answers.append(json.loads(await socket.recv()))
        await socket.send("{")
        answers.append(json.loads(await socket.recv()))
    return {"answers": answers, "subprotocol": socket.subprotocol}


async def wsgen_peer(url):
    async with websockets.connect(url, subprotocols=["wsgen.v1"]) as socket:
        await socket.send('{"method":"ping"}')
        answer = await socket.recv()
    return {"answer": answer, "subprotocol": socket.subprotocol}


async def closes(url):
    """The server's close code and reason, and its answer to ours."""
    async with websockets.connect(url) as socket:
        await socket.send("close")
        await socket.wait_closed()
        server = [socket.close_code, socket.close_reason]
    async with websockets.connect(url) as socket:
        await socket.close(4321, "mine")
    return {"server": server, "client": socket.close_code}


async def pings(url):
    async with websockets.connect(url, ping_interval=None) as socket:
        for _ in range(3):
            pong = await socket.ping()
            await asyncio.wait_for(pong, 10)
        # The server pings too; the library answers by itself.
        await socket.send("still open")
        echo = await socket.recv()
    return {"echo": echo}


async def refused(url):
    try:
        async with websockets.connect(url):
            return {"status": 101}
    except websockets.exceptions.InvalidStatusCode as error:
        return {"status": error.status_code}
    except websockets.exceptions.InvalidHandshake as error:
        return {"status": error.response.status_code}


SCENARIOS = {
    scenario.__name__: scenario
    for scenario in [text_and_binary, raw_text, raw_misfit, json_rpc, wsgen_peer, closes, pings, refused]
}

if __name__ == "__main__":
    print(json.dumps(asyncio.run(SCENARIOS[sys.argv[1]](sys.argv[2]))))
