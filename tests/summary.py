"""After the tests: which obligations no test names yet."""

import re
import sys
from pathlib import Path

LAST = 153
_MARK = re.compile(r"obligation\(([\d, ]+)\)")


def main() -> None:
    named: set[int] = set()
    for file in Path("tests").rglob("test_*.py"):
        for numbers in _MARK.findall(file.read_text()):
            named |= {int(number) for number in numbers.split(",")}
    missing = sorted(set(range(1, LAST + 1)) - named)
    sys.stdout.write(
        f"Obligations named by a test: {len(named)} of {LAST}. Not yet: "
        f"{', '.join(map(str, missing))}\n"
    )


if __name__ == "__main__":
    main()
