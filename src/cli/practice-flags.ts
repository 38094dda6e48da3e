/** The options of serving questions to practise on. */
import type { Command } from 'commander';
import { OWN } from './option-groups.ts';

export interface PracticeFlags {
  readonly practice?: string;
  readonly seed?: string;
  readonly reveal?: boolean;
  /** Folder of the journals, where there are any: the tasks that are worked on are put beside them. */
  readonly record?: string;
}

export function withPracticeFlags(command: Command): Command {
  return command
    .optionsGroup('Practice:')
    .option('--practice <file>', 'give questions of this file (from "graphtrail tasks") and grade the answers')
    .option('--seed <text>', 'with --practice: the same seed gives them in the same order (default: 0)')
    .option('--reveal', 'with --practice: tell the right answer, once an answer was handed in')
    .optionsGroup(OWN);
}
