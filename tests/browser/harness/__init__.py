"""Drives JupyterLab and Notebook in a real Chromium, for tests, benchmarks and pictures.

`server` starts the applications, `chromium` the browser, `watch` notices what must not happen in
a page, and `notebook` holds the verbs of somebody who writes in a notebook.
"""
