"""`python -m api.export [--check]`: the published document and the pages of its problem codes."""

import json
import sys
from pathlib import Path

from api.app import make_surface
from api.problem_texts import TEXTS

_DOCUMENT = Path("openapi/openapi.json")
_PROBLEMS = Path("docs/problems")


def expected() -> dict[Path, str]:
    """Every generated file and what it must hold."""
    document = json.dumps(make_surface().openapi(), indent=1, ensure_ascii=False, sort_keys=True)
    files = {_DOCUMENT: document + "\n"}
    for code, (fr_title, fr_detail, en_title, en_detail) in sorted(TEXTS.items()):
        page = f"# {code}\n\n**{en_title}.** {en_detail}\n\n**{fr_title}.** {fr_detail}\n"
        files[_PROBLEMS / f"{code}.md"] = page.replace(".** \n", ".**\n")
    return files


def main() -> int:
    wanted = expected()
    stale = [path for path, text in wanted.items() if not path.exists() or path.read_text() != text]
    extra = [path for path in _PROBLEMS.glob("*.md") if path not in wanted]
    if "--check" in sys.argv[1:]:
        for path in stale + extra:
            sys.stderr.write(f"{path} is not what the code says; run make openapi\n")
        return 1 if stale or extra else 0
    for path in stale:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(wanted[path])
    for path in extra:
        path.unlink()
    return 0


if __name__ == "__main__":
    sys.exit(main())
