"""Finds records by what they mean: vectors of texts, the nearest of them, and both lists in one."""
