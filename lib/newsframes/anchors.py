"""Anchors: places in a page to which a row leads."""


def anchor_of(row_id: str) -> str:
    """Return a row's anchor: its id without the colon, so that it holds in a selector and in an address.

    Examples
    --------
    >>> anchor_of("5b09a07d7ca6:q79-163")
    '5b09a07d7ca6-q79-163'
    """
    return row_id.replace(":", "-")
