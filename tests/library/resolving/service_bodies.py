"""What services say of a work, as they document it, put together for the tests.

A work is `title`, `abstract`, `author` as CSL has it, `arxiv`, `DOI`, `PMID`, `year`, `journal` and
`published`, as far as it has them.
"""

from xml.sax.saxutils import escape


def _names(work):
    names = [(each.get("given", ""), each.get("family", "")) for each in work.get("author", [])]
    return [" ".join(filter(None, name)) for name in names]


def daily(work):
    return {
        "paper": {
            "id": work.get("arxiv", ""),
            "title": work["title"],
            "summary": work.get("abstract", ""),
            "authors": [{"name": name, "hidden": False} for name in _names(work)],
            "publishedAt": work.get("published", ""),
        }
    }


def atom(works):
    entries = "".join(
        f"<entry><id>http://arxiv.org/abs/{work['arxiv']}v1</id>"
        f"<title>{escape(work['title'])}</title>"
        f"<summary>{escape(work.get('abstract', ''))}</summary>"
        + "".join(f"<author><name>{escape(name)}</name></author>" for name in _names(work))
        + f"<published>{work.get('published', '')}</published></entry>"
        for work in works
    )
    return f'<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom">{entries}</feed>'


def paper(work):
    if not work:
        return None
    return {
        "title": work["title"],
        "abstract": work.get("abstract"),
        "authors": [{"name": name} for name in _names(work)],
        "year": work.get("year"),
        "journal": {"name": work.get("journal", "")},
        "publicationTypes": ["JournalArticle"],
        "externalIds": {"ArXiv": work.get("arxiv"), "DOI": work.get("DOI")},
    }


def crossref(work):
    return {
        "DOI": work["DOI"],
        "type": "journal-article",
        "title": [work["title"]],
        "author": work.get("author", []),
        "issued": {"date-parts": [[work["year"]]]},
        "container-title": [work.get("journal", "")],
        "updated-by": [{"type": "retraction"}] if work.get("retracted") else [],
    }


def datacite(work):
    """A work as DataCite has it."""
    return {
        "id": work["DOI"],
        "type": "dois",
        "attributes": {
            "doi": work["DOI"],
            "titles": [{"title": work["title"]}],
            "creators": [
                {"familyName": each.get("family"), "givenName": each.get("given")}
                for each in work.get("author", [])
            ],
            "publicationYear": work.get("year"),
            "types": {"resourceTypeGeneral": "JournalArticle"},
            "descriptions": [
                {"descriptionType": "Abstract", "description": work.get("abstract", "")}
            ],
        },
    }


def csl(work):
    """A work as doi.org has it."""
    return {
        "type": "article-journal",
        "title": work["title"],
        "author": work.get("author", []),
        "DOI": work["DOI"],
        "issued": {"date-parts": [[work["year"]]]},
        "container-title": work.get("journal", ""),
    }


def openalex(work):
    """A work as OpenAlex has it."""
    return {
        "id": "https://openalex.org/W1",
        "doi": f"https://doi.org/{work['DOI']}",
        "ids": {"pmid": f"https://pubmed.ncbi.nlm.nih.gov/{work.get('PMID', '')}"},
        "title": work["title"],
        "type": "article",
        "authorships": [{"raw_author_name": name} for name in _names(work)],
        "publication_date": f"{work['year']}-01-02",
        "is_retracted": False,
    }
