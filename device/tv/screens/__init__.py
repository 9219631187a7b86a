"""The screens of the TV, one file each, and the parts that only one screen uses."""
