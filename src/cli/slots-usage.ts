export const slotsUsage = `Usage: iterlog slots write LOG [--batch B | --iteration N --slot S] [options]
       iterlog slots copy LOG (--from S --to T | --iteration N [--to T]) [options]
       iterlog slots restore LOG --slot S [--locked] [--dataset] [options]
       iterlog slots check LOG [options of iterlog lint]
       iterlog slots diff LOG [A B] [options]

Writes slot configs by changing single values: every other byte stays, and so does the dataset of each slot.
LOG is a log, a slot config, or a folder with one exploration.

write    The configs of a batch: as the live plan has them, else as the Config lines of the newest batch have them.
         With --iteration and --slot: the Config of that iteration into that slot.
copy     Slot S into slot T; or what iteration N ran with, verbatim, into slot T (default: the robustness slot).
restore  What the search may not change, from the base config (--locked); the slot's own dataset (--dataset);
         both without either.
check    Lints the slot configs.
diff     A table of what differs between A and B, each base, the number of a slot, or iter:N for what an iteration ran
         with. Without them: every slot and the base.

Options:
  --write          Change the files, all or none. Without it write, copy and restore print a unified diff.
  --format FORMAT  text (default) or json.
  --protocol P     A preset (vrest, flyvis, metabolism) or a YAML file, instead of the nearest iterlog.yaml.
  -h, --help       Show this help.

JSON: write, copy and restore give {action, written, notes, files: [{file, changed, edits: [{line, column, endLine,
endColumn, text}]}]}, diff gives [{a, b, differences: [{key, parameter, a, b, implied, default}]}]; places count from 1.
Exit codes: 0 done; 1 findings, or refused because of what a file says; 2 usage; 3 cannot read or write.
`;
