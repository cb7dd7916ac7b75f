import type { Rule } from '../../../contract/index.ts';
import { mayHoldMore, textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { instanceOf } from '../groups.ts';
import { v2Code } from '../sources.ts';

/** The rule of the definition looks at the name, the operator at the type. */
export const dataMountMissing: Rule = {
  id: 'tidb/data-mount-missing',
  severity: 'warning',
  kinds: ['PDGroup', 'TiKVGroup', 'TiFlashGroup'],
  wholeOnly: true,
  help: `The API server asks for a volume that is called \`data\`, and the operator looks for a mount of the type \`data\`: without one the component is
not told of the volume, writes into its container, and loses everything with the pod. Give the volume a mount of that type.`,
  source: v2Code('pkg/configs/tikv/config.go', 95),
  *check({ resource }) {
    const volumes = instanceOf(resource)?.at('volumes');
    if (volumes?.kind !== 'list' || volumes.items().length === 0 || mayHoldMore(volumes)) return;
    const isData = volumes.items().some((volume) =>
      volume
        .at('mounts')
        .items()
        .some((mount) => mount.at('type').value === 'data'),
    );
    const named = volumes.items().find((volume) => volume.at('name').value === 'data');
    if (isData || named === undefined) return;
    const mounts = named.at('mounts');
    const [first] = mounts.items();
    const type = first?.at('type');
    const fixable =
      first !== undefined && type !== undefined && (type.kind === 'missing' || textOf(type) !== undefined);
    yield {
      node: mounts.kind === 'missing' ? named.at('name') : mounts,
      mark: mounts.kind === 'missing' ? 'value' : 'key',
      message: say`No mount has the type "data", so the data lie in the container and are lost with the pod: give one that type.`,
      fixes: [
        {
          title: say`Mount it for data`,
          edits: fixable
            ? [{ do: 'set', node: type, value: 'data' }]
            : [{ do: 'append', node: mounts, value: { type: 'data' } }],
          safe: false,
        },
      ],
    };
  },
};
