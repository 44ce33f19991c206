"""The commands of `congso`, one module each; loaded when called, so that each starts light."""
