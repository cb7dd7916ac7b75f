import type { Rule } from '../../../contract/index.ts';
import { knownName } from '../../../vocabulary/podNames.ts';
import { isPlaceholder, isTrue } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';

/** A volume for one node, and pods on several. */
export const claimAttachedTwice: Rule = {
  id: 'kubernetes/claim-attached-twice',
  severity: 'warning',
  kinds: ['Deployment'],
  help: `A claim with \`ReadWriteOnce\` can be used on one node at a time. A Deployment with several replicas, or one that starts
the new pod before the old one has stopped (\`RollingUpdate\`, the default), needs it on two: the new pod waits with
\`Multi-Attach error\`. Databases belong in a StatefulSet; with one replica \`strategy: {type: Recreate}\` helps.`,
  source: 'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#access-modes',
  wholeOnly: true,
  *check({ resource, spec, workspace }) {
    const replicas = spec.at('replicas');
    const strategy = spec.at('strategy', 'type');
    const count = replicas.kind === 'missing' ? 1 : replicas.value;
    if (typeof count !== 'number' || count < 1 || isPlaceholder(strategy) || isPlaceholder(spec.at('strategy'))) return;
    if (count === 1 && strategy.value === 'Recreate') return;
    for (const volume of spec.at('template', 'spec', 'volumes').items()) {
      const node = volume.at('persistentVolumeClaim', 'claimName');
      const name = knownName(node);
      if (name === undefined || isTrue(volume.at('persistentVolumeClaim', 'readOnly'))) continue;
      const { namespace } = resource.identity;
      const claims = workspace
        .find('PersistentVolumeClaim', name, namespace)
        .filter(({ resource: { identity } }) => identity.name === name && identity.namespace === namespace);
      const modes = claims.map((claim) => claim.resource.root.at('spec', 'accessModes').value);
      if (modes.length === 0 || !modes.every(isForOneNode)) continue;
      const recreate = { do: 'set' as const, node: spec.at('strategy'), value: { type: 'Recreate' } };
      yield {
        node,
        ...(count === 1 ? { severity: 'information' as const } : {}),
        message:
          count === 1
            ? say`Claim "${name}" can be used on one node only, so an update may wait for ever for the old pod to let go of it.`
            : say`Claim "${name}" can be used on one node only: of ${count} replicas those on other nodes do not start.`,
        fixes: [
          {
            title:
              count === 1
                ? say`Stop the old pod first (\`Recreate\`)`
                : say`Run one replica, and stop it before an update`,
            edits: count === 1 ? [recreate] : [{ do: 'set', node: replicas, value: 1 }, recreate],
            safe: false,
          },
        ],
      };
    }
  },
};

function isForOneNode(modes: unknown): boolean {
  return (
    Array.isArray(modes) &&
    modes.length > 0 &&
    modes.every((mode) => mode === 'ReadWriteOnce' || mode === 'ReadWriteOncePod')
  );
}
