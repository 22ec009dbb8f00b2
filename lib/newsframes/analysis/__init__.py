"""Turn tables into frames that answer a question."""
