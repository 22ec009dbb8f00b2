"""Zip archives that are the same to the byte whenever they are written."""

import io
import re
import zipfile

# The earliest day that a zip archive can hold.
EPOCH = (1980, 1, 1, 0, 0, 0)
MODIFIED = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*")


def fix_archive(data: bytes) -> bytes:
    """Return an Office document without the time at which it was written.

    Parameters
    ----------
    data
        The zip archive. The order of its files is kept.

    Returns
    -------
    bytes
        The archive with each file dated 1980-01-01, and so the document's own properties.
    """
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as archive,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as fixed,
    ):
        for entry in archive.infolist():
            content = archive.read(entry)
            if entry.filename == "docProps/core.xml":
                content = MODIFIED.sub(rb"\g<1>1980-01-01T00:00:00Z", content)
            info = zipfile.ZipInfo(entry.filename, EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            # Independent of the system that writes it.
            info.create_system = 3
            info.external_attr = 0o644 << 16
            fixed.writestr(info, content)
    return made.getvalue()
