"""The version of the program, and that of the model inside it.

The program's version follows what users can do. The model's version changes when the same
configuration would give other numbers: results of two model versions are not comparable.
"""

__version__ = "0.1.0"
MODEL_VERSION = "2.1"
