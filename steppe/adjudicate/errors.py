"""What cannot be decided."""


class AdjudicationError(ValueError):
    """Passes that cannot be compared, or decisions that do not fit them: one fault a line, each with its place."""
