# SPDX-License-Identifier: Apache-2.0
"""truce: analysis of conflicts and negotiations by the graph model for conflict resolution.

>>> import truce
>>> m = truce.load("docs/examples/well.yaml")                                              # doctest: +SKIP
>>> m.solve(concepts=["nash", "seq"]).equilibria                                           # doctest: +SKIP
"""
from ._errors import Error, LimitError, ModelError, UsageError
from ._model import Model, case, cases, load, replies, score
from ._result import Result
from ._truce import version as __version__

__all__ = ["Error", "LimitError", "Model", "ModelError", "Result", "UsageError", "case", "cases", "load",
           "replies", "score", "__version__"]
