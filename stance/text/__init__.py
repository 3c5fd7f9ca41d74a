"""From raw text to what a model sees. Pure functions; nothing here knows a label or a model."""
