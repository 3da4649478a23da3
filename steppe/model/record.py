"""What records have in common."""

from typing import Annotated, ClassVar

from msgspec import Meta, Struct

Offset = Annotated[int, Meta(ge=0, le=2**31 - 1)]
Order = tuple[str | int, ...]


class Record(Struct, frozen=True, kw_only=True, gc=False, tag_field="kind", tag=str.lower, forbid_unknown_fields=True, omit_defaults=True):
    """One line of an annotation file."""

    prefix: ClassVar[str] = ""
    """The first letter of the record's id; empty where it has none."""

    @property
    def called(self) -> str:
        """What a finding calls the record: its id, or its kind where it has none."""
        return getattr(self, "id", "") or str(self.__struct_config__.tag)

    @property
    def order(self) -> Order:
        """The place of the record among its like in canonical form."""
        raise NotImplementedError


class Part(Struct, frozen=True, kw_only=True, gc=False, forbid_unknown_fields=True, omit_defaults=True):
    """A piece of a record."""
