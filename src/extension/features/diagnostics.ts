import {
  Diagnostic,
  DiagnosticRelatedInformation,
  DiagnosticSeverity,
  DiagnosticTag,
  Disposable,
  languages,
  Location,
} from 'vscode';
import type { Uri } from 'vscode';
import type { Problem } from '../../core/lint/problem.ts';
import type { Severity } from '../../core/lint/rule.ts';
import { toRange } from '../convert.ts';
import type { Feature } from '../services/index.ts';
import type { Pages } from '../services/pages.ts';

export const source = 'iterlog';

export const severities: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
};

/** Findings in the editor and in the Problems view, of open logs and of those that no editor shows. */
export const diagnostics: Feature = ({ logs, pages }) => {
  const collection = languages.createDiagnosticCollection(source);
  return Disposable.from(
    collection,
    logs.onDidLint(({ uri, result }) =>
      collection.set(
        uri,
        result.problems.map(problem => toDiagnostic(uri, problem, pages)),
      ),
    ),
    logs.onDidGo(uri => collection.delete(uri)),
  );
};

function toDiagnostic(uri: Uri, problem: Problem, pages: Pages): Diagnostic {
  const diagnostic = new Diagnostic(toRange(problem.range), problem.message, severities[problem.severity]);
  diagnostic.source = source;
  diagnostic.code = { value: problem.rule, target: pages.uri(problem.rule) };
  diagnostic.relatedInformation = problem.related.map(
    ({ range, message }) => new DiagnosticRelatedInformation(new Location(uri, toRange(range)), message),
  );
  if (problem.tag === 'unnecessary') diagnostic.tags = [DiagnosticTag.Unnecessary];
  return diagnostic;
}
