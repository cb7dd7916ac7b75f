import type { Finding, Rule } from '../../../contract/index.ts';
import { isWritten, numberOf, textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';

/** The tag of Crunchy's images says which Postgres is in them. */
export const imageOfOtherVersion: Rule = {
  id: 'crunchy/image-of-other-version',
  severity: 'warning',
  kinds: ['PostgresCluster'],
  help: `The image has to hold Postgres of \`postgresVersion\`: the pods look for its programs there and do not start without
them. The tag of Crunchy's images says what is in it: \`ubi9-17.5-2520\` is Postgres 17, \`ubi8-14.2-3.1-1\` of
\`crunchy-postgres-gis\` is Postgres 14 with PostGIS 3.1. Correct one of the two.`,
  source: 'https://access.crunchydata.com/documentation/postgres-operator/latest/references/components',
  *check({ spec }): Iterable<Finding> {
    const node = spec.at('image');
    const [, gis, base = '', major = ''] = tag.exec(textOf(node) ?? '') ?? [];
    const version = spec.at('postgresVersion');
    const wanted = numberOf(version);
    if (major !== '' && wanted !== undefined && wanted !== Number(major)) {
      yield {
        node,
        message: say`The image holds Postgres ${Number(major)}, and \`postgresVersion\` is ${wanted}: the pods do not start. Correct one of them.`,
        related: [{ node: version, message: say`The version is here.` }],
      };
    } else if (base !== '' && gis === undefined && isWritten(spec.at('postGISVersion'))) {
      const message = say`This image has no PostGIS, so \`postGISVersion\` cannot be installed: use \`crunchy-postgres-gis\`.`;
      yield { node, message };
    }
  },
};

/** `.../crunchy-postgres-gis:ubi8-14.2-3.1-1` */
const tag = /(?:^|\/)crunchy-postgres(-gis)?(?:-ha)?:([a-z]+\d*-)(\d+)(?:\.\d+)?-/;
