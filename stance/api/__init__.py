"""The public functions. They join the floors and decide nothing themselves."""
