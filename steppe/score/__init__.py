"""Scores of one side against another, for every layer."""
