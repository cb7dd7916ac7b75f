import type { Rule } from '../../../contract/index.ts';
import { isPlaceholder, isTrue, isWritten, textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';

/** What the operator derives from a TektonConfig is not for people to edit. */
export const resultOwnedByConfig: Rule = {
  id: 'tekton-results/result-owned-by-config',
  severity: 'information',
  kinds: ['TektonResult'],
  help: `A \`TektonConfig\` makes the \`TektonResult\` from its own \`spec.result\`: edits of the \`TektonResult\` are written over
at the next reconciliation, and with \`profile: lite\` or \`result.disabled: true\` it is deleted. If both are meant for one
cluster, move the settings to \`spec.result\` of the \`TektonConfig\` and drop this manifest. If they are for different
clusters, nothing is wrong.`,
  source: 'https://github.com/tektoncd/operator/blob/v0.81.1/pkg/reconciler/shared/tektonconfig/result/result.go#L64',
  *check({ root, spec, workspace }) {
    if (spec.entries().every(([key]) => key === 'targetNamespace')) return;
    // One that is called otherwise is refused, so no TektonConfig writes over it.
    const name = root.at('metadata', 'name');
    if (isWritten(name) && textOf(name) !== 'result') return;
    // Several of a kind are variants to choose from, or for several clusters.
    const owners = workspace.resources('operator.tekton.dev', 'TektonConfig');
    const results = workspace.resources('operator.tekton.dev', 'TektonResult');
    const owner = owners.length === 1 ? owners[0] : undefined;
    const config = owner?.resource.partial === false ? owner.resource.root.at('spec') : undefined;
    if (
      !config ||
      results.length > 1 ||
      isPlaceholder(config.at('profile')) ||
      isPlaceholder(config.at('result', 'disabled'))
    )
      return;
    const isRemoved = textOf(config.at('profile')) === 'lite' || isTrue(config.at('result', 'disabled'));
    yield {
      node: isWritten(name) ? name : root.at('kind'),
      message: isRemoved
        ? say`The TektonConfig of this workspace switches Results off, and the operator then deletes this TektonResult.`
        : say`The TektonConfig of this workspace owns this TektonResult: its settings belong into \`spec.result\` there, or they are written over.`,
      related: [
        { node: config.at('result').kind === 'missing' ? config : config.at('result'), message: say`The TektonConfig` },
      ],
    };
  },
};
