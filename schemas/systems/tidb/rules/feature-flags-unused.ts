import type { Rule } from '../../../contract/index.ts';
import { isHidden } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { code } from '../sources.ts';

/** Flags of the other script. */
export const featureFlagsUnused: Rule = {
  id: 'tidb/feature-flags-unused',
  severity: 'warning',
  kinds: ['TidbCluster'],
  wholeOnly: true,
  help: `\`startScriptV2FeatureFlags\` are for the start script \`v2\`. With \`v1\`, which is used where nothing is said, they have no effect,
unless PD runs as microservices (\`pd.mode: ms\`). Set \`startScriptVersion: v2\`: all pods are replaced for that.`,
  source: code('apis/pingcap/v1alpha1/types.go#L440'),
  since: '1.5',
  *check({ spec }) {
    const flags = spec.at('startScriptV2FeatureFlags');
    const version = spec.at('startScriptVersion');
    if (flags.items().length === 0 || version.value === 'v2' || spec.at('pd', 'mode').value === 'ms') return;
    if (isHidden(version) || isHidden(spec.at('pd', 'mode'))) return;
    yield {
      node: flags,
      mark: 'key',
      message: say`These flags have no effect: the start script is \`v1\`. Set \`startScriptVersion: v2\`.`,
      fixes: [
        {
          title: say`Set \`startScriptVersion: v2\``,
          edits: [{ do: 'set', node: version, value: 'v2' }],
          safe: false,
        },
      ],
    };
  },
};
