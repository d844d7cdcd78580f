from pydantic import Field
from pydantic_settings import BaseSettings


class Settings(BaseSettings):
    """Read from the environment: App Service application settings of tradex-matching."""

    service_bus_namespace: str
    orders_queue: str = "tradex-orders"

    # A snapshot copies every open order of the book while the book is locked. Small values make recovery after a
    # restart quick and order entry slow.
    snapshot_every_orders: int = Field(default=10_000, ge=1)
