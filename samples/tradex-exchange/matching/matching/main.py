from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from azure.monitor.opentelemetry import configure_azure_monitor
from fastapi import FastAPI

from . import routes
from .exchange import Exchange
from .ledger import Ledger
from .order_queue import OrderQueue
from .settings import Settings

configure_azure_monitor()


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    settings = Settings()
    exchange = Exchange(
        OrderQueue(settings.service_bus_namespace, settings.orders_queue),
        Ledger(settings.ledger_connection),
        settings.worker_threads,
    )
    app.state.exchange = exchange
    try:
        yield
    finally:
        exchange.close()


app = FastAPI(title="tradex-matching", lifespan=lifespan)
app.include_router(routes.router)


@app.get("/health")
async def health() -> dict[str, str]:
    return {"status": "alive"}
