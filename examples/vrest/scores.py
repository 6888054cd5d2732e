"""How well the true network was recovered. A fit that diverged has nan, a bad one a negative R2."""
from __future__ import annotations

import itertools
import math
import random
from typing import Dict, List, Sequence

from leaky_network import Network, Vector, simulate, step
from run_config import Simulation


def all_scores(found: Network, true: Network, simulation: Simulation) -> Dict[str, float]:
    """The metrics of a run, by the names of the result log."""
    return {
        **test_scores(found, true, simulation),
        "connectivity_R2": r_squared(_flat(found.weights), _flat(true.weights)),
        "tau_R2": r_squared(found.tau, true.tau),
        "V_rest_R2": r_squared(found.v_rest, true.v_rest),
        "cluster_accuracy": cluster_accuracy(found, true.types),
    }


def r_squared(found: Sequence[float], true: Sequence[float]) -> float:
    """1 - (squared error) / (squared spread of the truth): 1 is perfect, 0 no better than the mean."""
    mean = math.fsum(true) / len(true)
    spread = sum((x - mean) * (x - mean) for x in true)
    error = sum((x - y) * (x - y) for x, y in zip(found, true))
    return 1 - error / spread if math.isfinite(error) and spread > 0 else math.nan


def pearson(a: Sequence[float], b: Sequence[float]) -> float:
    mean_a, mean_b = sum(a) / len(a), sum(b) / len(b)
    both = sum((x - mean_a) * (y - mean_b) for x, y in zip(a, b))
    square = sum((x - mean_a) * (x - mean_a) for x in a) * sum((y - mean_b) * (y - mean_b) for y in b)
    return both / math.sqrt(square) if math.isfinite(square) and square > 0 else math.nan


def test_scores(found: Network, true: Network, simulation: Simulation) -> Dict[str, float]:
    """A new record without noise, and what the found network makes of its first frame and its stimulus alone."""
    record = simulate(true, simulation, random.Random(simulation.seed + 1_000_000), noise=0.0)
    v, made = record.v[0], [record.v[0]]
    for stimulus in record.stimulus[:-1]:
        v = step(found, v, stimulus, simulation.delta_t)
        made.append(v)
    neurons = range(len(true.tau))
    correlations = [pearson([v[i] for v in made], [v[i] for v in record.v]) for i in neurons]
    return {
        "test_R2": r_squared(_flat(made), _flat(record.v)),
        "test_pearson": sum(correlations) / len(correlations),
    }


def cluster_accuracy(found: Network, types: List[int]) -> float:
    """The share of neurons that clusters of (tau, V_rest) put with their type, clusters named as suits best."""
    points = list(zip(_standardised(found.tau), _standardised(found.v_rest)))
    if not all(math.isfinite(x) for point in points for x in point):
        return math.nan
    kinds = len(set(types))
    clusters = k_means(points, kinds)
    best = max(
        sum(naming[cluster] == kind for cluster, kind in zip(clusters, types))
        for naming in itertools.permutations(range(kinds))
    )
    return best / len(types)


def k_means(points: List[Sequence[float]], k: int, rounds: int = 50) -> List[int]:
    """The cluster of each point. The first centre is the first point, each further one the point that is farthest away."""
    centres = [points[0]]
    while len(centres) < k:
        centres.append(max(points, key=lambda point: min(math.dist(point, centre) for centre in centres)))
    clusters: List[int] = []
    for _ in range(rounds):
        clusters = [min(range(k), key=lambda c: math.dist(point, centres[c])) for point in points]
        for c in range(k):
            members = [point for point, cluster in zip(points, clusters) if cluster == c]
            if members:
                centres[c] = tuple(sum(axis) / len(members) for axis in zip(*members))
    return clusters


def _standardised(values: Vector) -> Vector:
    mean = sum(values) / len(values)
    spread = math.sqrt(sum((x - mean) * (x - mean) for x in values) / len(values))
    if not math.isfinite(spread):
        return [math.nan] * len(values)
    return [(x - mean) / spread if spread > 0 else 0.0 for x in values]


def _flat(rows: Sequence[Vector]) -> Vector:
    return [x for row in rows for x in row]
