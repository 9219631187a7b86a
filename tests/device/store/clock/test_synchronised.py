"""Whether the clock is set is seen whoever sets it.

The report was a box that boots early. Where chrony runs instead of timesyncd there is no file that says so;
without `rtcsync` chrony leaves the kernel's flag as if nobody looked after the clock.
"""

import pytest

from device.store.clock.synchronised import ERROR_MAX_US, Timex, ask_kernel, is_synchronised

OK, INSERT, ERROR, REFUSED = 0, 1, 5, -1
ORIGINS = {
    # who sets the clock: (file of timesyncd, adjtimex's answer, largest error in us), whether it is set
    "timesyncd": (True, OK, 30_000, True),
    "timesyncd in a sandbox": (True, REFUSED, 0, True),
    "chrony with rtcsync": (False, OK, 12_345, True),
    "chrony without rtcsync": (False, ERROR, 12_345, True),
    "chrony with a poor server": (False, OK, 1_900_000, True),
    "ntpd before a leap second": (False, INSERT, 40_000, True),
    "nobody, after a start": (False, ERROR, ERROR_MAX_US, False),
    "nobody for hours": (False, ERROR, ERROR_MAX_US, False),
    "a person, by hand": (False, ERROR, ERROR_MAX_US, False),
    "chrony before its first answer": (False, ERROR, ERROR_MAX_US, False),
    "a sandbox that does not let us ask": (False, REFUSED, 0, False),
}


@pytest.mark.parametrize("who", ORIGINS)
def test_a_clock_that_is_set_is_known_whoever_set_it(tmp_path, who):
    there, answer, error_us, right = ORIGINS[who]
    flag = tmp_path / "synchronized"
    if there:
        flag.touch()

    def ask(timex):
        assert timex.modes == 0
        timex.maxerror = error_us
        return answer

    assert is_synchronised(flag, ask) is right


def test_the_kernel_answers_in_the_right_place():
    """Its error grows by 500 us a second up to the most; frequency and offset beside it do not look so."""
    timex = Timex()
    # a sandbox may refuse the question
    if ask_kernel(timex) >= 0:
        assert 0 < timex.maxerror <= ERROR_MAX_US
        assert abs(timex.freq) <= 500 << 16
