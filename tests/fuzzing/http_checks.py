"""What schemathesis checks besides: that nobody without login gets anything."""

from __future__ import annotations

import schemathesis

REFUSED = {401, 403, 404, 405}


@schemathesis.check
def nobody_gets_in(ctx, response, case):
    # What browsers ask before they ask another host's server; it says nothing.
    if case.method.upper() == "OPTIONS" and not response.content:
        return
    assert response.status_code in REFUSED, f"{response.status_code} without a token"
