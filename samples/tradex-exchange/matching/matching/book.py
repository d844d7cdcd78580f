"""The order book of one instrument: price first, then time."""

import heapq
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import count


class Side(StrEnum):
    BUY = "buy"
    SELL = "sell"


@dataclass(frozen=True, slots=True)
class Order:
    id: str
    broker: str
    instrument: str
    side: Side
    price: int  # in paise
    quantity: int


@dataclass(frozen=True, slots=True)
class Trade:
    instrument: str
    buy_order: str
    sell_order: str
    price: int
    quantity: int


class OrderBook:
    def __init__(self, instrument: str) -> None:
        self.instrument = instrument
        self._arrival = count()
        # (rank, arrival, order): heapq pops the smallest, so bids are ranked by negative price.
        self._bids: list[tuple[int, int, Order]] = []
        self._asks: list[tuple[int, int, Order]] = []

    def add(self, order: Order) -> list[Trade]:
        """Matches the order against the other side; what is left of it stays in the book."""
        own, other = (self._bids, self._asks) if order.side is Side.BUY else (self._asks, self._bids)
        trades: list[Trade] = []
        while order.quantity > 0 and other and self._crosses(order, other[0][2]):
            rank, arrival, resting = heapq.heappop(other)
            quantity = min(order.quantity, resting.quantity)
            trades.append(self._trade(order, resting, quantity))
            order = replace(order, quantity=order.quantity - quantity)
            if resting.quantity > quantity:
                heapq.heappush(other, (rank, arrival, replace(resting, quantity=resting.quantity - quantity)))
        if order.quantity > 0:
            rank = -order.price if order.side is Side.BUY else order.price
            heapq.heappush(own, (rank, next(self._arrival), order))
        return trades

    def open_orders(self) -> list[Order]:
        return [order for _, _, order in sorted(self._bids) + sorted(self._asks)]

    @staticmethod
    def _crosses(order: Order, resting: Order) -> bool:
        if order.side is Side.BUY:
            return order.price >= resting.price
        return order.price <= resting.price

    def _trade(self, order: Order, resting: Order, quantity: int) -> Trade:
        buy, sell = (order, resting) if order.side is Side.BUY else (resting, order)
        # The resting order was there first: its price holds.
        return Trade(self.instrument, buy.id, sell.id, resting.price, quantity)
