import type { Finding, Fix, ManifestNode, Rule, RuleContext } from '../../../contract/index.ts';
import { nearestName } from '../../../vocabulary/nearest.ts';
import { isTrue, textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { resultKinds } from '../settings.ts';
import { keysNamed, volumeSources } from '../volumes.ts';
import { optionWorkloads } from '../workloads.ts';

/** `items` asks for a key that the ConfigMap or Secret does not have. */
export const volumeKeyMissing: Rule = {
  id: 'tekton-results/volume-key-missing',
  severity: 'error',
  kinds: resultKinds,
  help: `\`items\` picks keys of a ConfigMap or Secret as files. If one of them does not exist, the kubelet mounts nothing and
the pod stays in ContainerCreating with "references non-existent config key". Name a key that is there.`,
  source: 'https://kubernetes.io/docs/concepts/storage/volumes/#configmap',
  *check(context) {
    for (const { podSpec } of optionWorkloads(context.resource)) {
      for (const volume of podSpec.at('volumes').items()) yield* missingKeys(context, volume);
    }
  },
};

function* missingKeys(context: RuleContext, volume: ManifestNode): Iterable<Finding> {
  for (const { kind, name, items } of volumeSources(volume)) {
    const keys = keysNamed(context, kind, name);
    if (keys === undefined || isTrue(items.parent?.at('optional') ?? items)) continue;
    for (const item of items.items()) {
      const node = item.at('key');
      const key = textOf(node);
      if (key === undefined || keys.includes(key)) continue;
      const near = keys.length === 1 ? keys[0] : nearestName(key, keys);
      const fixes: Fix[] = near
        ? [{ title: say`Use key "${near}"`, edits: [{ do: 'set', node, value: near }], safe: false }]
        : [];
      yield { node, message: say`${kind} "${name}" has no key "${key}", so the pod does not start.`, fixes };
    }
  }
}
