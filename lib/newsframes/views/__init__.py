"""Show tables to people: annotated text, report, table view."""
