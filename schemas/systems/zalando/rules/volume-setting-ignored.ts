import type { Finding, ManifestNode, Rule } from '../../../contract/index.ts';
import { isHidden, isTrue, isWritten, numberOf, textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { configuredSettings } from '../configuredSettings.ts';

/** Settings of volumes that only count under conditions. */
export const volumeSettingIgnored: Rule = {
  id: 'zalando/volume-setting-ignored',
  severity: 'information',
  kinds: ['postgresql'],
  help: `\`iops\`, \`throughput\` and \`type\` are written to EBS volumes of AWS, and only where the operator has
\`storage_resize_mode: mixed\`; less than 3000 operations or 125 MB/s, which every such volume has anyway, is ignored. What new volumes
are like is said by the storage class. \`isSubPathExpr\` says something about \`subPath\`, and nothing without it.`,
  source: 'https://github.com/zalando/postgres-operator/blob/v2.0.1/pkg/cluster/volumes.go#L89',
  *check({ spec, workspace }) {
    const volume = spec.at('volume');
    const modes = configuredSettings(workspace, 'kubernetes', 'storage_resize_mode');
    for (const field of ['type', 'iops', 'throughput'] as const) {
      const node = volume.at(field);
      const least = field === 'iops' ? 3000 : 125;
      const value = numberOf(node);
      if (isWritten(node) && areOther(modes)) {
        yield {
          node,
          mark: 'key',
          severity: 'warning',
          message: say`\`${field}\` is ignored: it counts only with \`storage_resize_mode: mixed\` of the operator.`,
          related: modes.slice(0, 1).map((mode) => ({ node: mode, message: say`The configuration` })),
        };
      } else if (field !== 'type' && value !== undefined && value > 0 && value < least) {
        yield { node, message: say`\`${field}\` is ignored: volumes have ${least} anyway, and less is not set.` };
      }
    }
    yield* loneExpression(volume, 'volume');
    for (const [index, each] of spec.at('additionalVolumes').items().entries()) {
      yield* loneExpression(each, `additionalVolumes[${index}]`);
    }
  },
};

function areOther(modes: readonly ManifestNode[]): boolean {
  return modes.length > 0 && modes.every((mode) => isWord(mode) && textOf(mode) !== 'mixed');
}

function isWord(node: ManifestNode): boolean {
  return typeof node.value === 'string';
}

function* loneExpression(volume: ManifestNode, path: string): Iterable<Finding> {
  const node = volume.at('isSubPathExpr');
  const folder = volume.at('subPath');
  if (!isTrue(node) || textOf(folder) || isHidden(folder)) return;
  yield {
    node,
    mark: 'key',
    message: say`\`isSubPathExpr\` has no effect: \`${path}.subPath\` is not there.`,
    fixes: [{ title: say`Remove \`isSubPathExpr\``, edits: [{ do: 'remove', node }] }],
  };
}
