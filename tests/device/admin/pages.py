"""How the tests read a page: its text, and its drawings."""

import re
from xml.etree import ElementTree as ET


def text_of(answer):
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def drawings(page):
    """Every chart of a page, parsed: what a browser would refuse fails here."""
    return [ET.fromstring(svg) for svg in re.findall(r'<svg class="chart.*?</svg>', page, re.DOTALL)]
