import type { Finding, Rule } from '../../../contract/index.ts';
import { isWritten, textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { validatedParts } from '../parts.ts';
import { validation } from '../sources.ts';

/** Values from the pod itself, which Kubernetes would know. */
export const envSourceRefused: Rule = {
  id: 'tidb/env-source-refused',
  severity: 'error',
  kinds: ['TidbCluster', 'TidbDashboard', 'TidbNGMonitoring', 'DMCluster'],
  help: `Kubernetes can fill a variable from a field or a resource of the pod; the operator refuses that in \`env\` of a component,
with the event \`FailedValidation\`, and leaves the whole resource as it is. A Secret or a ConfigMap is a source, and name and
namespace of the pod are in \`POD_NAME\` and \`NAMESPACE\` anyway. In \`additionalContainers\`, and for TiProxy, everything is allowed.`,
  source: validation(498),
  *check({ resource }): Iterable<Finding> {
    for (const { node: part } of validatedParts(resource)) {
      for (const variable of part.at('env').items()) {
        for (const source of ['fieldRef', 'resourceFieldRef'] as const) {
          const node = variable.at('valueFrom', source);
          if (!isWritten(node)) continue;
          const known = source === 'fieldRef' ? ready(textOf(node.at('fieldPath'))) : undefined;
          yield {
            node,
            mark: 'key',
            message:
              known === undefined
                ? say`\`${source}\` is no source here, so the operator refuses the whole resource: write the value itself.`
                : say`\`${source}\` is no source here, so the operator refuses the whole resource: that value is in \`${known}\` already.`,
          };
        }
      }
    }
  },
};

/** What the operator sets by itself. */
function ready(fieldPath: string | undefined): string | undefined {
  if (fieldPath === 'metadata.name') return 'POD_NAME';
  return fieldPath === 'metadata.namespace' ? 'NAMESPACE' : undefined;
}
