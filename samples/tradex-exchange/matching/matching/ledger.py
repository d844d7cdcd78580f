import threading

import pyodbc

from .models import Order, Side


class Ledger:
    """The order books in tradex-ledger. Calls block; one connection per thread is opened on first use and kept."""

    def __init__(self, connection_string: str) -> None:
        self._connection_string = connection_string
        self._local = threading.local()

    def enter(self, order: Order) -> None:
        """Matches the order against its book in one transaction. Entering the same id again changes nothing."""
        try:
            connection = self._connection()
            connection.execute(
                "{CALL exchange.EnterOrder (?, ?, ?, ?, ?, ?)}",
                (order.id, order.broker, order.instrument, order.side, order.price, order.quantity),
            )
            connection.commit()
        except pyodbc.Error:
            self._drop()
            raise

    def open_orders(self, broker: str) -> list[Order]:
        try:
            rows = self._connection().execute(
                "select Id, Instrument, Side, Price, Quantity from exchange.OpenOrders where Broker = ? order by EnteredAt",
                broker,
            ).fetchall()
        except pyodbc.Error:
            self._drop()
            raise
        return [Order(row.Id, broker, row.Instrument, Side(row.Side), row.Price, row.Quantity) for row in rows]

    def _connection(self) -> pyodbc.Connection:
        connection: pyodbc.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            connection = pyodbc.connect(self._connection_string, timeout=5)
            connection.timeout = 10
            self._local.connection = connection
        return connection

    def _drop(self) -> None:
        """A connection that failed may be broken or hold an open transaction: the next call opens a new one."""
        connection: pyodbc.Connection | None = getattr(self._local, "connection", None)
        self._local.connection = None
        if connection is not None:
            connection.close()
