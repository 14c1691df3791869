"""What public services know of a record, and whether what they say is about the same work."""
