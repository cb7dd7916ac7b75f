import type { Rule } from '../../../contract/index.ts';
import { isFalse, isHidden, isTrue, isWritten, numberOf, textItems } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';

/** The cron job that deletes old runs. */
export const prunerRefused: Rule = {
  id: 'tekton-results/pruner-refused',
  severity: 'error',
  kinds: ['TektonConfig'],
  help: `The pruner deletes \`taskrun\` and \`pipelinerun\`, and keeps either a number of runs (\`keep\`) or those of the last minutes
(\`keep-since\`), one or more. The webhook refuses other resources, both at once, and 0, unless the pruner is disabled.`,
  source:
    'https://github.com/tektoncd/operator/blob/v0.81.1/pkg/apis/operator/v1alpha1/tektonconfig_validation.go#L150',
  *check({ spec }) {
    const pruner = spec.at('pruner');
    const disabled = pruner.at('disabled');
    if (isTrue(disabled) || (isWritten(disabled) && !isFalse(disabled)) || isHidden(pruner)) return;
    for (const [resource, node] of textItems(pruner.at('resources'))) {
      if (['taskrun', 'pipelinerun'].includes(resource) || resource.includes('${')) continue;
      yield { node, message: say`"${resource}" is refused: the pruner deletes \`taskrun\` and \`pipelinerun\`.` };
    }
    const [keep, since] = [pruner.at('keep'), pruner.at('keep-since')];
    for (const node of [keep, since]) {
      const count = numberOf(node);
      if (count !== undefined && count < 1) yield { node, message: say`0 is refused: keep one or more.` };
    }
    if (!isWritten(keep) || !isWritten(since)) return;
    yield {
      node: since,
      mark: 'key',
      message: say`\`keep\` and \`keep-since\` together are refused: keep a number of runs, or those of some time.`,
      fixes: [
        { title: say`Remove \`keep-since\``, edits: [{ do: 'remove', node: since }], safe: false },
        { title: say`Remove \`keep\``, edits: [{ do: 'remove', node: keep }], safe: false },
      ],
    };
  },
};
