"""Finds records by what people type: the query, the plan, the index and the ranking."""
