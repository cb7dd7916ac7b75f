import type { Rule } from '../../../contract/index.ts';
import { endedPostgresMajors } from '../../../vocabulary/endedPostgresMajors.ts';
import { isWritten, numberOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { versionFor } from '../operator.ts';
import { majorsWithImage } from '../postgresVersions.ts';

/** Versions of Postgres without fixes. */
export const versionEndOfLife: Rule = {
  id: 'crunchy/version-end-of-life',
  severity: 'information',
  kinds: ['PostgresCluster'],
  help: `The Postgres project makes no more fixes for this version, also none for holes in its security, and the operator
writes the event \`EndOfLifePostgresVersion\`. The cluster runs. Plan an upgrade with a \`PGUpgrade\`; changing
\`postgresVersion\` alone makes the pods fail.`,
  source: 'https://github.com/CrunchyData/postgres-operator/blob/v6.0.3/internal/postgres/versions.go#L10',
  *check({ spec, resource, version: operator }) {
    const node = spec.at('postgresVersion');
    const version = numberOf(node);
    const end = version === undefined ? undefined : endedPostgresMajors.get(String(version));
    if (version === undefined || end === undefined) return;
    // Without an image there is no cluster, and another rule says so.
    const known = majorsWithImage(versionFor(resource, operator));
    if (!isWritten(spec.at('image')) && !known.includes(version)) return;
    yield { node, message: say`Postgres ${version} gets no fixes since ${end}: plan an upgrade with a PGUpgrade.` };
  },
};
