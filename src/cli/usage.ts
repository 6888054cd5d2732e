import { rules } from '../core/lint/registry.ts';
import { didYouMean } from '../core/text/did-you-mean.ts';

/** A command line that cannot be understood; its message says what to write instead. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

export const mainUsage = `Usage: iterlog <command> [options]

Keeps an LLM-guided training exploration true.

Commands:
  lint        Find and fix what breaks an exploration log.
  ucb         Print the scores of the search tree, as the tree builder computes them.
  tree        Draw the search tree.
  stats       Say what the samples of each config show, and whether one beats the baseline.
  report      Draw the tree, the progress and the parameters, as one file that needs nothing else.
  start       Make the files of a new exploration from a base config.
  slots       Write, copy, restore, check and compare slot configs.
  propose     Choose the next batch, and write it into the slot configs.
  replay      Say what propose would have chosen for each batch of a log, and which rules the log broke.
  record      Write the entries of a batch from the results of its slots.

Options:
  -h, --help  Show this help, or with a command its own.
  --version   Show the version.

Exit codes: 0 done or clean, 1 findings or refused because of content, 2 usage, 3 cannot read or write,
4 needs a confirmation.
`;

export const lintUsage = `Usage: iterlog lint [options] [PATH...]

Lints exploration logs and slot configs: files, - for a log on standard input, or folders, which mean every
exploration in them (*_analysis.md), its log and its slot configs. A slot config (<name>_00.yaml) is linted with its
base config, the other slots, the log, the snapshots and the plan. Without a PATH it takes the current folder.

Options:
  --exploration          A PATH means its whole exploration: the log, the slot configs, and what these rest on.
  --format FORMAT        text (default), json, github or sarif.
  --fix                  Print what the fixes would change, as a unified diff.
  --write                With --fix: change the files, all or none, then report what is left.
  --protocol P           A preset (vrest, flyvis, metabolism) or a YAML file, instead of the nearest iterlog.yaml.
  --rule SLUG=SEVERITY   off, info, warning or error for one rule; may be repeated.
  --fail-on SEVERITY     Exit with 1 for findings of at least this severity: error (default), warning, info or never.
  --stdin-filename NAME  The name of what - reads; its folder's iterlog.yaml applies.
  -h, --help             Show this help.

Exit codes: 0 clean, 1 findings, 2 usage, 3 cannot read or write.
Rules: ${String(rules.length)}. Turn one off in a log with <!-- iterlog-disable-next-line slug -->.
`;

export const reportUsage = `Usage: iterlog report --html|--svg [options] LOG

Draws an exploration as one file that needs no other, no network and no iterlog. LOG is a log, a slot config, a folder with
one exploration, or - for a log on standard input.

Options:
  --html         A page with the search tree, its progress and its parameters, to be looked at in any browser.
  --svg          The search tree alone, as a picture.
  --out FILE     Write FILE, which ends in .html or .svg, and replace it when it is there. Default: standard output.
  --parents P    With --svg: effective (default), as the search used them, or declared, as the Node lines state them.
  --whole-log    With --svg: one tree of the whole log instead of one a block.
  --scores       With --svg: the UCB scores beside the nodes.
  --protocol P   A preset (vrest, flyvis, metabolism) or a YAML file, instead of the nearest iterlog.yaml.
  -h, --help     Show this help.

Exit codes: 0 done, 2 usage, 3 cannot read or write.
`;

export const statsUsage = `Usage: iterlog stats [options] LOG

Groups the runs of a log by config: samples, mean, spread, comparison with the baseline, the protocol's verdict.
LOG is a file, a folder with one log in it, or - for standard input.

Options:
  --format FORMAT  text (default), json or markdown: the memory file's table.
  --reward METRIC  The metric to summarise, instead of the protocol's reward.
  --protocol P     A preset (vrest, flyvis, metabolism) or a YAML file, instead of the nearest iterlog.yaml.
  --memory         Print what would put the table into <name>_memory.md beside the log, as a unified diff.
  --write          With --memory: change the file.
  -h, --help       Show this help.

Exit codes: 0 done, 1 refused because of what the memory file holds, 2 usage, 3 cannot read or write.
`;

export const recordUsage = `Usage: iterlog record [options] LOG

Adds the entries of the batch that has run to a log: each from the result log of its slot, or from its error log, with the
config that the run used and the parent that the plan names. What is in the log stays as it is, and a result that is in it
already is not added again: the plan file keeps which are. Prints the change as a unified diff.
LOG is a log, a slot config, or a folder with one exploration.

Options:
  --format FORMAT  text (default) or json.
  --write          Change the log and the plan file, both or neither.
  --yes            Record even where it is open whether the results are those of this batch, or what a run used.
  --protocol P     A preset (vrest, flyvis, metabolism) or a YAML file, instead of the nearest iterlog.yaml.
  -h, --help       Show this help.

Exit codes: 0 done, also where no result waits; 1 refused because of what the files hold; 2 usage;
3 cannot read or write; 4 needs a confirmation: --yes gives it.
`;

const treeOptions = `  --reward METRIC      The metric that drives the search; default: the protocol's.
  --c C                Exploration constant; default: the protocol's.
  --block-size N       Iterations in a block; 0 counts the whole log. Default: the protocol's.
  --iteration N        The current iteration, whose block counts; default: the last in the log.
  --dialect DIALECT    flyvis or metabolism: which tree builder reads the log.
  --run-log FILE       The result log of the current iteration, from which its reward is read.
  --parents PARENTS    effective (default): as the tree builder, where a Next line re-parents the next iteration;
                       declared: as the Node lines state them.
  --formula FORMULA    puct or ucb1; default: the protocol's.
  --protocol P         A preset (vrest, flyvis, metabolism) or a YAML file, instead of the nearest iterlog.yaml.`;

export const ucbUsage = `Usage: iterlog ucb [options] LOG

Prints the score file of a log (or of - for standard input): every iteration with its score, best first.
What the scores rest on goes to standard error.

Options:
${treeOptions}
  --format FORMAT      text (default: the score file, to the byte) or json.
  --write              Write <name>_ucb_scores.txt beside the log instead.
  --watch              With --write: keep it current until interrupted.
  -h, --help           Show this help.

Exit codes: 0 done, also where there are no scores; 1 a value at which the tree builder stops; 2 usage;
3 cannot read or write.
`;

export const treeUsage = `Usage: iterlog tree [options] LOG

Draws the tree that the search used, and marks every parent that is not the stated one.

Options:
${treeOptions}
  --format FORMAT      text (default), json or mermaid.
  -h, --help           Show this help.

Exit codes: 0 done; 1 a value at which the tree builder stops; 2 usage; 3 cannot read.
`;

export const startUsage = `Usage: iterlog start [options] BASE.yaml

Makes the files of a new exploration from its base config: the slot configs of the first batch, each with a dataset of
its own, the log with its title, the memory file and the plan. Prints them as a unified diff.

Options:
  --name NAME      What the exploration is called; default: the name of the base config with _Claude.
  --protocol P     A preset (vrest, flyvis, metabolism) or a YAML file, instead of the nearest iterlog.yaml.
  --write          Make the files, all or none.
  --yes            Replace the files that are there and would be lost. Without it they are named and nothing is written.
  --format FORMAT  text (default) or json: {name, written, files: [{file, exists, changed, replaces}], leftovers}.
  -h, --help       Show this help.

Exit codes: 0 done; 1 refused because of what the base config says; 2 usage; 3 cannot read or write; 4 files would be
replaced, which --yes confirms.
`;

export const proposeUsage = `Usage: iterlog propose [options] LOG

Chooses the next batch of a log by the roles of its slots: a mutation of the node with the highest UCB score, one of the
second highest, an exploration, and a re-run of the best config; each with its reason. LOG is a log, a slot config, a
folder with one exploration, or - for a log on standard input.

Options:
  --format FORMAT        text (default) or json.
  --set SLOT.NAME=VALUE  Another value of a parameter in a slot; SLOT.parent=N another parent. May be repeated.
  --more-robustness      Run a promising config again in further slots.
  --diff                 Print what --write would change, as a unified diff, instead of the batch.
  --write                Write the batch into the four slot configs and the plan, and its first parent into the last Next.
                         Refused while results wait to be recorded.
  --yes                  Go on with errors in the newest batch, with a choice that breaks a rule, and with --write over
                         what was changed by hand in a slot config after the plan.
  --protocol P           A preset (vrest, flyvis, metabolism) or a YAML file, instead of the nearest iterlog.yaml.
  -h, --help             Show this help.

Exit codes: 0 done, 1 no batch can be chosen or written, 2 usage, 3 cannot read or write, 4 wants --yes.
`;

export const replayUsage = `Usage: iterlog replay [options] LOG

Runs propose over a recorded log, batch by batch, each time on the entries before that batch alone: what it would have
chosen, whether that is legal, and which rules of the specification the log's own choice broke. LOG is as for propose.

Options:
  --format FORMAT  text (default) or json.
  --protocol P     A preset (vrest, flyvis, metabolism) or a YAML file, instead of the nearest iterlog.yaml.
  -h, --help       Show this help.

Exit codes: 0 every proposal is legal, 1 one is not, 2 usage, 3 cannot read.
`;

/** One of a few words, or a usage error that names them. */
export function oneOf<T extends string>(option: string, value: string, words: readonly T[]): T {
  const word = words.find(candidate => candidate === value);
  if (word !== undefined) return word;
  throw new UsageError(
    `${option} is one of ${words.join(', ')}, not \`${value}\`.${didYouMean(value, words)}`,
  );
}
