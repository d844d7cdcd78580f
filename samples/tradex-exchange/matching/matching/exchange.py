import asyncio
from concurrent.futures import ThreadPoolExecutor

from .ledger import Ledger
from .models import Order
from .order_queue import OrderQueue


class Exchange:
    """
    Queue and ledger are used through blocking drivers, so both run on a fixed pool of threads. When all threads are
    busy, matching and broker logins wait in the pool's own queue, which has no limit: callers see latency, not an error,
    and orders pile up in Service Bus.
    """

    def __init__(self, orders: OrderQueue, ledger: Ledger, worker_threads: int) -> None:
        self._orders = orders
        self._ledger = ledger
        self._workers = ThreadPoolExecutor(max_workers=worker_threads, thread_name_prefix="worker")

    async def match(self, instrument: str) -> int:
        """Matches what waits for the instrument; returns the number of orders."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._workers, self._orders.drain, instrument, self._ledger.enter)

    async def open_orders(self, broker: str) -> list[Order]:
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._workers, self._ledger.open_orders, broker)

    def close(self) -> None:
        self._workers.shutdown(wait=True)
        self._orders.close()
