/** The files that an entry speaks of, or that its run left: slot configs, result logs, pictures. */
import type { Exploration } from '../exploration/exploration.ts';
import { fileNames, nameOf, snapshotName } from '../files/names.ts';
import type { IterationNode } from '../lint/node.ts';
import type { Log } from '../log/model.ts';
import { shift, span } from '../text/span.ts';
import type { Span } from '../text/span.ts';
import { filesNamed } from './file-names.ts';

/** A place in the log and the files that it may mean, the likeliest first, as paths from the log's folder. */
export interface FilePlace {
  readonly span: Span;
  readonly paths: readonly string[];
}

export interface Link {
  readonly span: Span;
  /** From the log's folder. */
  readonly path: string;
}

/**
 * What may lead to a file: names of files in the text; the label Config of an entry to the snapshot of its config, else
 * in the newest batch to the slot's; there the label Metrics to the slot's result log; the number in a header to a
 * picture of that iteration.
 * @param pictures the pictures in the log's folder
 */
export function filePlaces(
  exploration: Exploration,
  logFile: string,
  pictures: readonly string[],
): FilePlace[] {
  const { nodes, places, result } = exploration;
  const name = nameOf(logFile);
  const newest = nodes.reduce((most, { batch }) => Math.max(most, batch), 0);
  const byIteration = picturesByIteration(pictures);
  const ofRuns = nodes.flatMap(node => {
    const own = runPlaces(node, name, node.batch === newest, byIteration.get(node.id) ?? []);
    return own.map(place => ({ ...place, span: shift(place.span, places.offsetOf(node)) }));
  });
  return [...ofRuns, ...namedInText(result.log)];
}

/** The folders of these files, from the log's folder, whose own name is ''. */
export const foldersOf = (places: readonly FilePlace[]): string[] => [
  ...new Set(places.flatMap(({ paths }) => paths.map(folderOf))),
];

/** The places of which one file exists. @param files the names of the files in each folder */
export const linksTo = (
  places: readonly FilePlace[],
  files: ReadonlyMap<string, ReadonlySet<string>>,
): Link[] =>
  places.flatMap(({ span, paths }) => {
    const path = paths.find(one => files.get(folderOf(one))?.has(baseName(one)));
    return path === undefined ? [] : [{ span, path }];
  });

const folderOf = (path: string): string => path.slice(0, Math.max(path.lastIndexOf('/'), 0));
const baseName = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

const pictureName = /\.(?:png|jpe?g|gif|svg|webp)$/i;
export const isPicture = (file: string): boolean => pictureName.test(file);

/** The places of one entry, from its section's start. */
function runPlaces(
  node: IterationNode,
  name: string,
  isNewest: boolean,
  pictures: readonly string[],
): FilePlace[] {
  const { slot } = node;
  const ofSlot = (kind: 'slots' | 'results') =>
    isNewest ? [fileNames[kind]({ name, base: undefined, slot })] : [];
  const places = [
    { span: numberOf(node), paths: pictures },
    { span: node.field('config')?.label, paths: [...snapshots(node, name), ...ofSlot('slots')] },
    { span: node.field('metrics')?.label, paths: ofSlot('results') },
  ];
  return places.flatMap(({ span: at, paths }) => (at && paths.length > 0 ? [{ span: at, paths }] : []));
}

/** `Iter 13` in the header. */
function numberOf({ header, section }: IterationNode): Span {
  const start = section.text.lastIndexOf('Iter', header.idToken.start);
  return span(start < header.span.start ? header.idToken.start : start, header.idToken.end);
}

/** Where the loop keeps the config that a run was trained with, in its newer and its older layout. */
function snapshots({ id, slot }: IterationNode, name: string): string[] {
  const file = snapshotName(id, slot);
  const base = name.replace(/_Claude$/, '');
  return [
    `config/${file}`,
    file,
    `instruction_${base}_parallel/config/${file}`,
    `log/Claude_exploration/instruction_${base}_parallel/config/${file}`,
  ];
}

/** Pictures whose name says which iteration they are of: `ucb_tree_iter_012.png`. */
function picturesByIteration(pictures: readonly string[]): Map<number, string[]> {
  const found = new Map<number, string[]>();
  for (const picture of [...pictures].sort()) {
    const id = Number(/(?:^|_)iter_(\d+)(?=\D)/.exec(picture)?.[1] ?? NaN);
    if (Number.isNaN(id)) continue;
    found.set(id, [...(found.get(id) ?? []), picture]);
  }
  return found;
}

/** A path that the text gives may count from elsewhere: then the file of that name beside the log is meant. */
function namedInText({ sections, offsets }: Log): FilePlace[] {
  return sections.flatMap((section, i) =>
    filesNamed(section).map(name => ({
      span: shift(name, offsets[i] ?? 0),
      paths: [...new Set([name.text, baseName(name.text)])],
    })),
  );
}
