"""Many readers at once: sessions without a browser that move the page's slider, in Streamlit's protocol."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from typing import Any

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import ClientConnection, connect

LABEL = "Day"
WAIT = 120.0  # seconds for one rerun


class Session:
    """One reader: what the browser would keep of the page to move its slider."""

    def __init__(self, socket: ClientConnection) -> None:
        self.socket = socket
        self.kept: list[str] = []  # messages that the server need not send again
        self.received = 0  # bytes so far
        self.slider: Any = None
        self.fragment = ""  # the part of the page that the slider belongs to, "" for none

    async def rerun(self, value: float | None = None) -> float:
        """Ask for a run of the script, with the slider at a value; seconds until the page stands still: a run
        that ends early, for others that its callback asks for, is not the last one.
        """
        message = BackMsg()
        message.rerun_script.cached_message_hashes.extend(self.kept)
        if value is not None:
            state = WidgetState(id=self.slider.id)
            state.double_array_value.data.append(value)
            message.rerun_script.widget_states.widgets.append(state)
            message.rerun_script.fragment_id = self.fragment
        else:
            message.rerun_script.query_string = ""
        begun = time.perf_counter()
        await self.socket.send(message.SerializeToString())
        async with asyncio.timeout(WAIT):
            while not self._take(await self.socket.recv()):
                pass
        return time.perf_counter() - begun

    def _take(self, data: bytes) -> bool:
        """Keep what matters of a message; whether it says that the script has ended for good."""
        self.received += len(data)
        message = ForwardMsg.FromString(data)
        if message.metadata.cacheable:
            self.kept.append(message.hash)
        element = message.delta.new_element
        if element.WhichOneof("type") == "slider" and element.slider.label == LABEL:
            self.slider, self.fragment = element.slider, message.delta.fragment_id
        ended = message.WhichOneof("type") == "script_finished"
        return ended and message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN


@asynccontextmanager
async def _opened(address: str) -> AsyncIterator[Session]:
    """A session on the page, which has been run once."""
    async with connect(
        address.replace("http", "ws", 1) + "/_stcore/stream",
        subprotocols=["streamlit"],
        max_size=None,
        origin=address,
    ) as socket:
        session = Session(socket)
        await session.rerun()
        if session.slider is None:
            raise RuntimeError(f"the page has no slider named {LABEL}")
        yield session


async def _reader(address: str, moves: int, every: float, delay: float) -> list[float]:
    async with _opened(address) as session:
        here = session.slider.default[0]
        await asyncio.sleep(delay)
        times = []
        for move in range(1, moves + 1):
            taken = await session.rerun(here - session.slider.step * move)
            times.append(taken)
            await asyncio.sleep(max(0.0, every - taken))
        return times


async def _sizes(address: str, days: Iterable[int]) -> list[int]:
    async with _opened(address) as session:
        here, sizes = session.slider.default[0], []
        for day in days:
            before = session.received
            await session.rerun(here + session.slider.step * day)
            sizes.append(session.received - before)
        return sizes


async def _readers(address: str, sessions: int, moves: int, every: float) -> list[float]:
    found = await asyncio.gather(
        *(_reader(address, moves, every, every * number / sessions) for number in range(sessions))
    )
    return [one for times in found for one in times]


def reruns(address: str, sessions: int, moves: int, every: float = 3.0) -> list[float]:
    """Seconds of every rerun of `sessions` readers, each moving `moves` times, once in so many seconds."""
    return asyncio.run(_readers(address, sessions, moves, every))


def sizes(address: str, days: Iterable[int]) -> list[int]:
    """Bytes that a reader gets who moves to these days, counted from the one that the page opens on."""
    return asyncio.run(_sizes(address, days))


def quantile(values: Iterable[float], share: float) -> float:
    """The value that so large a share of all does not exceed."""
    ranked = sorted(values)
    return ranked[min(len(ranked) - 1, int(share * len(ranked)))]
