from device.match.ready.debounce import READ_S, SETTLE_S, Debounce


def shown(keys, step_s=0.1):
    line = Debounce()
    return [line.update(number * step_s, key) for number, key in enumerate(keys)]


def test_a_reason_must_last_before_it_is_said():
    said = shown(["a"] * 10)
    assert said.index("a") == round(SETTLE_S / 0.1)
    assert set(shown(["a", "a", "b", "b"] * 10)) == {None}


def test_what_is_said_can_be_read():
    said = shown(["a"] * 5 + ["b"] * 20)
    assert said.count("a") >= round(READ_S / 0.1)
    assert said[-1] == "b"
    said = shown(["a"] * 5 + [None] * 20)
    assert said.count("a") >= round(READ_S / 0.1)
    assert said[-1] is None


def test_a_flicker_changes_nothing():
    assert set(shown((["a"] * 8 + ["b"] * 2) * 6)[8:]) == {"a"}


def test_cleared_at_once():
    line = Debounce()
    line.update(0.0, "a")
    assert line.update(1.0, "a") == "a"
    line.clear()
    assert line.shown is None
    assert line.update(1.1, "a") is None
