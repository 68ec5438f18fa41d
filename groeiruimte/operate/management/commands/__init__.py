"""None of these checks the code when it starts, which would load every page: `make check` does, and each `migrate`."""
