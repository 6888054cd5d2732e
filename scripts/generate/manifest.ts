/** What the manifest says about rules and protocols, and the texts that translators start from. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import { rules } from '../../src/core/lint/registry.ts';
import type { Rule } from '../../src/core/lint/rule.ts';
import { presets } from '../../src/core/protocol/presets/index.ts';
import { presetNames } from '../../src/core/protocol/types.ts';
import { targetsSchema } from '../../src/core/run/target-schema.ts';
import { taskSchema } from '../../src/core/run/task-schema.ts';
import type { Generated } from './generated.ts';

interface Setting {
  readonly properties?: unknown;
  readonly enum?: unknown;
}

interface Manifest {
  readonly contributes: {
    readonly configuration: { readonly properties: Readonly<Record<string, Setting>> };
    readonly taskDefinitions: readonly { readonly type: string }[];
  };
}

/** The manifest with what follows from the registries brought up to date, and the bundle of the texts in the code. */
export function manifestFiles(root = process.cwd()): Generated[] {
  const manifest = readFileSync(path.join(root, 'package.json'), 'utf8');
  return [
    { file: 'package.json', text: generatedManifest(manifest) },
    { file: 'l10n/bundle.l10n.json', text: bundle(path.join(root, 'src/extension')) },
  ];
}

/** The manifest's text with what follows from schemas and registries written anew; everything else, and the order, stays. */
export function generatedManifest(text: string): string {
  const manifest = JSON.parse(text) as Manifest;
  const { contributes } = manifest;
  const { properties } = contributes.configuration;
  const settings = {
    ...properties,
    'iterlog.rules': { ...properties['iterlog.rules'], properties: ruleProperties() },
    'iterlog.protocol': { ...properties['iterlog.protocol'], ...protocolChoices() },
    'iterlog.targets': { ...properties['iterlog.targets'], ...schemaOf(targetsSchema) },
  };
  const configuration = { ...contributes.configuration, properties: settings };
  const taskDefinitions = contributes.taskDefinitions.map(own => ({ ...own, ...taskProperties() }));
  return json({ ...manifest, contributes: { ...contributes, configuration, taskDefinitions } });
}

/** As VS Code reads schemas; what is left out of a value has its default. */
function schemaOf(schema: z.ZodType): Record<string, unknown> {
  const own = z.toJSONSchema(schema, { target: 'draft-7', io: 'input' });
  return Object.fromEntries(Object.entries(own).filter(([key]) => key !== '$schema'));
}

function taskProperties() {
  const { properties, required } = schemaOf(taskSchema);
  return { required, properties };
}

const severities = ['off', 'info', 'warning', 'error'];

function ruleProperties(): Record<string, unknown> {
  const property = ({ severity, summary, fixable }: Rule) => ({
    type: 'string',
    enum: severities,
    default: severity,
    description: fixable ? `${summary} Has a fix.` : summary,
  });
  return Object.fromEntries(rules.map(rule => [rule.slug, property(rule)]));
}

function protocolChoices() {
  return {
    enum: ['auto', ...presetNames],
    enumDescriptions: ['%setting.protocol.auto%', ...presetNames.map(name => presets[name].title)],
  };
}

/** `l10n.t('...')`, the first argument. */
const text = /\bl10n\.t\(\s*'((?:[^'\\]|\\.)*)'/g;

function bundle(folder: string): string {
  const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(name =>
    name.endsWith('.ts'),
  );
  const texts = sources.flatMap(name =>
    [...readFileSync(path.join(folder, name), 'utf8').matchAll(text)].map(([, found = '']) =>
      found.replace(/\\(.)/g, '$1'),
    ),
  );
  return json(Object.fromEntries([...new Set(texts)].sort().map(found => [found, found])));
}

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;
