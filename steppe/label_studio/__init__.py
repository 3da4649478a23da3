"""Label Studio: the interface, tasks, and what annotators made of them, without loss."""

from .config import config
from .exports import read_export
from .names import LAYERS, LabelStudioError, needed
from .take import Taken, take
from .tasks import AS, dump, task

__all__ = ["AS", "LAYERS", "LabelStudioError", "Taken", "config", "dump", "needed", "read_export", "take", "task"]
