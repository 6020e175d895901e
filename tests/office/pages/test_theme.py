"""The council's colours can be read: worked out from the theme's own file (WCAG 2.2, 1.4.3 and 1.4.11)."""

import re
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parents[3] / "frontend" / "src"
THEME = (SOURCE / "_theme.scss").read_text(encoding="utf-8")
NAMED = dict(re.findall(r"^\$(\w[\w-]*): (#[0-9a-f]{6});", THEME, re.M))
FUNCTIONAL = {
    name: NAMED.get(value.removeprefix("$"), value)
    for name, value in re.findall(r"^    ([\w-]+): (\$[\w-]+|#[0-9a-f]{6}),", THEME, re.M)
}
WHITE = "#ffffff"


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.2)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours (WCAG 2.2)."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_the_sum_is_right() -> None:
    assert contrast("#000000", WHITE) == pytest.approx(21)
    assert contrast("#767676", WHITE) == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize(
    "name", ["text", "secondary-text", "error", "success", "link", "link-visited", "link-hover"]
)
@pytest.mark.parametrize("ground", [WHITE, "mist"])
def test_text_is_readable_on_white_and_on_the_pale_ground(name: str, ground: str) -> None:
    assert contrast(FUNCTIONAL[name], NAMED.get(ground, ground)) >= 4.5


def test_white_is_readable_on_the_brand_and_text_on_the_focus_colour() -> None:
    assert contrast(WHITE, NAMED["evergreen"]) >= 4.5
    assert contrast(WHITE, NAMED["evergreen-dark"]) >= 4.5
    assert contrast(FUNCTIONAL["focus-text"], FUNCTIONAL["focus"]) >= 4.5


def test_the_edge_of_an_input_can_be_seen() -> None:
    assert contrast(FUNCTIONAL["input-border"], WHITE) >= 3


def test_nothing_of_the_governments_own_brand_is_built() -> None:
    built = SOURCE.parents[1] / "commonweal" / "office" / "static" / "built"
    if not (built / "manifest.json").exists():
        pytest.skip("The front-end is not built: run `make frontend/.built`")
    css = "".join(path.read_text(encoding="utf-8") for path in built.glob("*.css"))
    for mark in ("GDS Transport", "@font-face", "#1d70b8", "crown"):
        assert mark not in css
