"""Label Studio: the interface, tasks, and what annotators made of them, without loss."""

from .config import config
from .desk import desk_task
from .desk_take import Decided, is_desk, take_desk
from .exports import read_export
from .names import LAYERS, LabelStudioError, NoText, needed
from .take import Taken, take
from .tasks import AS, Task, dump, task

__all__ = [
    "AS",
    "LAYERS",
    "Decided",
    "LabelStudioError",
    "NoText",
    "Taken",
    "Task",
    "config",
    "desk_task",
    "dump",
    "is_desk",
    "needed",
    "read_export",
    "take",
    "take_desk",
    "task",
]
