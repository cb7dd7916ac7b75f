import type { Rule } from '../../../contract/index.ts';
import { findOtherWords } from '../../../vocabulary/otherWords.ts';
import { isBefore } from '../../../vocabulary/isBefore.ts';
import { otherWords, sidecarWords } from '../otherWords.ts';

/** Fields that are right next door. */
export const wordOfAnotherOperator: Rule = {
  id: 'zalando/word-of-another-operator',
  severity: 'error',
  kinds: ['postgresql'],
  help: `The field is one of another operator's, of the operator's own configuration, or of a container of Kubernetes; a cluster's manifest
has none of this name, in no version. The API server refuses or drops it, and nothing reads it. Mostly the same thing has another name or
another place, which the message says.`,
  source: 'https://opensource.zalando.com/postgres-operator/docs/reference/cluster_manifest.html',
  *check({ spec, version }) {
    yield* findOtherWords(spec, otherWords);
    const isKept = version === undefined || isBefore(version, '2.0');
    for (const sidecar of spec.at('sidecars').items()) yield* findOtherWords(sidecar, sidecarWords, isKept);
  },
};
