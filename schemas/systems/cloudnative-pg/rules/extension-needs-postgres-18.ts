import type { Rule } from '../../../contract/index.ts';
import { say } from '../../../vocabulary/say.ts';
import { majorVersion } from '../postgresVersions.ts';
import { manual } from '../sources.ts';

/** A setting that older servers do not know. */
export const extensionNeedsPostgres18: Rule = {
  id: 'cloudnative-pg/extension-needs-postgres-18',
  severity: 'warning',
  kinds: ['Cluster'],
  help: `For extensions by image the operator sets \`extension_control_path\`, which PostgreSQL knows since 18. The webhook does not
look, and an older server stops at the setting that it does not know. Use an image that holds the extension, or PostgreSQL 18.`,
  source: manual('imagevolume_extensions/#requirements'),
  since: '1.27',
  *check({ spec }) {
    const node = spec.at('postgresql', 'extensions');
    const major = majorVersion(spec);
    if (major === undefined || major >= 18 || node.items().length === 0) return;
    yield {
      node,
      mark: 'key',
      message: say`PostgreSQL ${major} does not know \`extension_control_path\`, which the operator sets for this, and does not start: use PostgreSQL 18, or an image that holds the extensions.`,
    };
  },
};
