"""The labelling interface, from the labels of a corpus."""

import colorsys
from collections.abc import Iterator, Sequence
from xml.sax.saxutils import quoteattr

from ..labels import Labels
from .names import CHOICES, CONTENT, CUE, JUDGED, LAYERS, PART, PROPOSED, SIDE, TEXT, WRITTEN, choices, relations, side

_KEYS = "1234567890qwertyuiopasdfghjkzxcvbnm"
"""Hotkeys, of which the editor itself uses none alone."""
_TITLES = {"zone": "Zones", "mention": "Mentions", "trigger": "Triggers", "claim": "Claims", PART: "Parts of claims"}
_HUES = {"zone": (0.08, 0.16), "mention": (0.5, 0.72), "trigger": (0.92, 1.05), "claim": (0.28, 0.42), PART: (0.18, 0.24)}
"""The part of the circle of colours that a layer has, so that layers are told apart at a glance."""
_BESIDE = "display: flex; gap: 16px"
_PALETTE = "flex: 0 0 19em; position: sticky; top: 0; align-self: flex-start; max-height: calc(100vh - 280px); overflow-y: auto"
"""The labels stay in sight beside the text."""
_PAGE = "flex: 1 1 0; min-width: 0"
_OPEN = (
    '  <Collapse><Panel value="What is open">',
    '    <View style="white-space: pre-wrap"><Header value="$open" size="6"/></View>',
    "  </Panel></Collapse>",
)
_SIDES = ("#d97706", "#7e22ce")
"""The colours of annotators between whom somebody decides: of no layer."""
_ASKED = {
    "refers_to": "Refers to: id or name of an entry; + and a name for a new one",
    "value": "Value: a date or time (ISO 8601), or a number (7, 6-8, 6-, ~100)",
    "answers": "Answers, one a line: FACET of EVENT = VALUE | VALUE, or FACET about ENTITY = VALUE",
    "canonical": "The claim in one sentence of your own words",
    "sentences": "Starts of the sentences, counted from the start of the line",
    "guideline": "Section of the guidelines by which it is decided",
    "note": "Note",
}


def config(labels: Labels, layers: Sequence[str] = LAYERS, deciding: Sequence[str] = ()) -> str:
    """The interface as XML, for some layers or all. ``deciding`` names annotators between whose marks somebody decides.

    Raises:
        steppe.label_studio.names.LabelStudioError: labels are called as the interface calls something of its own.
    """
    keys = iter(_KEYS)
    lines = ["<View>", '  <Header value="$name"/>', *(_OPEN if deciding else ())]
    lines += [f'  <View style="{_BESIDE}">', f'  <View style="{_PALETTE}">', *(_whose(deciding, layers) if deciding else ())]
    for control in (*layers, *((PART,) if "claim" in layers else ())):
        lines += _labels(labels, control, keys)
    lines += ["  </View>", f'  <View style="{_PAGE}">', '  <View style="white-space: pre-wrap">']
    lines.append(f'    <Text name="{TEXT}" value="$text" granularity="symbol"/>')
    lines.append("  </View>")
    lines += _deciding(labels) if deciding else ()
    for layer in layers:
        for control in (name for name, of in CHOICES.items() if of == layer):
            lines += _choices(labels, control, _when(labels, [layer], deciding))
    for control, of in WRITTEN.items():
        if shown := [layer for layer in of if layer in layers]:
            lines.append(_field(control, _when(labels, shown, deciding), 4 if control == "answers" else 1))
    lines.append("  <Relations>")
    lines += [f"    <Relation value={quoteattr(name)}/>" for name in relations(labels)]
    lines += ["  </Relations>", "  </View>", "  </View>", "</View>"]
    return "\n".join(lines) + "\n"


def _labels(labels: Labels, control: str, keys: Iterator[str]) -> Iterator[str]:
    """A control of labels, each with a colour and, while there are some, a key."""
    names = _named(labels, control)
    yield f'  <Header value={quoteattr(_TITLES[control])} size="6"/>'
    yield f'  <Labels name="{control}" toName="{TEXT}" showInline="true">'
    for number, name in enumerate(names):
        key = next(keys, "")
        hotkey = f' hotkey="{key}"' if key else ""
        yield f'    <Label value={quoteattr(name)} background="{_colour(control, number, len(names))}"{hotkey}/>'
    yield "  </Labels>"


def _whose(annotators: Sequence[str], layers: Sequence[str]) -> Iterator[str]:
    """Whose a mark is that is to be decided."""
    yield '  <Header value="To be decided: delete the wrong one of two, or give a verdict" size="6"/>'
    yield f'  <Labels name="{SIDE}" toName="{TEXT}" showInline="true">'
    for number, who in enumerate(annotators):
        colour = _SIDES[number % len(_SIDES)]
        yield from (f'    <Label value={quoteattr(side(who, control))} background="{colour}"/>' for control in (*layers, PART))
    yield "  </Labels>"


def _deciding(labels: Labels) -> Iterator[str]:
    """What can be said of a mark that is to be decided."""
    for control in JUDGED:
        yield from _choices(labels, control, f' whenTagName="{SIDE}"')
    for control in PROPOSED[1:]:
        yield _field(control, f' whenTagName="{SIDE}"', 1)


def _colour(control: str, number: int, of: int) -> str:
    """A colour dark enough for white words and for a highlight that can be read through."""
    low, high = _HUES[control]
    hue = low + (high - low) * number / max(1, of - 1)
    red, green, blue = colorsys.hls_to_rgb(hue % 1, 0.36 + 0.08 * (number % 3), 0.65)
    return f"#{round(red * 255):02x}{round(green * 255):02x}{round(blue * 255):02x}"


def _choices(labels: Labels, control: str, when: str) -> Iterator[str]:
    title = control.replace("_", " ")
    yield f'  <View visibleWhen="region-selected"{when}>'
    yield f'    <Header value={quoteattr(title)} size="6"/>'
    yield f'    <Choices name="{control}" toName="{TEXT}" perRegion="true" choice="single" showInline="true">'
    yield from (f"      <Choice value={quoteattr(name)}/>" for name in choices(labels, control))
    yield "    </Choices>"
    yield "  </View>"


def _when(labels: Labels, layers: Sequence[str], deciding: Sequence[str]) -> str:
    """What shows a field for the regions of some layers: one control of labels, or, where there are several, the labels."""
    if len(layers) == 1 and not deciding:
        return f' whenTagName="{layers[0]}"'
    names = [name for layer in layers for name in (*_named(labels, layer), *(side(who, layer) for who in deciding))]
    return "" if any("," in name for name in names) else f" whenLabelValue={quoteattr(','.join(names))}"


def _field(control: str, when: str, rows: int) -> str:
    return (
        f'  <View visibleWhen="region-selected"{when}>\n'
        f'    <Header value={quoteattr(_ASKED[control])} size="6"/>\n'
        f'    <TextArea name="{control}" toName="{TEXT}" perRegion="true" editable="true" rows="{rows}" maxSubmissions="{20 if rows > 1 else 1}"/>\n'
        "  </View>"
    )


def _named(labels: Labels, control: str) -> list[str]:
    """The labels of a control."""
    return [CONTENT, CUE] if control == PART else list(getattr(labels, "source_kind" if control == "claim" else control))
