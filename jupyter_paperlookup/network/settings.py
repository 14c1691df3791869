"""What an administrator decides about the network.

Two places are read: environment variables, and the file `paperlookup.json` in the folders of
Jupyter's configuration. A variable is believed before any file, a file of the system before one of
the environment, and that before the user's own.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from urllib.request import getproxies, proxy_bypass

import msgspec
from jupyter_core.paths import jupyter_config_path

from jupyter_paperlookup.errors import InvalidRequest, UnreadableSource
from jupyter_paperlookup.network.services import Service, host_of
from jupyter_paperlookup.regular_file import bounded_bytes

SETTINGS_FILE = "paperlookup.json"
_MOST_BYTES = 100_000
_PREFIX = "PAPERLOOKUP_"
_YES, _NO = ("1", "true", "yes", "on", "allow"), ("0", "false", "no", "off", "forbid")


class NetworkSettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An administrator's decisions; what is not decided is left to the user.

    Attributes:
        allowed: Whether the network may be used; None where the user decides.
        offline: Nothing is asked, whatever else stands here.
        services: Names of the services that may be asked; None for all of them.
        hosts: Hosts in the administrator's own network that may be asked in spite of that, also by
            http, such as a mirror's.
        proxy: Through what all services are asked; empty for what the system says.
        contact: An e-mail address that is told to the services, so that they can write to somebody.
        base_urls: Where services answer instead of their own places, by their names.
        keys: Keys that services ask for, by their names.
        shared: A folder in which all users of the machine may write, for one pace of them all.
    """

    allowed: bool | None = None
    offline: bool = False
    services: tuple[str, ...] | None = None
    hosts: tuple[str, ...] = ()
    proxy: str = ""
    contact: str = ""
    base_urls: dict[str, str] = {}
    keys: dict[str, str] = {}
    shared: str = ""

    def __repr__(self) -> str:
        return f"NetworkSettings(allowed={self.allowed}, offline={self.offline})"  # no keys

    @property
    def is_fixed(self) -> bool:
        """Whether the user has nothing to decide."""
        return self.offline or self.allowed is not None

    def allows(self, service: Service) -> bool:
        """Whether a service may be asked, as far as the administrator is concerned."""
        if self.offline or self.allowed is False:
            return False
        return self.services is None or service.name in self.services

    def base(self, service: Service) -> str:
        """Where a service answers, without a slash at the end."""
        return (self.base_urls.get(service.name) or service.base).rstrip("/")

    @property
    def own_hosts(self) -> frozenset[str]:
        """Hosts that the administrator named, and that may be private ones."""
        bases = (host_of(base) for base in self.base_urls.values())
        return frozenset(host.lower() for host in (*self.hosts, *bases) if host)

    @property
    def shared_folder(self) -> Path | None:
        """The folder of the pace of all users; None where there is none."""
        return Path(self.shared) if self.shared else None

    def proxy_for(self, host: str) -> str:
        """The proxy in front of a host; empty where there is none."""
        if host in self.own_hosts:
            return ""
        if self.proxy:
            return self.proxy
        proxies = getproxies()
        found = proxies.get("https") or proxies.get("all") or ""
        return "" if not found or proxy_bypass(host) else found


_UNREADABLE = (
    OSError,
    UnreadableSource,
    msgspec.DecodeError,
    UnicodeDecodeError,
    RecursionError,
)


class _File(msgspec.Struct, frozen=True):
    """The settings file: other parts may have settings of their own in it."""

    network: msgspec.Raw = msgspec.Raw(b"{}")


def read_settings(environment: Mapping[str, str] | None = None) -> NetworkSettings:
    """What the administrator decided.

    Args:
        environment: The variables; those of this process when None.

    Raises:
        InvalidRequest: A setting cannot be read: what was meant as a limit must not be lost.
    """
    values: dict[str, object] = {}
    for folder in jupyter_config_path():  # the user's own first, the system's last
        values = _over(values, _of_file(Path(folder) / SETTINGS_FILE))
    values = _over(values, _of_environment(os.environ if environment is None else environment))
    try:
        settings = msgspec.convert(values, NetworkSettings)
    except msgspec.ValidationError as error:
        raise InvalidRequest(f"The settings of the network cannot be read: {error}.") from None
    if settings.shared and not Path(settings.shared).is_absolute():
        raise InvalidRequest("The folder 'shared' of the network's settings is no absolute path.")
    return settings


def _over(values: dict[str, object], stronger: dict[str, object]) -> dict[str, object]:
    """Settings with stronger ones over them; tables are put together."""
    both = {
        name: {**before, **value}
        for name, value in stronger.items()
        if isinstance(value, dict) and isinstance(before := values.get(name), dict)
    }
    return {**values, **stronger, **both}


def _of_file(path: Path) -> dict[str, object]:
    try:
        path.lstat()
        content = bounded_bytes(path, _MOST_BYTES)
        network = msgspec.json.decode(content or b"", type=_File).network
        settings = msgspec.json.decode(network, type=dict[str, object])
        msgspec.convert(settings, NetworkSettings)
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except _UNREADABLE as error:
        cause = error.__cause__ or error
        why = cause.strerror if isinstance(cause, OSError) else error
        raise InvalidRequest(
            f"The settings in {path} cannot be read: {str(why).rstrip('.')}. An administrator can "
            "mend them."
        ) from None
    return settings


def _of_environment(environment: Mapping[str, str]) -> dict[str, object]:
    values: dict[str, object] = {}
    for name, setting in (("NETWORK", "allowed"), ("OFFLINE", "offline")):
        if text := environment.get(_PREFIX + name, "").strip():
            values[setting] = _decision(_PREFIX + name, text)
    if (services := environment.get(f"{_PREFIX}SERVICES")) is not None:
        values["services"] = services.replace(",", " ").split()
    if hosts := environment.get(f"{_PREFIX}HOSTS"):
        values["hosts"] = hosts.replace(",", " ").split()
    for name in ("PROXY", "CONTACT", "SHARED"):
        if text := environment.get(_PREFIX + name, "").strip():
            values[name.lower()] = text
    for prefix, setting in (("URL_", "base_urls"), ("KEY_", "keys")):
        if named := _named(environment, _PREFIX + prefix):
            values[setting] = named
    return values


def _named(environment: Mapping[str, str], prefix: str) -> dict[str, str]:
    """What variables say of services: `PAPERLOOKUP_URL_HUGGING_FACE` of `hugging-face`."""
    return {
        name.removeprefix(prefix).lower().replace("_", "-"): value.strip()
        for name, value in environment.items()
        if name.startswith(prefix) and value.strip()
    }


def _decision(name: str, text: str) -> bool:
    folded = text.lower()
    if folded not in (*_YES, *_NO):
        raise InvalidRequest(f"{name} must be 'allow' or 'forbid', or '1' or '0'.")
    return folded in _YES
