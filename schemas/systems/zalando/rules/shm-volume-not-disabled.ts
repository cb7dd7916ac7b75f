import type { Rule } from '../../../contract/index.ts';
import { isFalse } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { configuredSettings } from '../configuredSettings.ts';

/** The manifest can switch the volume for shared memory on, not off. */
export const shmVolumeNotDisabled: Rule = {
  id: 'zalando/shm-volume-not-disabled',
  severity: 'information',
  kinds: ['postgresql'],
  help: `The operator looks at \`enableShmVolume\` only if it is \`true\`. With \`false\` its own setting
\`enable_shm_volume\` decides, and that is \`true\` unless it is configured, whatever the manual says. Switch it off
in the operator's configuration.`,
  source: 'https://github.com/zalando/postgres-operator/blob/v2.0.1/pkg/cluster/k8sres.go#L813',
  *check({ spec, workspace }) {
    const node = spec.at('enableShmVolume');
    if (!isFalse(node)) return;
    if (configuredSettings(workspace, 'enable_shm_volume').some((setting) => setting.value !== true)) return;
    yield {
      node,
      message: say`\`enableShmVolume: false\` is ignored: only \`enable_shm_volume\` in the operator's configuration switches it off.`,
      fixes: [{ title: say`Remove \`enableShmVolume\``, edits: [{ do: 'remove', node }] }],
    };
  },
};
