"""The face for browsers: routes under `<base>/paperlookup/api/` of a Jupyter server."""
