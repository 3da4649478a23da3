"""Label Studio: the interface, tasks, and what annotators made of them, without loss."""

from .config import config
from .exports import read_export
from .names import LAYERS, LabelStudioError, needed
from .take import Taken, take
from .tasks import AS, Task, dump, task

__all__ = ["AS", "LAYERS", "LabelStudioError", "Taken", "Task", "config", "dump", "needed", "read_export", "take", "task"]
