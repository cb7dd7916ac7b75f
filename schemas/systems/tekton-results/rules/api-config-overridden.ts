import type { Finding, Fix, ManifestNode, Rule } from '../../../contract/index.ts';
import { isWritten, textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { fieldOfVariable } from '../fieldOfVariable.ts';
import { apiConfigMap } from '../naming.ts';
import { resultKinds, resultSettings } from '../settings.ts';
import { activeOptions } from '../workloads.ts';

/** The API reads one key of its ConfigMap, a whole file of variables. */
export const apiConfigOverridden: Rule = {
  id: 'tekton-results/api-config-overridden',
  severity: 'warning',
  kinds: resultKinds,
  help: `The API reads one key of ConfigMap \`tekton-results-api-config\`: \`config\`, a file with a line per variable. Another
key under \`data\`, such as \`DB_HOST\`, is stored and read by nobody. And \`config\` itself replaces the whole file, with
everything that the operator has filled in. Use the fields of the spec, or \`env\` of container \`api\`.`,
  source:
    'https://github.com/tektoncd/operator/blob/v0.81.1/pkg/reconciler/common/transformer_additional_options.go#L189',
  *check({ resource }) {
    const settings = resultSettings(resource);
    for (const [key, node] of activeOptions(resource).at('configMaps', apiConfigMap, 'data').entries()) {
      if (key.includes('${')) continue;
      yield key === 'config' ? wholeFile(node) : unread(settings, key, node);
    }
  },
};

function wholeFile(node: ManifestNode): Finding {
  return {
    node,
    mark: 'key',
    severity: 'information',
    message: say`\`config\` replaces the whole file, with what the operator fills in from the fields of the spec: set those instead.`,
  };
}

function unread(settings: ManifestNode, key: string, node: ManifestNode): Finding {
  const same = fieldOfVariable(key, textOf(node) ?? '');
  const remove: Fix = { title: say`Remove \`${key}\``, edits: [{ do: 'remove', node }], safe: false };
  const target = same ? settings.at(same.field) : undefined;
  const move: Fix[] =
    same && target && !isWritten(target)
      ? [
          {
            title: say`Set \`${same.field}\` instead`,
            edits: [
              { do: 'remove', node },
              { do: 'set', node: target, value: same.value },
            ],
            safe: false,
          },
        ]
      : [];
  return {
    node,
    mark: 'key',
    message: same
      ? say`\`${key}\` is read by nobody, because the API reads key \`config\` alone: that is what field \`${same.field}\` is for.`
      : say`\`${key}\` is read by nobody, because the API reads key \`config\` alone.`,
    fixes: [...move, remove],
  };
}
