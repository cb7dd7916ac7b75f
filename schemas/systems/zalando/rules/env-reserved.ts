import type { Rule } from '../../../contract/index.ts';
import { textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { isBefore } from '../../../vocabulary/isBefore.ts';

/** The operator's own variables win over `env`, whatever their case. */
export const envReserved: Rule = {
  id: 'zalando/env-reserved',
  severity: 'warning',
  kinds: ['postgresql'],
  help: `The operator sets some variables of the Postgres container itself, and drops entries of \`env\` with such a
name without a word; upper and lower case are the same to it. Most of them have a field or a setting of their own: the
superuser's name, the labels, the version. Remove the entry.`,
  source: 'https://github.com/zalando/postgres-operator/blob/v2.0.1/pkg/cluster/k8sres.go#L933',
  since: '1.8',
  *check({ spec, version }) {
    for (const variable of spec.at('env').items()) {
      const node = variable.at('name');
      const name = textOf(node);
      const upper = name?.toUpperCase() ?? '';
      const since = byDefault.get(upper);
      if (since !== undefined && version !== undefined && isBefore(version, since)) continue;
      const usually = since !== undefined;
      if (name === undefined || (!usually && !always.includes(upper))) continue;
      yield {
        node,
        // Another configuration of the operator may leave these to the manifest.
        severity: usually ? 'information' : 'warning',
        message: usually
          ? say`Variable "${name}" is dropped: unless configured otherwise, the operator sets ${upper} itself.`
          : say`Variable "${name}" is dropped: the operator sets ${upper} itself.`,
        fixes: [
          {
            title: say`Remove "${name}"`,
            edits: [{ do: 'remove', node: variable }],
            ...(usually ? { safe: false } : {}),
          },
        ],
      };
    }
  },
};

const always: readonly string[] = [
  'SCOPE',
  'PGROOT',
  'POD_IP',
  'POD_NAMESPACE',
  'PGUSER_SUPERUSER',
  'PGPASSWORD_SUPERUSER',
  'PGUSER_STANDBY',
  'PGPASSWORD_STANDBY',
  'KUBERNETES_SCOPE_LABEL',
  'KUBERNETES_ROLE_LABEL',
  'KUBERNETES_LABELS',
  'PAM_OAUTH2',
  'HUMAN_ROLE',
  'SPILO_CONFIGURATION',
];

/** Set unless the operator is configured otherwise; with the version of the operator that began to. */
const byDefault: ReadonlyMap<string, string> = new Map([
  ['PGVERSION', '1.8'],
  ['DCS_ENABLE_KUBERNETES_API', '1.8'],
  ['KUBERNETES_BOOTSTRAP_LABELS', '1.15'],
]);
