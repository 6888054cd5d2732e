"""What one run is told by its config, checked: a wrong type or an unknown `graph_model` key ends the run."""
from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any, Type, TypeVar

from slot_config import ConfigError, Section, read_yaml


@dataclass(frozen=True)
class Simulation:
    """The network and the record of it that the run is trained on."""

    n_neurons: int = 12
    n_neuron_types: int = 3
    n_frames: int = 2500
    delta_t: float = 0.02
    noise_model_level: float = 0.2
    stimulus_mean: float = 0.3
    stimulus_std: float = 0.45
    stimulus_frames: int = 10
    network_seed: int = 0
    seed: int = 42


@dataclass(frozen=True)
class Training:
    """How the network is fitted. What a config leaves out has the default here."""

    n_epochs: int = 1
    recurrent_training: bool = False
    time_step: int = 1
    batch_size: int = 2
    data_augmentation_loop: int = 20
    lr_W: float = 6.0e-4
    lr: float = 1.2e-3
    lr_update: float = 0.0
    coeff_W_L2: float = 0.0
    grad_clip_W: float = 0.0
    seed: int = 42

    @property
    def steps_ahead(self) -> int:
        """How many frames ahead a prediction goes: `time_step` counts in recurrent training only."""
        return self.time_step if self.recurrent_training else 1


@dataclass(frozen=True)
class RunConfig:
    dataset: str
    simulation: Simulation
    training: Training


# The neural network of the real exploration. Here there is none: the keys are checked, and nothing follows from them.
GRAPH_MODEL_KEYS = frozenset(
    "signal_model_name prediction input_size n_layers hidden_dim output_size input_size_update n_layers_update "
    "hidden_dim_update aggr_type embedding_dim update_type g_phi_positive".split()
)

Part = TypeVar("Part", Simulation, Training)


def read_run_config(text: str) -> RunConfig:
    """Raises ConfigError with the section and key that is wrong."""
    config = read_yaml(text)
    for key in _section(config, "graph_model"):
        if key not in GRAPH_MODEL_KEYS:
            raise ConfigError(f"graph_model.{key}: there is no such key")
    simulation, training = _part(Simulation, config, "simulation"), _part(Training, config, "training")
    _must("simulation.n_neurons", simulation.n_neurons >= simulation.n_neuron_types >= 1)
    _must("simulation.n_frames", simulation.n_frames > training.time_step + 1)
    for name in ("n_epochs", "time_step", "batch_size", "data_augmentation_loop"):
        _must(f"training.{name}", getattr(training, name) >= 1)
    return RunConfig(str(config.get("dataset", "")), simulation, training)


def _section(config: Section, name: str) -> Section:
    section = config.get(name) or {}
    if not isinstance(section, dict):
        raise ConfigError(f"{name}: a section of `key: value` lines is needed")
    return section


def _part(kind: Type[Part], config: Section, name: str) -> Part:
    """Keys that the dataclass does not have are ignored."""
    section = _section(config, name)
    values = {
        field.name: _typed(section[field.name], str(field.type), f"{name}.{field.name}")
        for field in fields(kind)
        if field.name in section
    }
    return kind(**values)


def _typed(value: Any, wanted: str, key: str) -> Any:
    if wanted == "bool" and isinstance(value, bool):
        return value
    is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
    if wanted == "float" and is_number:
        return float(value)
    if wanted == "int" and is_number and value == int(value):
        return int(value)
    hint = "; a number with an exponent needs a dot, as in 1.0e-05" if isinstance(value, str) else ""
    raise ConfigError(f"{key}: {value!r} is no {wanted}{hint}")


def _must(key: str, is_so: bool) -> None:
    if not is_so:
        raise ConfigError(f"{key}: out of range")
