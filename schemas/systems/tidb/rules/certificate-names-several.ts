import type { Finding, Rule } from '../../../contract/index.ts';
import { say } from '../../../vocabulary/say.ts';
import { readConfig } from '../config.ts';

/** PD compares with one name. */
export const certificateNamesSeveral: Rule = {
  id: 'tidb/certificate-names-several',
  severity: 'error',
  kinds: ['TidbCluster', 'PDGroup'],
  help: `\`security.cert-allowed-cn\` of PD holds the common name that certificates of clients have to have, and PD takes one: with two it stops with
"only supports one CN". Give all components certificates with one common name.`,
  source: 'https://github.com/tikv/pd/blob/v8.5.0/pkg/utils/grpcutil/grpcutil.go',
  *check({ resource, spec }): Iterable<Finding> {
    const isGroup = resource.identity.kind === 'PDGroup';
    const node = isGroup ? spec.at('template', 'spec', 'config') : spec.at('pd', 'config');
    for (const { path, value, place } of readConfig(node)?.settings ?? []) {
      if (path.join('.') !== 'security.cert-allowed-cn' || !Array.isArray(value) || value.length < 2) continue;
      yield { ...place, message: say`PD takes one common name, and does not start with ${value.length}: keep one.` };
    }
  },
};
