"""How dates are typed and shown at the desk: the day first, in both of its languages (Django's FORMAT_MODULE_PATH)."""
