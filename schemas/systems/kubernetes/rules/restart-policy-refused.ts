import type { Rule } from '../../../contract/index.ts';
import { isHidden, isWritten, textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { podTemplateOf } from '../workloads.ts';

/** Pods that are to end cannot be restarted always, others have to be. */
export const restartPolicyRefused: Rule = {
  id: 'kubernetes/restart-policy-refused',
  severity: 'error',
  kinds: ['Job', 'CronJob', 'Deployment', 'StatefulSet', 'DaemonSet'],
  help: `Pods of a Job end, so their \`restartPolicy\` has to be \`Never\` or \`OnFailure\`, and it has to be written, because \`Always\` is what
is meant otherwise. Pods of a Deployment, a StatefulSet or a DaemonSet run on, so \`Always\` is the only policy there. The API server
refuses anything else.`,
  source: 'https://kubernetes.io/docs/concepts/workloads/controllers/job/#pod-template',
  wholeOnly: true,
  *check({ resource }) {
    const spec = podTemplateOf(resource)?.spec;
    const node = spec?.at('restartPolicy');
    if (!spec || !node || spec.kind !== 'map' || isHidden(node)) return;
    const ends = resource.identity.kind === 'Job' || resource.identity.kind === 'CronJob';
    const policy = textOf(node) || (isWritten(node) && node.value !== '' ? undefined : 'Always');
    if (policy === undefined || !['Always', 'Never', 'OnFailure'].includes(policy)) return;
    if (ends !== (policy === 'Always')) return;
    yield {
      node: isWritten(node) ? node : spec,
      ...(isWritten(node) ? {} : { mark: 'key' as const }),
      message: ends
        ? say`The Job is refused: \`restartPolicy\` of its pods has to be \`Never\` or \`OnFailure\`.`
        : say`The ${resource.identity.kind} is refused: \`restartPolicy\` of its pods can only be \`Always\`.`,
      fixes: [
        {
          title: ends ? say`Write \`OnFailure\`` : say`Write \`Always\``,
          edits: [{ do: 'set', node, value: ends ? 'OnFailure' : 'Always' }],
          safe: false,
        },
      ],
    };
  },
};
