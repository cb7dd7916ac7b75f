import type { Rule } from '../../../contract/index.ts';
import { isWritten } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { instancesOf } from '../instancesOf.ts';
import { webhook } from '../sources.ts';

/** Nobody to switch over to. */
export const supervisedAlone: Rule = {
  id: 'cloudnative-pg/supervised-alone',
  severity: 'error',
  kinds: ['Cluster'],
  help: `With \`supervised\` an update waits until somebody switches over to a replica. With one instance there is none, so it
would wait forever, and the webhook refuses it. Leave the update to the operator, or add an instance.`,
  source: webhook('cluster', 1560),
  *check({ spec, resource }) {
    const node = spec.at('primaryUpdateStrategy');
    const isUnknown = resource.partial && !isWritten(spec.at('instances'));
    if (node.value !== 'supervised' || instancesOf(spec) !== 1 || isUnknown) return;
    yield {
      node,
      message: say`With one instance nobody can be switched over to, so \`supervised\` is refused: write \`unsupervised\`, or add an instance.`,
      fixes: [
        { title: say`Write \`unsupervised\``, edits: [{ do: 'set', node, value: 'unsupervised' }], safe: false },
        { title: say`Make it 3 instances`, edits: [{ do: 'set', node: spec.at('instances'), value: 3 }], safe: false },
      ],
    };
  },
};
