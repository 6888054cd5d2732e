import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import { DiagnosticSeverity, languages } from 'vscode';
import type { Diagnostic, Uri } from 'vscode';
import { until } from '../../host/until.mjs';
import { findingText } from './core.ts';

/** Iterlog's diagnostics of a file, in the order of the text. */
export function diagnosticsOf(uri: Uri): Diagnostic[] {
  return languages
    .getDiagnostics(uri)
    .filter(({ source }) => source === 'iterlog')
    .sort((a, b) => a.range.start.compareTo(b.range.start) || a.range.end.compareTo(b.range.end));
}

export function slugOf({ code }: Diagnostic): string {
  return typeof code === 'object' ? String(code.value) : String(code);
}

const severities: Readonly<Record<DiagnosticSeverity, string>> = {
  [DiagnosticSeverity.Error]: 'error',
  [DiagnosticSeverity.Warning]: 'warning',
  [DiagnosticSeverity.Information]: 'info',
  [DiagnosticSeverity.Hint]: 'hint',
};

/** What the editor shows of a file, each finding as one line of text. */
export const shown = (uri: Uri): string[] =>
  diagnosticsOf(uri).map(diagnostic => {
    const { start, end } = diagnostic.range;
    const place = [start.line, start.character, end.line, end.character];
    return findingText(place, severities[diagnostic.severity], slugOf(diagnostic), diagnostic.message);
  });

/** Waits until the editor shows exactly this of a file. */
export async function shows(uri: Uri, findings: readonly string[]): Promise<void> {
  const wanted = [...findings].sort();
  const now = () => shown(uri).sort();
  await until(() => isDeepStrictEqual(now(), wanted), 'the findings', { timeoutMs: 15_000 }).catch(
    () => undefined,
  );
  assert.deepEqual(now(), wanted);
}

/** Waits until a file has a finding of a rule. */
export const showsRule = (uri: Uri, slug: string): Promise<Diagnostic> =>
  until(
    () => diagnosticsOf(uri).find(diagnostic => slugOf(diagnostic) === slug),
    `a finding of ${slug} in ${uri.path}`,
    { timeoutMs: 15_000 },
  ) as Promise<Diagnostic>;
