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
import type { SlotProblem } from '../../core/slots/problem.ts';
import { toRange } from '../convert.ts';
import type { Feature } from '../services/index.ts';
import type { Pages } from '../services/pages.ts';

export const source = 'iterlog';

export const severities: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
};

/** Findings in the editor and in the Problems view, of logs and slot configs, open or not. */
export const diagnostics: Feature = ({ logs, slots, pages }) => {
  const collection = languages.createDiagnosticCollection(source);
  return Disposable.from(
    collection,
    slots.onDidLint(({ log, files, reports }) => {
      // Of the base config there is a report only while it cannot be read.
      if (files.base) collection.delete(log.with({ path: files.base.path }));
      for (const { file, problems } of reports)
        collection.set(
          log.with({ path: file.path }),
          problems.map(problem => ofSlot(log, problem, pages)),
        );
    }),
    slots.onDidGo(uri => collection.delete(uri)),
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
  const related = problem.related.map(
    ({ range, message }) => new DiagnosticRelatedInformation(new Location(uri, toRange(range)), message),
  );
  return diagnosticOf(problem, related, pages);
}

function ofSlot(log: Uri, problem: SlotProblem, pages: Pages): Diagnostic {
  const related = problem.related.map(
    ({ file, range, message }) =>
      new DiagnosticRelatedInformation(new Location(log.with({ path: file.path }), toRange(range)), message),
  );
  return diagnosticOf(problem, related, pages);
}

function diagnosticOf(
  { range, message, severity, rule, tag }: Problem | SlotProblem,
  related: DiagnosticRelatedInformation[],
  pages: Pages,
): Diagnostic {
  const diagnostic = new Diagnostic(toRange(range), message, severities[severity]);
  diagnostic.source = source;
  diagnostic.code = { value: rule, target: pages.uri(rule) };
  diagnostic.relatedInformation = related;
  if (tag === 'unnecessary') diagnostic.tags = [DiagnosticTag.Unnecessary];
  return diagnostic;
}
