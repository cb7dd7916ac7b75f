import type { Rule } from '../../../contract/index.ts';
import { findOtherWords } from '../../../vocabulary/otherWords.ts';
import { otherWords } from '../otherWords.ts';
import { types } from '../sources.ts';

/** Fields that the API server refuses, and that are right next door. */
export const wordOfAnotherOperator: Rule = {
  id: 'mariadb/word-of-another-operator',
  severity: 'error',
  kinds: Object.keys(otherWords),
  help: `The field is one of another operator's, and the API server refuses it here. The same thing has another name: the storage class of
the volumes is \`storage.storageClassName\`, the number of servers \`replicas\`.`,
  source: types('mariadb', 106),
  *check({ resource, spec }) {
    yield* findOtherWords(spec, otherWords[resource.identity.kind] ?? {});
  },
};
