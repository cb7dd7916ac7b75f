import type { Rule } from '../../../contract/index.ts';
import { endedPostgresMajors } from '../../../vocabulary/endedPostgresMajors.ts';
import { textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';

/** Versions of Postgres without fixes. */
export const versionEndOfLife: Rule = {
  id: 'zalando/version-end-of-life',
  severity: 'information',
  kinds: ['postgresql'],
  help: `The Postgres project makes no more fixes for this version, also none for holes in its security. The cluster runs. Raise
\`postgresql.version\` to one that your operator and its image know: the operator upgrades the cluster in place, unless
\`major_version_upgrade_mode\` is \`off\`.`,
  source: 'https://www.postgresql.org/support/versioning/',
  *check({ spec }) {
    const node = spec.at('postgresql', 'version');
    const version = textOf(node);
    const end = version === undefined ? undefined : endedPostgresMajors.get(version);
    if (version === undefined || end === undefined) return;
    yield { node, message: say`Postgres ${version} gets no fixes since ${end}: plan an upgrade.` };
  },
};
