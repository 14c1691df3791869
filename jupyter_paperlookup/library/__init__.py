"""The facade that every face uses."""

from jupyter_paperlookup.library.browse_page import (
    BrowseFacet,
    BrowsePage,
    BrowseRow,
    BrowseSection,
)
from jupyter_paperlookup.library.cited_works import Cited
from jupyter_paperlookup.library.contribution import Contribution
from jupyter_paperlookup.library.counts import Count
from jupyter_paperlookup.library.kept_files import KeptFile
from jupyter_paperlookup.library.library import Library
from jupyter_paperlookup.library.mailing import Sending
from jupyter_paperlookup.library.nearby import Nearby, NearbyFile
from jupyter_paperlookup.library.online import NetworkState
from jupyter_paperlookup.library.project_dialect import ProjectDialect
from jupyter_paperlookup.library.ranked import Ranked, Reason
from jupyter_paperlookup.library.recognising import Added, Recognised
from jupyter_paperlookup.library.reports import (
    ImportReport,
    IndexState,
    IndexStatus,
    Related,
    Removal,
    Renamed,
    Result,
    ResultPage,
    SourceStatus,
    Status,
    ZoteroLibrary,
)
from jupyter_paperlookup.library.safekeeping.backups import Backup
from jupyter_paperlookup.library.safekeeping.restoring import Restored
from jupyter_paperlookup.library.subscription_status import SubscriptionStatus
from jupyter_paperlookup.library.suggestions import Suggestion
from jupyter_paperlookup.library.versions import RelatedVersion

__all__ = [
    "Added",
    "Backup",
    "BrowseFacet",
    "BrowsePage",
    "BrowseRow",
    "BrowseSection",
    "Cited",
    "Contribution",
    "Count",
    "ImportReport",
    "IndexState",
    "IndexStatus",
    "KeptFile",
    "Library",
    "Nearby",
    "NearbyFile",
    "NetworkState",
    "ProjectDialect",
    "Ranked",
    "Reason",
    "Recognised",
    "Related",
    "RelatedVersion",
    "Removal",
    "Renamed",
    "Restored",
    "Result",
    "ResultPage",
    "Sending",
    "SourceStatus",
    "Status",
    "SubscriptionStatus",
    "Suggestion",
    "ZoteroLibrary",
]
