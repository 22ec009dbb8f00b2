"""The codebook as Markdown."""

from ..tables.schema import codebook


def codebook_markdown() -> str:
    """Return the codebook as one Markdown table for each of the six tables."""
    lines = []
    for table, columns in codebook().groupby("table", sort=False):
        lines += [
            f"**{table}**",
            "",
            "| column | dtype | unit | meaning |",
            "| --- | --- | --- | --- |",
        ]
        for row in columns.itertuples():
            meaning = row.meaning.replace("|", "\\|").replace("<", "&lt;")
            lines.append(f"| `{row.column}` | {row.dtype} | {row.unit} | {meaning} |")
        lines.append("")
    return "\n".join(lines)
