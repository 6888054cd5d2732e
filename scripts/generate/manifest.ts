/** What the manifest says about rules and protocols, and the texts that translators start from. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { rules } from '../../src/core/lint/registry.ts';
import type { Rule } from '../../src/core/lint/rule.ts';
import { presets } from '../../src/core/protocol/presets/index.ts';
import { presetNames } from '../../src/core/protocol/types.ts';
import type { Generated } from './generated.ts';

interface Setting {
  readonly properties?: unknown;
  readonly enum?: unknown;
}

interface Manifest {
  readonly contributes: {
    readonly configuration: { readonly properties: Readonly<Record<string, Setting>> };
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

/** The manifest's text with the settings of rules and protocols written anew; everything else, and the order, stays. */
export function generatedManifest(text: string): string {
  const manifest = JSON.parse(text) as Manifest;
  const { contributes } = manifest;
  const { properties } = contributes.configuration;
  const settings = {
    ...properties,
    'iterlog.rules': { ...properties['iterlog.rules'], properties: ruleProperties() },
    'iterlog.protocol': { ...properties['iterlog.protocol'], ...protocolChoices() },
  };
  const configuration = { ...contributes.configuration, properties: settings };
  return json({ ...manifest, contributes: { ...contributes, configuration } });
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
