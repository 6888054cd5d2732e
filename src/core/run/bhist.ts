/** What `bhist -l` prints: the history of jobs that `bjobs` does not know any more. */
import { addWord, type Word } from './jobs.ts';
import { splitName, terminationOf } from './bjobs.ts';

export function readBhist(text: string): Map<string, Map<number, Word>> {
  const words = new Map<string, Map<number, Word>>();
  for (const job of unfold(text).split(/^(?=Job <)/m)) {
    const [, place, title = ''] = /^Job <\d+(?:\[(\d+)\])?>, Job Name <([^>]+)>/.exec(job) ?? [];
    const word = lastWord(job);
    if (title === '' || !word) continue;
    // An array may be named by its range: then the id tells the task.
    const { name, index } = splitName(title);
    const jobId = /^Job <([^>]*)>/.exec(job)?.[1];
    addWord(words, name, place === undefined ? index : Number(place) - 1, { ...word, jobId });
  }
  return words;
}

/** Long lines are folded into a column, amid words too. How far it is indented depends on whether dates have years. */
function unfold(text: string): string {
  const indent = /^ {21}\S/m.test(text) ? 21 : 26;
  return text.replace(new RegExp(`\\n {${indent}}`, 'g'), '');
}

/** An end counts until the job is queued again. */
function lastWord(job: string): Word | undefined {
  let word: Word | undefined;
  let signalled = false;
  for (const line of job.split('\n')) {
    const event = /^\w{3} \w{3} [ \d]\d \d\d:\d\d:\d\d(?: \d{4})?: (?:\[\d+\] )?(.*)$/.exec(line)?.[1];
    if (event === undefined) continue;
    if (/\brequeued?\b/i.test(event)) {
      word = undefined;
      signalled = false;
    } else if (/^Signal <\w+> requested by user/.test(event)) signalled = true;
    else if (event.startsWith('Done successfully')) word = { state: 'completed' };
    else if (/^(?:Exited\b|Completed <exit>)/.test(event)) word = better(word, ended(event, signalled));
  }
  return word;
}

function ended(event: string, signalled: boolean): Word {
  const state = terminationOf(event);
  const reason =
    /\bTERM_[A-Z_]+(?:: [^.;]+)?/.exec(event)?.[0] ??
    /(?:exit code|signal) \w+/.exec(event)?.[0] ??
    undefined;
  return { state: state === 'failed' && signalled ? 'cancelled' : state, reason };
}

/** An end is told in two lines, of which one may know more. */
const better = (before: Word | undefined, now: Word): Word =>
  now.state === 'failed' && before ? before : now;
