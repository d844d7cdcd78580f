from dataclasses import dataclass
from enum import StrEnum


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
