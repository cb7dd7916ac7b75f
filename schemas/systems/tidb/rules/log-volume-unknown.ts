import type { Rule } from '../../../contract/index.ts';
import { isFilledInLater } from '../../../vocabulary/nameUses.ts';
import { nearestName } from '../../../vocabulary/nearest.ts';
import { isFalse, isHidden, isTrue, mayHoldOthers, textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { logVolumes } from '../logVolumes.ts';
import { validation } from '../sources.ts';

/** A log on a volume that there is not. */
export const logVolumeUnknown: Rule = {
  id: 'tidb/log-volume-unknown',
  severity: 'error',
  kinds: ['TidbCluster'],
  wholeOnly: true,
  help: `\`slowLogVolumeName\`, \`raftLogVolumeName\` and \`rocksDBLogVolumeName\` name a volume of the component: one of
\`storageVolumes\`, or one of \`additionalVolumes\` that \`additionalVolumeMounts\` mounts as well. With any other name the operator
writes the event \`FailedValidation\` and leaves the whole resource as it is. It looks only while the log is separate, as the slow
log is unless \`separateSlowLog\` is \`false\`.`,
  source: validation(464),
  *check({ spec }) {
    const slowLog = spec.at('tidb', 'separateSlowLog');
    const fields = [
      ['tidb', 'slowLogVolumeName', !isFalse(slowLog) && !isHidden(slowLog)],
      ['tikv', 'raftLogVolumeName', isTrue(spec.at('tikv', 'separateRaftLog'))],
      ['tikv', 'rocksDBLogVolumeName', isTrue(spec.at('tikv', 'separateRocksDBLog'))],
    ] as const;
    for (const [id, field, isLooked] of fields) {
      const component = spec.at(id);
      const node = component.at(field);
      const name = textOf(node);
      const lists = ['storageVolumes', 'additionalVolumes', 'additionalVolumeMounts'].map((list) => component.at(list));
      if (!isLooked || !name || isFilledInLater(name) || lists.some((list) => mayHoldOthers(list, 'name'))) continue;
      const known = logVolumes(component).map((volume) => volume.name);
      if (known.includes(name)) continue;
      const isUnmounted = component
        .at('additionalVolumes')
        .items()
        .some((volume) => volume.at('name').value === name);
      const meant = nearestName(name, known);
      yield {
        node,
        message: isUnmounted
          ? say`Volume "${name}" is not in \`additionalVolumeMounts\`, so the operator refuses the whole resource: mount it.`
          : say`There is no volume "${name}", so the operator refuses the whole resource: add it to \`storageVolumes\`.`,
        fixes:
          meant === undefined
            ? []
            : [{ title: say`Write "${meant}"`, edits: [{ do: 'set', node, value: meant }], safe: false }],
      };
    }
  },
};
