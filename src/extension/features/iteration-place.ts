import type { Uri } from 'vscode';

/** An iteration that a command is about, as an argument. */
export class IterationPlace {
  constructor(
    readonly log: Uri,
    readonly id: number,
  ) {}
}
