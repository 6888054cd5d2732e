import { didYouMean } from '../text/did-you-mean.ts';
import type { Condition, Protocol } from './types.ts';

export type Path = readonly (string | number)[];

/** Something in a protocol that contradicts something else in it. */
export interface Contradiction {
  /** Where it may have been written, the likeliest place first. */
  readonly places: readonly Path[];
  readonly message: string;
}

/** What the schema cannot say: names that nothing stands behind, and numbers that exclude each other. */
export function* contradictions(protocol: Protocol): Generator<Contradiction> {
  yield* unknown(metricNames(protocol), protocol, 'metrics');
  yield* unknown(parameterNames(protocol), protocol, 'parameters');
  for (const records of ['metrics', 'parameters'] as const) {
    for (const [name, { min, max }] of Object.entries(protocol[records])) {
      if (min === undefined || max === undefined || min <= max) continue;
      const places = [
        [records, name, 'min'],
        [records, name, 'max'],
      ];
      yield { places, message: `The range of ${name} is empty: min ${min} is greater than max ${max}.` };
    }
  }
  const { robustness, batchSize } = protocol;
  if (robustness && robustness.slot >= batchSize) {
    const places = [['robustness', 'slot'], ['batchSize']];
    yield {
      places,
      message: `There is no slot ${robustness.slot}: a batch of ${batchSize} has the slots 0 to ${batchSize - 1}.`,
    };
  }
}

/** A name in a protocol, with its place: the last step is the name itself where names are keys. */
interface Named {
  readonly path: Path;
  readonly name: string;
}

const listed = (path: Path, names: readonly string[]): Named[] =>
  names.map((name, i) => ({ path: [...path, i], name }));
const keyed = (path: Path, record: object | undefined): Named[] =>
  Object.keys(record ?? {}).map(name => ({ path: [...path, name], name }));
const tested = (path: Path, conditions: readonly Condition[] = []): Named[] =>
  conditions.map(({ metric }, i) => ({ path: [...path, i, 'metric'], name: metric }));

function metricNames({ reward, scored, status, improvement, time, baseline }: Protocol): Named[] {
  return [
    { path: ['reward'], name: reward },
    ...listed(['scored'], scored),
    ...Object.entries(status.classes).flatMap(([word, { all, any }]) => [
      ...tested(['status', 'classes', word, 'all'], all),
      ...tested(['status', 'classes', word, 'any'], any),
    ]),
    ...tested(['improvement', 'mean'], improvement?.mean),
    ...(time ? [{ path: ['time', 'metric'], name: time.metric }] : []),
    ...keyed(['baseline', 'samples'], baseline?.samples),
    ...keyed(['baseline', 'range'], baseline?.range),
  ];
}

function parameterNames({ configKeys, startBatch, lockExceptions }: Protocol): Named[] {
  return [
    ...listed(['configKeys'], configKeys),
    ...startBatch.flatMap((changes, i) => keyed(['startBatch', i], changes)),
    ...lockExceptions.flatMap((exception, i) => [
      ...listed(['lockExceptions', i, 'parameters'], exception.parameters),
      ...listed(['lockExceptions', i, 'with'], exception.with),
    ]),
  ];
}

/** One contradiction for each name that nothing stands behind, however often it is mentioned. */
function* unknown(
  named: readonly Named[],
  protocol: Protocol,
  records: 'metrics' | 'parameters',
): Generator<Contradiction> {
  const known = Object.keys(protocol[records]);
  const seen = new Set(known);
  const kind = records === 'metrics' ? 'metric' : 'parameter';
  for (const { path, name } of named) {
    if (seen.has(name)) continue;
    seen.add(name);
    const message = `\`${String(path[0])}\` names \`${name}\`, but the protocol has no such ${kind}.${didYouMean(name, known)}`;
    // Where the name comes from the preset, it is the removal of the record's entry that was written.
    yield { places: [path, [records, name]], message };
  }
}
