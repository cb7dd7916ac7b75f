import type { Said } from '../../contract/index.ts';
import { say } from '../../vocabulary/say.ts';

/** A state of a pair (active and standby) or of a single instance, as the operator's design note lists them. */
export interface ClusterState {
  readonly name: string;
  readonly meaning: Said;
  readonly isGood?: true;
  /** Absent: it passes by itself. */
  readonly remedy?: Said;
}

const states: readonly ClusterState[] = [
  { name: 'Initializing', meaning: say`the instances are being made` },
  { name: 'Normal', meaning: say`everything serves`, isGood: true },
  {
    name: 'ActiveDown',
    meaning: say`the active instance does not serve`,
    remedy: say`Look at its logs, and whether the standby has taken over.`,
  },
  {
    name: 'StandbyDown',
    meaning: say`there is no standby, so the next failure interrupts service`,
    remedy: say`Look at the logs of the standby.`,
  },
  {
    name: 'StandbyPartiallyDown',
    meaning: say`a part of the standby does not run`,
    remedy: say`Look at the logs of the standby.`,
  },
  { name: 'StandbyPartiallyStarting', meaning: say`a part of the standby is starting` },
  {
    name: 'BothDown',
    meaning: say`neither instance serves`,
    remedy: say`Look at the logs of both, then of the operator.`,
  },
  { name: 'Failed', meaning: say`the operator has given up`, remedy: say`Look at the log of the operator.` },
];

/** The note spells two of them wrong, and the operator may as well. */
const otherSpellings: Readonly<Record<string, string>> = {
  Intializing: 'Initializing',
  StanbyPartiallyStarting: 'StandbyPartiallyStarting',
};

/** `undefined`: no state that is known. */
export function stateOf(text: string): ClusterState | undefined {
  const name = Object.hasOwn(otherSpellings, text) ? otherSpellings[text] : text;
  return states.find((state) => state.name === name);
}
