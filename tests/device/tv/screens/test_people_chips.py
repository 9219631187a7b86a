from device.tv.screens.people_chips import shared


def test_short_names_stay_whole_when_long_ones_must_be_cut():
    assert shared([50, 400, 60, 300], 500) == [50, 195, 60, 195]
    assert shared([50, 60], 500) == [50, 60]
    assert shared([], 500) == []
    assert sum(shared([90, 80, 70], 100)) <= 100
