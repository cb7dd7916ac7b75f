import type { Rule } from '../../../contract/index.ts';
import { findOtherWords } from '../../../vocabulary/otherWords.ts';
import { otherWords } from '../otherWords.ts';
import { manual } from '../sources.ts';

/** Fields that the API server refuses, and that are right next door. */
export const wordOfAnotherOperator: Rule = {
  id: 'cloudnative-pg/word-of-another-operator',
  severity: 'error',
  kinds: Object.keys(otherWords),
  help: `The field is one of another operator's, or of an older draft, and the API server refuses it here. Mostly the same thing has
another name; some things are resources of their own with this operator: poolers, databases, schedules of backups.`,
  source: manual('cloudnative-pg.v1/'),
  *check({ resource, spec }) {
    yield* findOtherWords(spec, otherWords[resource.identity.kind] ?? {});
  },
};
