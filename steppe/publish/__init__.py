"""Publishing a built dataset at the Hugging Face Hub: one commit, one tag, and what the tag gives back."""

from .beside import beside
from .careful import PublishError
from .hub import Hub
from .origin import copied, unlike
from .steps import Plan, check, planned, publish

__all__ = ["Hub", "Plan", "PublishError", "beside", "check", "copied", "planned", "publish", "unlike"]
