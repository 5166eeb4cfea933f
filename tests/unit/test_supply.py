"""What the product is made of, and that no secret lies in its tree (ASVS 13.3, 15.1, 15.2)."""

import json
import re
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from tests.supply import ROOT, SBOM, Package, bill, faults, packages

GOOD = Package(
    kind="npm",
    name="left",
    version="1.0.0",
    hashes=(("SHA-512", "ab"),),
    scope="required",
    licence="MIT",
)


def test_the_list_of_packages_is_that_of_the_locks_and_each_is_fit() -> None:
    found = packages()
    assert faults(found) == []
    assert SBOM.read_text() == bill(found)
    told = json.loads(SBOM.read_text())
    assert (told["bomFormat"], told["specVersion"]) == ("CycloneDX", "1.6")
    named = {one["name"]: one for one in told["components"]}
    assert named["cryptography"]["scope"] == named["react"]["scope"] == "required"
    assert named["pytest"]["scope"] == named["vitest"]["scope"] == "excluded"
    assert len({one["bom-ref"] for one in told["components"]}) == len(told["components"])


def test_another_version_is_another_list() -> None:
    assert bill([GOOD]) == bill([GOOD])
    assert bill([GOOD]) != bill([replace(GOOD, version="1.0.1")])


def test_what_is_not_fit_is_named() -> None:
    unfit = [
        replace(GOOD, hashes=()),
        replace(GOOD, licence="AGPL-3.0"),
        replace(GOOD, licence="MIT AND GPL-3.0"),
        replace(GOOD, licence="unknown"),
        replace(GOOD, runs_code=True),
    ]
    assert [len(faults([one])) for one in unfit] == [1] * len(unfit)
    fit = [GOOD, replace(GOOD, licence="(GPL-3.0 OR MIT)"), replace(GOOD, licence="MIT AND ISC")]
    assert faults(fit) == []


# The prefixes that vendors register with secret scanners, and private keys. Texts that only look
# like one (sandbox keys, vectors of vendor sheets) are short or spelt out.
SECRETS = re.compile(
    r"-----BEGIN [A-Z ]*PRIVATE KEY-----"
    r"|\bAKIA[0-9A-Z]{16}\b"
    r"|\b[sr]k_live_[0-9A-Za-z]{16,}"
    r"|\bwhsec_[0-9A-Za-z+/]{24,}"
    r"|\bgh[pousr]_[0-9A-Za-z]{36}"
    r"|\bxox[abpr]-[0-9A-Za-z-]{20,}"
    r"|\bsk-(?:ant|proj)-[0-9A-Za-z_-]{24,}"
    r"|\bAIza[0-9A-Za-z_-]{35}"
    r"|\bleo_live_[0-9A-Za-z_-]{32,}"
    r"|mongodb(?:\+srv)?://[^:@/\s\"']+:[^@/\s\"'{}$]{8,}@(?!127\.0\.0\.1|localhost)"
)


def _files() -> Iterator[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    for name in listed.stdout.decode().split("\0"):
        path = ROOT / name
        if name and path.is_file() and path.suffix not in {".png", ".lock", ".xlsx", ".woff2"}:
            yield path


def test_no_secret_lies_in_the_tree() -> None:
    found = [
        f"{path.relative_to(ROOT)}: {match.group()[:12]}…"
        for path in _files()
        for match in SECRETS.finditer(path.read_text("utf-8", "ignore"))
    ]
    assert found == []


def test_the_scan_knows_a_secret_when_it_sees_one() -> None:
    for prefix, rest in (
        ("AKIA", "Q3EGRZ7XN5M2VLBT"),
        ("sk_live_", "51Hxk2eZvKYlo2C0aBcDeFgH"),
        ("sk-ant-", "api03-AbCdEfGhIjKlMnOpQrStUvWx"),
        ("-----BEGIN ", "RSA PRIVATE KEY-----"),
        ("mongodb://leo:", "longsecret@db.example"),
    ):
        assert SECRETS.search(prefix + rest), prefix
    assert not SECRETS.search("whsec_sandbox sk_test_51 leo_test_abc mongodb://127.0.0.1/x")
