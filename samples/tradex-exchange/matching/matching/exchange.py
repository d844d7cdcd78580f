import asyncio
from collections import defaultdict

from .book import Order, OrderBook, Trade
from .publisher import Publisher


class Exchange:
    """All books of this process. One lock each, so that orders of one instrument are matched in turn."""

    def __init__(self, publisher: Publisher, snapshot_every_orders: int) -> None:
        self._publisher = publisher
        self._snapshot_every = snapshot_every_orders
        self._books: dict[str, OrderBook] = {}
        self._locks: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._accepted: defaultdict[str, int] = defaultdict(int)

    async def enter(self, order: Order) -> list[Trade]:
        async with self._locks[order.instrument]:
            book = self._books.setdefault(order.instrument, OrderBook(order.instrument))
            trades = book.add(order)
            await self._publisher.publish(order, trades)

            self._accepted[order.instrument] += 1
            if self._accepted[order.instrument] % self._snapshot_every == 0:
                # Inside the lock: a snapshot must not miss an order. Its cost grows with the book, so the busier the
                # instrument, the longer everybody waits.
                await self._publisher.publish_snapshot(order.instrument, book.open_orders())
            return trades

    def open_orders(self, broker: str) -> list[Order]:
        return [order for book in self._books.values() for order in book.open_orders() if order.broker == broker]
