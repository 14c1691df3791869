"""What keeps a library safe: backups, finding damage, and mending it."""
