"""Settings for the embedded default and for production; everything a machine decides comes from its environment."""
