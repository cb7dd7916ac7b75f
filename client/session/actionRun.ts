import type { Said } from '../../schemas/contract/index.ts';
import type { Action, ActionInput } from '../../schemas/contract/recipe.ts';
import type { Target } from './target.ts';

export interface ActionOptions {
  /** Name of the member that the action is about, where it `chooses`. */
  readonly chosen?: string;
  /** Told what is going on, a few words each time. */
  readonly tell: (message: Said) => void;
  readonly signal: AbortSignal;
  /** Where objects are saved before they are deleted. */
  readonly backupFolder: string;
  readonly limits?: Partial<ActionLimits>;
}

/** Milliseconds. */
export interface ActionLimits {
  /** Without getting further: pods, and fields of objects. */
  readonly stall: number;
  /** The same for backups, which say nothing while they copy. */
  readonly backup: number;
  /** Before each new attempt to create what was deleted. */
  readonly attempts: readonly number[];
}

/** What is under way: the steps share it. */
export interface ActionRun {
  readonly target: Target;
  readonly action: Action;
  readonly options: ActionOptions;
  readonly limits: ActionLimits;
  readonly input: ActionInput;
  /** What has been done so far, for the error, a few words each. */
  readonly done: Said[];
}
