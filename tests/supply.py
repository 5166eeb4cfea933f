"""What the product is made of: a CycloneDX list of every locked package, written from the locks.

`python -m tests.supply` writes docs/security/sbom.cdx.json; `--check` fails when it is not that of
the locks, when a package has no hash, a licence nobody allowed, or code that runs at installation.
It asks no server, so it says nothing about known vulnerabilities: `make audit` asks for those.
"""

import base64
import hashlib
import json
import re
import sys
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
SBOM = ROOT / "docs/security/sbom.cdx.json"

# Licences that ask for nothing but a notice, or only for changes to the package itself.
ALLOWED = frozenset(
    {
        *("MIT", "MIT-0", "MIT License", "ISC", "0BSD", "Unlicense", "CC0-1.0", "BlueOak-1.0.0"),
        *("BSD-2-Clause", "BSD-3-Clause", "BSD License", "Zlib", "Python-2.0", "PSF-2.0"),
        *("Apache-2.0", "Apache Software License", "MPL-2.0", "OFL-1.1", "CC-BY-4.0"),
        "Mozilla Public License 2.0 (MPL 2.0)",
    }
)
# Others, each with its reason.
EXCEPTIONS: Mapping[str, str] = {
    "codespell": "GPL-2.0: a tool of the checks, run as a program",
    "secantusdb": "GPL-2.0: the local store, run as a program; production has MongoDB",
}
MAY_RUN_AT_INSTALLATION = frozenset({"node_modules/msw"})  # and does not: npm ci --ignore-scripts

NOT_HERE = "not installed here"
_PINNED = re.compile(
    r"^([A-Za-z0-9][A-Za-z0-9._-]*)==([^\s;\\]+)((?:[^\n]|\n(?=\s))*)", re.MULTILINE
)
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Package:
    """One locked package; `scope` is CycloneDX's: required at run time, or excluded from it."""

    kind: str
    name: str
    version: str
    hashes: tuple[tuple[str, str], ...]
    scope: str
    licence: str
    runs_code: bool = False

    @property
    def purl(self) -> str:
        name = self.name.replace("@", "%40") if self.kind == "npm" else self.name
        return f"pkg:{self.kind}/{name}@{self.version}"

    @property
    def is_allowed(self) -> bool:
        """Also what is locked for another system and not installed here: it is asked there."""
        if self.name in EXCEPTIONS or self.licence == NOT_HERE:
            return True
        choices = self.licence.removeprefix("(").removesuffix(")").split(" OR ")
        return self.licence in ALLOWED or any(
            all(part.strip() in ALLOWED for part in re.split(r" AND |;", choice))
            for choice in choices
        )


def python_packages() -> Iterator[Package]:
    runtime = {name for name, *_ in _pinned("requirements.lock")}
    for name, version, hashes in _pinned("requirements-dev.lock"):
        yield Package(
            kind="pypi",
            name=name,
            version=version,
            hashes=tuple(("SHA-256", one) for one in hashes),
            scope="required" if name in runtime else "excluded",
            licence=_licence_of(name),
        )


def _pinned(lock: str) -> Iterator[tuple[str, str, list[str]]]:
    for name, version, rest in _PINNED.findall((ROOT / lock).read_text()):
        yield re.sub(r"[-_.]+", "-", name).lower(), version, sorted(_HASH.findall(rest))


def _licence_of(name: str) -> str:
    """As the installed package says."""
    try:
        told = metadata(name)
    except PackageNotFoundError:
        return NOT_HERE
    expression = told.get_all("License-Expression")
    if expression:
        return str(expression[0])
    marks = [one.split(" :: ") for one in told.get_all("Classifier") or []]
    named = [mark[-1] for mark in marks if mark[0] == "License" and len(mark) > 2]
    return "; ".join(named) or str((told.get_all("License") or ["unknown"])[0])


def npm_packages() -> Iterator[Package]:
    lock: dict[str, Any] = json.loads((ROOT / "frontend/package-lock.json").read_text())
    for place, told in lock["packages"].items():
        if not place:
            continue
        integrity = told.get("integrity", "")
        algorithm, _, digest = integrity.partition("-")
        yield Package(
            kind="npm",
            name=told.get("name") or place.rpartition("node_modules/")[2],
            version=told["version"],
            hashes=((algorithm.upper().replace("SHA", "SHA-"), _hex(digest)),) if digest else (),
            scope="excluded" if told.get("dev") else "required",
            licence=told.get("license", "unknown"),
            runs_code=bool(told.get("hasInstallScript")) and place not in MAY_RUN_AT_INSTALLATION,
        )


def _hex(digest: str) -> str:
    return base64.b64decode(digest).hex()


def packages() -> list[Package]:
    """Each once, in one order."""
    found = {one.purl: one for one in (*npm_packages(), *python_packages())}
    return [found[purl] for purl in sorted(found)]


def bill(found: list[Package]) -> str:
    """CycloneDX 1.6, the same text for the same locks: no date, a serial made of the content."""
    components = [
        {
            "type": "library",
            "bom-ref": one.purl,
            "name": one.name,
            "version": one.version,
            "purl": one.purl,
            "scope": one.scope,
            "hashes": [{"alg": algorithm, "content": content} for algorithm, content in one.hashes],
        }
        # Of Python packages the locks do not say it, and what is installed differs by system.
        | ({"licenses": [{"license": {"name": one.licence}}]} if one.kind == "npm" else {})
        for one in found
    ]
    lines = ",\n".join(json.dumps(one, separators=(",", ":")) for one in components)
    content = hashlib.sha256(lines.encode()).hexdigest()
    head = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, content)}",
        "version": 1,
        "metadata": {"component": {"type": "application", "name": "leo-bizdev"}},
    }
    return f'{json.dumps(head)[:-1]}, "components": [\n{lines}\n]}}\n'


def faults(found: list[Package]) -> list[str]:
    said = [f"{one.purl} has no hash in the lock" for one in found if not one.hashes]
    said += [f"{one.purl}: nobody allowed “{one.licence}”" for one in found if not one.is_allowed]
    said += [f"{one.purl} runs code when it is installed" for one in found if one.runs_code]
    return said


def main() -> None:
    found = packages()
    said = faults(found)
    if "--check" not in sys.argv:
        SBOM.write_text(bill(found))
    elif not SBOM.exists() or SBOM.read_text() != bill(found):
        said.append("docs/security/sbom.cdx.json is not that of the locks: make sbom")
    print("\n".join(said) or f"{len(found)} packages, each with a hash and an allowed licence")
    sys.exit(1 if said else 0)


if __name__ == "__main__":
    main()
