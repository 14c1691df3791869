"""The CSL locales that pandoc's citeproc has, with their names in their own language.

Names: https://github.com/citation-style-language/locales (locales.json). Left out, because
pandoc does not have them: hy-AM, and sr-Latn-RS (it answers in Cyrillic).
"""

from __future__ import annotations

from difflib import get_close_matches

from jupyter_paperlookup.errors import UnknownLocale

DEFAULT_LOCALE = "en-US"

LOCALES: dict[str, str] = {
    "af-ZA": "Afrikaans",
    "ar": "العربية",
    "bal-PK": "بلوچی (پاکستان)",
    "bg-BG": "Български",
    "brh-PK": "براہوئی",
    "ca-AD": "Català",
    "cs-CZ": "Čeština",
    "cy-GB": "Cymraeg",
    "da-DK": "Dansk",
    "de-AT": "Deutsch (Österreich)",
    "de-CH": "Deutsch (Schweiz)",
    "de-DE": "Deutsch (Deutschland)",
    "el-GR": "Ελληνικά",
    "en-GB": "English (UK)",
    "en-US": "English (US)",
    "es-CL": "Español (Chile)",
    "es-ES": "Español (España)",
    "es-MX": "Español (México)",
    "et-EE": "Eesti keel",
    "eu": "Euskara",
    "fa-IR": "فارسی",
    "fi-FI": "Suomi",
    "fr-CA": "Français (Canada)",
    "fr-FR": "Français (France)",
    "gl-ES": "Galego (Spain)",
    "he-IL": "עברית",
    "hi-IN": "हिंदी",
    "hr-HR": "Hrvatski",
    "hu-HU": "Magyar",
    "id-ID": "Bahasa Indonesia",
    "is-IS": "Íslenska",
    "it-IT": "Italiano",
    "ja-JP": "日本語",
    "km-KH": "ភាសាខ្មែរ",
    "ko-KR": "한국어",
    "la": "Latina",
    "lij-IT": "Lìgure",
    "lt-LT": "Lietuvių kalba",
    "lv-LV": "Latviešu",
    "mn-MN": "Монгол",
    "ms-MY": "Bahasa Melayu",
    "nb-NO": "Norsk bokmål",
    "nl-NL": "Nederlands",
    "nn-NO": "Norsk nynorsk",
    "pa-PK": "پنجابی (شاہ‌مکھی)",
    "pl-PL": "Polski",
    "pt-BR": "Português (Brasil)",
    "pt-PT": "Português (Portugal)",
    "ro-RO": "Română",
    "ru-RU": "Русский",
    "sk-SK": "Slovenčina",
    "sl-SI": "Slovenščina",
    "sr-Cyrl-RS": "Српски",
    "sv-SE": "Svenska",
    "th-TH": "ไทย",
    "tr-TR": "Türkçe",
    "uk-UA": "Українська",
    "vi-VN": "Tiếng Việt",
    "zh-CN": "中文 (中国大陆)",
    "zh-TW": "中文 (台灣)",
}

# Which region a bare language means where there are several or it is not told by the code.
PRIMARY_DIALECTS: dict[str, str] = {
    "af": "af-ZA",
    "bal": "bal-PK",
    "bg": "bg-BG",
    "brh": "brh-PK",
    "ca": "ca-AD",
    "cs": "cs-CZ",
    "cy": "cy-GB",
    "da": "da-DK",
    "de": "de-DE",
    "el": "el-GR",
    "en": "en-US",
    "es": "es-ES",
    "et": "et-EE",
    "fa": "fa-IR",
    "fi": "fi-FI",
    "fr": "fr-FR",
    "gl": "gl-ES",
    "he": "he-IL",
    "hi": "hi-IN",
    "hr": "hr-HR",
    "hu": "hu-HU",
    "id": "id-ID",
    "is": "is-IS",
    "it": "it-IT",
    "ja": "ja-JP",
    "km": "km-KH",
    "ko": "ko-KR",
    "lij": "lij-IT",
    "lt": "lt-LT",
    "lv": "lv-LV",
    "mn": "mn-MN",
    "ms": "ms-MY",
    "nb": "nb-NO",
    "nl": "nl-NL",
    "nn": "nn-NO",
    "pa": "pa-PK",
    "pl": "pl-PL",
    "pt": "pt-PT",
    "ro": "ro-RO",
    "ru": "ru-RU",
    "sk": "sk-SK",
    "sl": "sl-SI",
    "sr": "sr-Cyrl-RS",
    "sv": "sv-SE",
    "th": "th-TH",
    "tr": "tr-TR",
    "uk": "uk-UA",
    "vi": "vi-VN",
    "zh": "zh-CN",
}

_BY_FOLDED_CODE = {code.lower(): code for code in LOCALES} | PRIMARY_DIALECTS


def check_locale(code: str) -> str:
    """Return the locale's code as CSL writes it: ``de-de``, ``de_DE`` and ``de`` give ``de-DE``.

    Raises:
        UnknownLocale: pandoc has no such locale; the sentence names near ones.
    """
    folded = code.strip().replace("_", "-").lower()[:40]
    found = _BY_FOLDED_CODE.get(folded)
    if found is None:
        raise UnknownLocale(f"There is no CSL locale {folded!r}: {_suggestion(folded)}.")
    return found


def style_locale(code: str) -> str:
    """Return the locale for a style's ``default-locale``, en-US where pandoc does not have it."""
    try:
        return check_locale(code)
    except UnknownLocale:
        return DEFAULT_LOCALE


def _suggestion(folded: str) -> str:
    language = folded.split("-", maxsplit=1)[0]
    same_language = [code for code in LOCALES if code.lower().split("-")[0] == language]
    near = same_language or [
        _BY_FOLDED_CODE[match] for match in get_close_matches(folded, _BY_FOLDED_CODE, n=3)
    ]
    return f"did you mean {' or '.join(near)}" if near else "codes look like en-US or de-DE"
