"""Why nothing is released."""


class ReleaseError(ValueError):
    """Nothing was released. Says what is in the way, and what to do."""
