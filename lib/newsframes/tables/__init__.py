"""The contract of the tables, and what holds, stores and shows them."""
