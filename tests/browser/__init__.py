"""The whole portal in a real browser: the demo province is started once, staff write, submit and approve, readers look."""
