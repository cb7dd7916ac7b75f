import type { Rule } from '../../../contract/index.ts';
import { isTrue, isWritten, numberOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { resultKinds, resultSettings } from '../settings.ts';

/** How the watcher divides its work. */
export const performanceRefused: Rule = {
  id: 'tekton-results/performance-refused',
  severity: 'error',
  kinds: resultKinds,
  help: `The watcher divides its work into 1 to 10 \`buckets\`. With \`statefulset-ordinals\` each pod has one bucket, so \`replicas\`, where it
is written, has to be the same number as \`buckets\`, and \`buckets\` has to be written too. The webhook refuses anything else in a
\`TektonResult\`. A \`TektonConfig\` is taken, but the \`TektonResult\` that the operator makes of it is not.`,
  source: 'https://github.com/tektoncd/operator/blob/v0.81.1/pkg/apis/operator/v1alpha1/tektonresult_validation.go#L38',
  since: '0.76',
  wholeOnly: true,
  *check({ resource }) {
    const performance = resultSettings(resource).at('performance');
    const node = performance.at('buckets');
    const buckets = numberOf(node);
    if (buckets !== undefined && (buckets < 1 || buckets > 10)) {
      yield { node, message: say`\`buckets\` is refused: it has to be from 1 to 10.` };
      return;
    }
    const replicas = performance.at('replicas');
    const pods = numberOf(replicas);
    if (!isTrue(performance.at('statefulset-ordinals')) || pods === undefined || pods === buckets) return;
    if (buckets === undefined && isWritten(node)) return;
    yield {
      node: replicas,
      message:
        buckets === undefined
          ? say`\`replicas\` is refused without \`buckets\`: with \`statefulset-ordinals\` each pod has one.`
          : say`\`replicas\` is ${pods} and \`buckets\` ${buckets}, which is refused: with \`statefulset-ordinals\` each pod has one.`,
      fixes:
        pods >= 1 && pods <= 10
          ? [{ title: say`Set \`buckets\` to ${pods}`, edits: [{ do: 'set', node, value: pods }], safe: false }]
          : [],
    };
  },
};
