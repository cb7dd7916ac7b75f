import type { Rule } from '../../../contract/index.ts';
import { nearestName } from '../../../vocabulary/nearest.ts';
import { textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';

/** What is installed has three names. */
export const profileUnknown: Rule = {
  id: 'tekton-results/profile-unknown',
  severity: 'error',
  kinds: ['TektonConfig'],
  help: `\`profile\` is \`all\`, \`basic\` or \`lite\`; \`lite\` installs Pipelines alone, and nothing of Results. The webhook refuses any other word.`,
  source: 'https://github.com/tektoncd/operator/blob/v0.81.1/pkg/apis/operator/v1alpha1/tektonconfig_validation.go#L60',
  *check({ spec }) {
    const node = spec.at('profile');
    const profile = textOf(node);
    if (!profile || profile.includes('${') || profiles.includes(profile)) return;
    const meant = nearestName(profile, profiles);
    yield {
      node,
      message: say`Profile "${profile}" is refused: there are \`all\`, \`basic\` and \`lite\`.`,
      fixes:
        meant === undefined
          ? []
          : [{ title: say`Write "${meant}"`, edits: [{ do: 'set', node, value: meant }], safe: false }],
    };
  },
};

const profiles: readonly string[] = ['all', 'basic', 'lite'];
