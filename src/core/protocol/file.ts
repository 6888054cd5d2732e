/**
 * Reads an `iterlog.yaml`. The only way to zod and yaml, and heavy for it: hosts load this file when they meet such a
 * file, never before.
 */
import { parseDocument } from 'yaml';
import type { NamedFiles } from '../files/named.ts';
import { namedKinds } from '../files/named.ts';
import { slugs } from '../lint/registry.ts';
import type { SeveritySetting } from '../lint/rule.ts';
import { span } from '../text/span.ts';
import { contradictions } from './check.ts';
import { isRecord, merge } from './merge.ts';
import { placeOf } from './place.ts';
import { presets } from './presets/index.ts';
import { namedFile, protocolFileSchema, protocolSchema, severity } from './schema.ts';
import { presetNames } from './types.ts';
import type { PresetName, Protocol } from './types.ts';
import { universal } from './universal.ts';
import { clamped, dataOf, issuesOf, mostProblems } from './yaml-issues.ts';
import type { Issue, YamlProblem } from './yaml-issues.ts';

export type ProtocolProblem = YamlProblem;

export interface ProtocolFile {
  /** The preset with the file's changes; the preset alone when the file has problems outside `rules` and `files`. */
  readonly protocol: Protocol;
  /** Whether neither the file nor the log says which protocol it is: only the universal rules apply. */
  readonly universalOnly: boolean;
  /** What `rules` says, as far as it can be read. */
  readonly severities: Readonly<Record<string, SeveritySetting>>;
  /** What `files` says, as far as it can be read. */
  readonly files: NamedFiles;
  readonly problems: readonly ProtocolProblem[];
}

/**
 * The protocol that a text says. Never throws: what is wrong comes back as problems.
 * @param fallback the preset for a file that names none in `extends`: the one that fits the log, if any.
 */
export function readProtocolFile(text: string, fallback: PresetName | undefined): ProtocolFile {
  const doc = parseDocument(text, { prettyErrors: false, logLevel: 'error' });
  const syntax = [...doc.errors, ...doc.warnings].slice(0, mostProblems);
  const data = dataOf(doc);
  const changes = isRecord(data.value) ? data.value : {};
  const severities = severitiesOf(changes.rules);
  const preset = presetOf(changes, fallback);
  const base = {
    protocol: preset ? presets[preset] : universal,
    universalOnly: preset === undefined,
    severities,
    files: filesOf(changes.files),
  };
  const kept = preset
    ? `the preset \`${preset}\` is used as it is`
    : 'only the rules that hold for every log run';
  if (syntax.length > 0) {
    const problems = syntax.map(error => ({
      span: span(...error.pos),
      message: `This is not YAML: ${error.message}. Until it is mended ${kept}.`,
    }));
    return { ...base, problems: clamped(problems, text) };
  }
  const { issues, protocol } = data.problem
    ? { issues: [data.problem] }
    : examine(data.value, changes, preset);
  const problems = issues.slice(0, mostProblems).map(issue => ({
    span: placeOf(doc, issue.places, issue.atKey ?? false),
    message: `${issue.message} ${isAside(issue) ? 'It has no effect.' : `Until it is mended ${kept}.`}`,
  }));
  return { ...base, ...(protocol && { protocol }), problems: clamped(problems, text) };
}

/** The preset that a file changes. A file that says nothing of the protocol leaves it to the log which one applies. */
function presetOf(
  changes: Readonly<Record<string, unknown>>,
  fallback: PresetName | undefined,
): PresetName | undefined {
  const named = presetNames.find(name => name === changes.extends);
  if (named ?? fallback) return named ?? fallback;
  return Object.keys(changes).some(key => key in protocolSchema.shape) ? 'vrest' : undefined;
}

function severitiesOf(rules: unknown): Record<string, SeveritySetting> {
  const entries = isRecord(rules) ? Object.entries(rules) : [];
  return Object.fromEntries(
    entries.flatMap(([slug, setting]) => {
      const read = severity.safeParse(setting);
      return read.success && slugs.has(slug) ? [[slug, read.data]] : [];
    }),
  );
}

function filesOf(files: unknown): NamedFiles {
  const entries = isRecord(files) ? Object.entries(files) : [];
  return Object.fromEntries(
    entries.flatMap(([kind, path]) => {
      const read = namedFile(kind).safeParse(path);
      return read.success && kind in namedKinds ? [[kind, read.data]] : [];
    }),
  );
}

/** The protocol of a file that holds what it may, and everything that is wrong with one that does not. */
function examine(
  data: unknown,
  changes: Readonly<Record<string, unknown>>,
  preset: PresetName | undefined,
): { readonly issues: readonly Issue[]; readonly protocol?: Protocol } {
  if (data === null || data === undefined) return { issues: [] };
  if (!isRecord(data))
    return { issues: [{ places: [[]], message: 'An iterlog.yaml is a mapping, `key: value` lines.' }] };
  const shape = (protocolFileSchema.safeParse(data).error?.issues ?? []).flatMap(issue =>
    issuesOf(issue, protocolFileSchema, changes),
  );
  if (!preset || !shape.every(isAside)) return { issues: shape };
  const merged = protocolSchema.safeParse(
    merge(presets[preset], { ...changes, extends: null, rules: null, files: null }),
  );
  if (!merged.success)
    return {
      issues: [
        ...shape,
        ...merged.error.issues.flatMap(issue => issuesOf(issue, protocolFileSchema, changes)),
      ],
    };
  const against = [...contradictions(merged.data)];
  return against.length > 0 ? { issues: [...shape, ...against] } : { issues: shape, protocol: merged.data };
}

/** Whether an issue lies in a part that does not make the protocol. */
const isAside = ({ places: [place] }: Issue): boolean => place?.[0] === 'rules' || place?.[0] === 'files';
