from typing import Annotated
from uuid import uuid4

from fastapi import APIRouter, Depends, Request, status
from pydantic import BaseModel, Field

from .book import Order, Side, Trade
from .exchange import Exchange

router = APIRouter(tags=["orders"])


class NewOrder(BaseModel):
    broker: str = Field(min_length=1, max_length=32)
    instrument: str = Field(pattern=r"^[A-Z0-9]{1,12}$")
    side: Side
    price: int = Field(gt=0, description="In paise.")
    quantity: int = Field(gt=0, le=1_000_000)


class Accepted(BaseModel):
    id: str
    trades: list[Trade]


def get_exchange(request: Request) -> Exchange:
    return request.app.state.exchange


@router.post("/orders", status_code=status.HTTP_201_CREATED)
async def enter_order(new: NewOrder, exchange: Annotated[Exchange, Depends(get_exchange)]) -> Accepted:
    order = Order(id=str(uuid4()), **new.model_dump())
    return Accepted(id=order.id, trades=await exchange.enter(order))


@router.get("/brokers/{broker}/orders")
async def open_orders(broker: str, exchange: Annotated[Exchange, Depends(get_exchange)]) -> list[Order]:
    return exchange.open_orders(broker)
