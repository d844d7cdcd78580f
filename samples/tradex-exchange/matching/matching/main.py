from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from azure.monitor.opentelemetry import configure_azure_monitor
from fastapi import FastAPI

from . import orders
from .exchange import Exchange
from .publisher import Publisher
from .settings import Settings

configure_azure_monitor()


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    settings = Settings()
    async with Publisher(settings.service_bus_namespace, settings.orders_queue) as publisher:
        app.state.exchange = Exchange(publisher, settings.snapshot_every_orders)
        yield


app = FastAPI(title="tradex-matching", lifespan=lifespan)
app.include_router(orders.router)


@app.get("/health")
async def health() -> dict[str, str]:
    return {"status": "alive"}
