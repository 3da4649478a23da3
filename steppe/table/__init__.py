"""The dataset as tables: columns, configs, and the Parquet files they are written to."""

from .columns import feature
from .content import Content
from .writer import Tables, Written, features

__all__ = ["Content", "Tables", "Written", "feature", "features"]
