import json
from collections.abc import Callable

from azure.identity import DefaultAzureCredential
from azure.servicebus import ServiceBusClient, ServiceBusReceivedMessage
from azure.servicebus.exceptions import SessionCannotBeLockedError

from .models import Order, Side


class OrderQueue:
    """Orders that the gateway has accepted, one session per instrument, so that each instrument keeps its sequence."""

    def __init__(self, namespace: str, queue: str) -> None:
        self._client = ServiceBusClient(f"{namespace}.servicebus.windows.net", DefaultAzureCredential())
        self._queue = queue

    def drain(self, instrument: str, handle: Callable[[Order], None]) -> int:
        """
        Hands over the waiting orders of the instrument, oldest first, and says how many there were. Blocks. An order
        whose handling raises goes back to the head of its session. 0 when another worker has the session.
        """
        handled = 0
        try:
            with self._client.get_queue_receiver(self._queue, session_id=instrument) as receiver:
                while messages := receiver.receive_messages(max_message_count=50, max_wait_time=0.05):
                    for message in messages:
                        handle(_order(message))
                        receiver.complete_message(message)
                        handled += 1
        except SessionCannotBeLockedError:
            return 0
        return handled

    def close(self) -> None:
        self._client.close()


def _order(message: ServiceBusReceivedMessage) -> Order:
    body = json.loads(str(message))
    return Order(
        id=body["id"],
        broker=body["broker"],
        instrument=body["instrument"],
        side=Side(body["side"]),
        price=body["price"],
        quantity=body["quantity"],
    )
