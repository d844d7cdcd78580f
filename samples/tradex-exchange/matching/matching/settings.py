from pydantic import Field
from pydantic_settings import BaseSettings


class Settings(BaseSettings):
    """Read from the environment: App Service application settings of tradex-matching."""

    ledger_connection: str
    service_bus_namespace: str
    orders_queue: str = "tradex-orders"

    # Instruments matched at the same time, per instance. Also the number of database connections that are kept open.
    # Shown as Matching:WorkerThreads in the portal; Linux writes the colon as two underscores.
    worker_threads: int = Field(default=64, ge=1, le=256, validation_alias="Matching__WorkerThreads")
