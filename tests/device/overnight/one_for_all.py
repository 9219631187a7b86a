"""One process that works on many lessons, as `device.overnight.prepare.child` works on one.

Starting a process costs more than broken films do. Reads "FOLDER MODEL" a line;
answers as the child does, through the same code.
"""

import sys

from device.overnight import confinement
from device.overnight.prepare import child


def main():
    confinement.lowest_class()
    confinement.leave_network()
    confinement.limit_memory(1024)
    for line in sys.stdin:
        folder, model = line.rstrip("\n").rsplit(" ", 1)
        print(child._result(folder, model, child._ProgressWriter(sys.stdout)), flush=True)


if __name__ == "__main__":
    main()
