import json
from collections.abc import Sequence
from dataclasses import asdict
from types import TracebackType
from typing import Self

from azure.identity.aio import DefaultAzureCredential
from azure.servicebus import ServiceBusMessage
from azure.servicebus.aio import ServiceBusClient, ServiceBusSender

from .book import Order, Trade

SNAPSHOT_CHUNK = 500


class Publisher:
    """Sends accepted orders, trades and snapshots to the orders queue, where clearing picks them up."""

    def __init__(self, namespace: str, queue: str) -> None:
        self._credential = DefaultAzureCredential()
        self._client = ServiceBusClient(f"{namespace}.servicebus.windows.net", self._credential)
        self._sender: ServiceBusSender = self._client.get_queue_sender(queue)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._sender.close()
        await self._client.close()
        await self._credential.close()

    async def publish(self, order: Order, trades: Sequence[Trade]) -> None:
        body = {"order": asdict(order), "trades": [asdict(trade) for trade in trades]}
        await self._sender.send_messages(self._message("order", order.instrument, body))

    async def publish_snapshot(self, instrument: str, orders: Sequence[Order]) -> None:
        for start in range(0, len(orders), SNAPSHOT_CHUNK):
            chunk = [asdict(order) for order in orders[start : start + SNAPSHOT_CHUNK]]
            await self._sender.send_messages(self._message("snapshot", instrument, {"start": start, "orders": chunk}))

    @staticmethod
    def _message(subject: str, instrument: str, body: object) -> ServiceBusMessage:
        return ServiceBusMessage(json.dumps(body), subject=subject, session_id=instrument, content_type="application/json")
