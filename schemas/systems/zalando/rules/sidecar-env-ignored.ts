import type { Rule } from '../../../contract/index.ts';
import { textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';

/** Four variables of every sidecar come from the operator. */
export const sidecarEnvIgnored: Rule = {
  id: 'zalando/sidecar-env-ignored',
  severity: 'warning',
  kinds: ['postgresql'],
  help: `The operator gives every sidecar \`POD_NAME\`, \`POD_NAMESPACE\`, \`POSTGRES_USER\` and \`POSTGRES_PASSWORD\`
(the superuser's). Variables of the same name, in any case, are dropped. Use another name for a value of your own.`,
  source: 'https://github.com/zalando/postgres-operator/blob/v2.0.1/pkg/cluster/k8sres.go#L764',
  *check({ spec }) {
    for (const sidecar of spec.at('sidecars').items()) {
      for (const variable of sidecar.at('env').items()) {
        const node = variable.at('name');
        const name = textOf(node);
        if (name === undefined || !own.includes(name.toUpperCase())) continue;
        yield {
          node,
          message: say`Variable "${name}" is dropped: the operator sets ${name.toUpperCase()} in every sidecar.`,
          fixes: [{ title: say`Remove "${name}"`, edits: [{ do: 'remove', node: variable }] }],
        };
      }
    }
  },
};

const own: readonly string[] = ['POD_NAME', 'POD_NAMESPACE', 'POSTGRES_USER', 'POSTGRES_PASSWORD'];
