"""The nodes of ``croissant.json``, and of each what is looked at."""

from typing import Any

from msgspec import Struct, field


class Ref(Struct, frozen=True):
    """A reference to a node."""

    id: str = field(name="@id")


class Extract(Struct, frozen=True, rename="camel"):
    """What is taken from a file."""

    column: str = ""
    file_property: str = ""


class Source(Struct, frozen=True, rename="camel"):
    """Where the values of a field come from."""

    file_set: Ref
    extract: Extract
    transform: Any = ()


class Field(Struct, frozen=True, rename="camel"):
    """A column, or a name of what a list has."""

    id: str = field(name="@id")
    data_type: str | list[str] = ""
    is_array: bool = False
    source: Source | None = None
    sub_field: "list[Field]" = []


class RecordSet(Struct, frozen=True, rename="camel"):
    """A table, or the splits."""

    id: str = field(name="@id")
    field: list[Field]
    data_type: str = ""
    data: list[dict[str, Any]] = []


class Part(Struct, frozen=True, rename="camel"):
    """A file, or a set of files."""

    id: str = field(name="@id")
    type: str = field(name="@type")
    content_url: str = ""
    content_size: str = ""
    sha256: str = ""
    includes: str = ""


class Told(Struct, frozen=True, rename="camel"):
    """What is looked at."""

    name: str
    description: str
    license: str
    conforms_to: list[str]
    distribution: list[Part]
    record_set: list[RecordSet]
