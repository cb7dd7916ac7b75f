import type { Rule } from '../../../contract/index.ts';
import { findOtherWords } from '../../../vocabulary/otherWords.ts';
import { otherWords } from '../otherWords.ts';
import { manual } from '../sources.ts';

/** Fields that the API server refuses, and that are right next door. */
export const wordOfAnotherOperator: Rule = {
  id: 'tidb/word-of-another-operator',
  severity: 'error',
  kinds: Object.keys(otherWords),
  help: `The field is one of operator v2's, or of another database's, and the API server refuses it here. Mostly the same thing has
another name; some things are resources of their own with this operator: monitoring, initializers, backups.`,
  source: manual('configure-a-tidb-cluster'),
  *check({ resource, spec }) {
    yield* findOtherWords(spec, otherWords[resource.identity.kind] ?? {});
  },
};
