import type { Rule } from '../../../contract/index.ts';
import { isDnsName, toDnsName } from '../../../vocabulary/dns.ts';
import { knownName } from '../../../vocabulary/podNames.ts';
import { say } from '../../../vocabulary/say.ts';

/** Names of Services that only newer versions of Kubernetes take; what none takes the schema says. */
export const nameInvalid: Rule = {
  id: 'kubernetes/name-invalid',
  severity: 'warning',
  kinds: ['Service'],
  help: `Before Kubernetes 1.36 the name of a Service has to begin with a letter, and the API server refuses one that begins
with a digit. Names of other resources may begin with one.`,
  until: '1.36',
  source: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#rfc-1035-label-names',
  *check({ root, version }) {
    const node = root.at('metadata', 'name');
    const name = knownName(node);
    if (name === undefined || !isDnsName(name, 'label') || isDnsName(name, 'service')) return;
    const better = toDnsName(name, 'service');
    yield {
      node,
      ...(version === undefined ? {} : { severity: 'error' as const }),
      message: say`Name "${name}" begins with a digit: the API server refuses the Service before Kubernetes 1.36.`,
      fixes:
        better === undefined
          ? []
          : [{ title: say`Rename to "${better}"`, edits: [{ do: 'set', node, value: better }], safe: false }],
    };
  },
};
