"""How far annotators agree, and in what they differ."""
