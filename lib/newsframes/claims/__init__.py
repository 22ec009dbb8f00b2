"""Join actors, quotes and figures: speakers, claimants, commitment.

The ledger and actors over articles.
"""
