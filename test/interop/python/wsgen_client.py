"""A wsgen client, written from PROTOCOL.md alone: calls, streams with credit, cancelling.

Usage: wsgen_client.py URL; prints what it saw as one line of JSON.
"""

import asyncio
import json
import sys

import websockets


class CallError(Exception):
    """Its argument is the error as the server sent it."""


class Client:
    def __init__(self, socket):
        self._socket = socket
        self._last_id = 0
        # What arrives for each call that is not answered yet: (frame, its size in bytes).
        self._calls = {}
        self._reading = asyncio.create_task(self._read())

    async def call(self, method, params=None):
        """The result of a call without items."""
        call_id, frames = await self._request(method, params)
        frame, _size = await frames.get()
        del self._calls[call_id]
        return self._result(frame)

    async def stream(self, method, params=None):
        """The items of a call. Leaving the loop, and closing this, cancels it."""
        call_id, frames = await self._request(method, params)
        answered = False
        try:
            while True:
                frame, size = await frames.get()
                answered = "method" not in frame
                if answered:
                    self._result(frame)
                    return
                yield frame["params"]["item"]
                await self._send({"method": "$/credit", "params": {"id": call_id, "items": 1, "bytes": size}})
        finally:
            if not answered:
                await self._send({"method": "$/cancelRequest", "params": {"id": call_id}})
            del self._calls[call_id]

    async def _request(self, method, params):
        self._last_id += 1
        frames = self._calls[self._last_id] = asyncio.Queue()
        request = {"id": self._last_id, "method": method}
        if params is not None:
            request["params"] = params if isinstance(params, dict) else [params]
        await self._send(request)
        return self._last_id, frames

    async def _send(self, frame):
        await self._socket.send(json.dumps(frame))

    async def _read(self):
        async for text in self._socket:
            frame = json.loads(text)
            if frame.get("method", "$/next") != "$/next":
                if "id" in frame:
                    error = {"code": -32601, "message": "Method not found"}
                    await self._send({"id": frame["id"], "error": error})
                continue
            call_id = frame["params"]["id"] if "method" in frame else frame["id"]
            # An answer may have crossed the cancellation of its call.
            if call_id in self._calls:
                self._calls[call_id].put_nowait((frame, len(text.encode())))

    @staticmethod
    def _result(frame):
        if "error" in frame:
            raise CallError(frame["error"])
        return frame["result"]


async def main(url):
    async with websockets.connect(url, subprotocols=["wsgen.v1"]) as socket:
        client = Client(socket)
        seen = {"sum": await client.call("add", {"a": 1, "b": 2})}
        seen["sums"] = await asyncio.gather(*(client.call("add", {"a": n, "b": 1}) for n in range(3)))
        try:
            await client.call("add", {"a": 99, "b": 2})
        except CallError as error:
            seen["error"] = error.args[0]
        seen["lines"] = [line async for line in client.stream("lines", {"count": 100})]
        lines = client.stream("lines", {"count": 1_000_000})
        seen["some"] = [await lines.__anext__() for _ in range(50)]
        await lines.aclose()
        seen["after"] = await client.call("refresh")
    print(json.dumps(seen))


asyncio.run(main(sys.argv[1]))
