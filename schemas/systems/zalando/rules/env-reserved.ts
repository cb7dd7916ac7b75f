import type { Rule } from '../../../contract/index.ts';
import { textOf } from '../../../vocabulary/read.ts';

/** Z73. The operator's own variables win over `env`, whatever their case. */
export const envReserved: Rule = {
  id: 'zalando/env-reserved',
  severity: 'warning',
  kinds: ['postgresql'],
  help: `The operator sets some variables of the Postgres container itself, and drops entries of \`env\` with such a
name without a word; upper and lower case are the same to it. Most of them have a field or a setting of their own: the
superuser's name, the labels, the version. Remove the entry.`,
  source: 'https://github.com/zalando/postgres-operator/blob/v2.0.1/pkg/cluster/k8sres.go#L917',
  since: '1.9',
  *check({ spec }) {
    for (const variable of spec.at('env').items()) {
      const node = variable.at('name');
      const name = textOf(node);
      const upper = name?.toUpperCase() ?? '';
      const usually = byDefault.includes(upper);
      if (name === undefined || (!usually && !always.includes(upper))) continue;
      yield {
        node,
        // Another configuration of the operator may leave these to the manifest.
        severity: usually ? 'information' : 'warning',
        message: `Variable "${name}" is dropped: ${usually ? 'unless configured otherwise, ' : ''}the operator sets ${upper} itself.`,
        fixes: [
          { title: `Remove "${name}"`, edits: [{ do: 'remove', node: variable }], ...(usually ? { safe: false } : {}) },
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

const byDefault: readonly string[] = ['PGVERSION', 'DCS_ENABLE_KUBERNETES_API', 'KUBERNETES_BOOTSTRAP_LABELS'];
