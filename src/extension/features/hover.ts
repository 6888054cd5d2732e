import { Hover, l10n, languages, MarkdownString } from 'vscode';
import type { Position, TextDocument } from 'vscode';
import type { Problem } from '../../core/lint/problem.ts';
import { rules } from '../../core/lint/registry.ts';
import { toRange } from '../convert.ts';
import type { Feature, Services } from '../services/index.ts';
import { logLanguages } from '../services/open-logs.ts';
import type { Pages } from '../services/pages.ts';
import { showRuleDocumentationId } from './command-ids.ts';

/** What a rule checks and why, on the findings that it made. */
export const hover: Feature = services =>
  languages.registerHoverProvider([...logLanguages], {
    provideHover: (document, position) =>
      services.boundary.settle('making a hover', () => hoverAt(services, document, position), undefined),
  });

async function hoverAt(
  { logs, pages }: Services,
  document: TextDocument,
  position: Position,
): Promise<Hover | undefined> {
  const { problems = [] } = logs.get(document)?.result ?? {};
  const here = problems.filter(problem => toRange(problem.range).contains(position));
  const [first] = here;
  if (!first) return undefined;
  const once = here.filter((problem, i) => here.findIndex(other => other.rule === problem.rule) === i);
  return new Hover(await Promise.all(once.map(problem => describe(problem, pages))), toRange(first.range));
}

async function describe({ rule: slug }: Problem, pages: Pages): Promise<MarkdownString> {
  const summary = rules.find(rule => rule.slug === slug)?.summary ?? '';
  const argument = encodeURIComponent(JSON.stringify([slug]));
  const link = `[${l10n.t('Documentation of {0}', slug)}](command:${showRuleDocumentationId}?${argument})`;
  const text = new MarkdownString(
    [`**${slug}**: ${summary}`, await pages.why(slug), link].filter(Boolean).join('\n\n'),
  );
  text.isTrusted = { enabledCommands: [showRuleDocumentationId] };
  text.baseUri = pages.uri(slug);
  return text;
}
