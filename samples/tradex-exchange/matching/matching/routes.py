from typing import Annotated

from fastapi import APIRouter, Depends, Request
from pydantic import BaseModel, Field

from .exchange import Exchange
from .models import Order

router = APIRouter(tags=["matching"])


class MatchRequest(BaseModel):
    instrument: str = Field(pattern=r"^[A-Z0-9]{1,12}$")


class MatchResult(BaseModel):
    orders: int


def get_exchange(request: Request) -> Exchange:
    return request.app.state.exchange


@router.post("/match")
async def match(request: MatchRequest, exchange: Annotated[Exchange, Depends(get_exchange)]) -> MatchResult:
    return MatchResult(orders=await exchange.match(request.instrument))


@router.get("/brokers/{broker}/orders")
async def open_orders(broker: str, exchange: Annotated[Exchange, Depends(get_exchange)]) -> list[Order]:
    return await exchange.open_orders(broker)
