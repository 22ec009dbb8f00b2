"""Claims: who speaks, who claims a figure and how they stand to it; the ledger; alignment."""
