import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.shared.email_address import EmailAddress, NotAnEmailAddress


def test_an_address_is_compared_without_case_space_or_width() -> None:
    assert EmailAddress("  Ann.Lead@Bücher.example ").value == "ann.lead@xn--bcher-kva.example"
    assert EmailAddress("ａnn@lead.example").value == "ann@lead.example"
    assert EmailAddress("ann@lead.example").domain == "lead.example"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "ann",
        "ann@",
        "@lead.example",
        "ann@lead",
        "ann@@lead.example",
        "a b@lead.example",
        "ann@lead.example\r\nBcc: x@y.example",
        "ann@lead..example",
        ".ann@lead.example",
        "ann@-lead.example",
        "ann<x@y.example>@lead.example",
        "ann@[127.0.0.1]",
        "a" * 250 + "@lead.example",
        "ann@lead.example\x00",
    ],
)
def test_what_is_not_an_address_is_refused(text: str) -> None:
    with pytest.raises(NotAnEmailAddress):
        EmailAddress(text)


@given(st.text(max_size=300))
def test_any_text_is_an_address_or_refused_and_normalising_is_stable(text: str) -> None:
    try:
        address = EmailAddress(text)
    except NotAnEmailAddress:
        return
    assert EmailAddress(address.value) == address
