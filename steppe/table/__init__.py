"""The dataset as tables: columns, configs, and the Parquet files they are written to."""

from .columns import feature
from .content import Content, content_of, contents_of, whole
from .meanings import meaning
from .writer import Tables, Written, by_config, features

__all__ = ["Content", "Tables", "Written", "by_config", "content_of", "contents_of", "feature", "features", "meaning", "whole"]
