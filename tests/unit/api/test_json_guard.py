import json

from hypothesis import given
from hypothesis import strategies as st

from api.middleware.body import json_fault

_PLAIN = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53), 2**53)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text("abc", max_size=5), inner, max_size=4)
    ),
    max_leaves=20,
)


@given(_PLAIN)
def test_ordinary_json_passes(value: object) -> None:
    assert json_fault(json.dumps(value).encode()) is None


@given(st.binary(max_size=300))
def test_any_bytes_are_judged_without_a_crash(body: bytes) -> None:
    json_fault(body)


def test_nesting_is_counted_outside_of_texts() -> None:
    assert json_fault(b'{"a": "' + b"[" * 500 + b'"}') is None
    assert json_fault(b"[" * 21 + b"]" * 21) == "json-too-deep"
    assert json_fault(b"[" * 20 + b"]" * 20) is None


def test_what_breaks_the_database_or_a_json_client_is_named() -> None:
    assert json_fault(b'{"a": 1, "a": 2}') == "json-duplicate-key"
    assert json_fault(b'{"a\\u0000": 1}') == "json-bad-key"
    assert json_fault(b'{"a": 9007199254740993}') == "json-integer-too-large"
    assert json_fault(b'{"a": ' + b"9" * 5000 + b"}") == "json-integer-too-large"
    assert json_fault(b'{"a": NaN}') == "json-not-finite"
    assert json_fault(b'{"a": 1e309}') == "json-not-finite"
    assert json_fault(b"\xff") == "json-invalid"
