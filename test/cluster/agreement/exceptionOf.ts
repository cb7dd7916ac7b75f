import type { Verdict } from './comparison.ts';

/** Where we say something else than the API server, and mean to. Together at most 2 % of the mutants. */
interface Exception {
  readonly reason: string;
  readonly applies: (verdict: Verdict) => boolean;
}

const exceptions: readonly Exception[] = [
  {
    reason:
      'A headless Service that exists stays one, and needs no port, even if all of its spec is left out. A new one is refused.',
    applies: ({ kind, isUpdate, outcome }) => kind === 'v1 Service' && isUpdate && outcome === 'alarm',
  },
  {
    reason: 'Owners in the template of a pod are not looked at. Nobody means them there.',
    applies: ({ name, outcome }) => outcome === 'alarm' && /^added \S*template\.metadata$/.test(name),
  },
];

/** Why the two may differ here; `undefined`: nothing is known. */
export function exceptionOf(verdict: Verdict): string | undefined {
  return exceptions.find(({ applies }) => applies(verdict))?.reason;
}
