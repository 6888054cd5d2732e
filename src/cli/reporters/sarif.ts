import { isAbsolute } from 'node:path';
import { pathToFileURL } from 'node:url';
import { repository, version } from '../../../package.json';
import { rules } from '../../core/lint/registry.ts';
import { printableJson } from '../printable.ts';
import type { FileReport, Finding, Region } from '../report.ts';
import { shownPath } from '../shown-path.ts';
import type { Reporter } from './index.ts';

const levels = { error: 'error', warning: 'warning', info: 'note' } as const;

const home = repository.url.replace(/\.git$/, '');

/** SARIF 2.1.0, for code scanning services. */
export const sarif: Reporter = ({ files }, { cwd }) => {
  const root = pathToFileURL(`${cwd}/`).href;
  const run = {
    tool: { driver: { name: 'iterlog', version, informationUri: home, rules: rules.map(descriptor) } },
    columnKind: 'utf16CodeUnits',
    originalUriBaseIds: { ROOT: { uri: root } },
    results: files.flatMap(file => file.findings.map(finding => result(finding, locationOf(file, cwd)))),
  };
  const $schema = 'https://json.schemastore.org/sarif-2.1.0.json';
  return `${printableJson({ $schema, version: '2.1.0', runs: [run] })}\n`;
};

type Location = Readonly<Record<string, string>>;

const descriptor = ({ slug, severity, summary }: (typeof rules)[number]) => ({
  id: slug,
  shortDescription: { text: summary },
  defaultConfiguration: { level: levels[severity] },
  helpUri: `${home}/blob/main/docs/rules/${slug}.md`,
});

function result(finding: Finding, at: Location) {
  const { rule, severity, message, fix, related } = finding;
  return {
    ruleId: rule,
    ruleIndex: rules.findIndex(({ slug }) => slug === rule),
    level: levels[severity],
    message: { text: message },
    locations: [{ physicalLocation: { artifactLocation: at, region: regionOf(finding) } }],
    ...(related.length > 0 && {
      relatedLocations: related.map(other => ({
        message: { text: other.message },
        physicalLocation: { artifactLocation: at, region: regionOf(other.region) },
      })),
    }),
    ...(fix && { fixes: [fixOf(fix, at)] }),
  };
}

const fixOf = ({ title, edits }: NonNullable<Finding['fix']>, at: Location) => ({
  description: { text: title },
  artifactChanges: [
    {
      artifactLocation: at,
      replacements: edits.map(({ region, text }) => ({
        deletedRegion: regionOf(region),
        insertedContent: { text },
      })),
    },
  ],
});

const regionOf = ({ line, column, endLine, endColumn }: Region) => ({
  startLine: line,
  startColumn: column,
  endLine,
  endColumn,
});

/** Files below the working folder by a relative address, so that a report means the same on another machine. */
function locationOf({ file, path }: FileReport, cwd: string): Location {
  const shown = path === undefined ? file : shownPath(path, cwd);
  if (isAbsolute(shown)) return { uri: pathToFileURL(shown).href };
  return { uri: shown.split('/').map(encodeURIComponent).join('/'), uriBaseId: 'ROOT' };
}
