"""A roleplay engine for the terminal: the model is a renderer, the state lives in a log."""

__version__ = "0.1.0"
