"""What `import simulator as gf` offers, for type checkers and editors."""

from simulator.batch import Simulation as Simulation
from simulator.config.compose import ConfigError as ConfigError
from simulator.config.schema import Config as Config
from simulator.front import analysis as analysis
from simulator.front.comparisons import Comparison as Comparison
from simulator.front.comparisons import compare as compare
from simulator.front.composing import catalogue as catalogue
from simulator.front.composing import compose as compose
from simulator.front.loading import load as load
from simulator.front.runs import Run as Run
from simulator.front.runs import run as run
from simulator.front.sweeps import Sweep as Sweep
from simulator.front.sweeps import sweep as sweep
from simulator.interop.mesa import ContractingModel as ContractingModel
from simulator.interop.pettingzoo import NegotiationTable as NegotiationTable
from simulator.measures.catalogue import measures as measures
from simulator.results.store import StoreError as StoreError
from simulator.run import ComparisonError as ComparisonError
from simulator.sweeps.errors import SweepError as SweepError
from simulator.version import __version__ as __version__
