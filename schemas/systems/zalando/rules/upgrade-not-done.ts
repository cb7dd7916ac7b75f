import type { Rule } from '../../../contract/index.ts';
import { textItems, textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { isBefore } from '../../../vocabulary/isBefore.ts';
import { isStandby } from '../naming.ts';
import { operatorConfigurations } from '../operatorSettings.ts';

/** A higher version is an order that not every operator carries out. */
export const upgradeNotDone: Rule = {
  id: 'zalando/upgrade-not-done',
  severity: 'warning',
  kinds: ['postgresql'],
  help: `A higher \`postgresql.version\` makes the operator upgrade the cluster in place, if \`major_version_upgrade_mode\` is \`manual\` or
\`full\`. With \`off\`, which was the default before operator 1.13, the pods start anew and Postgres stays as it was, unless the team stands
in \`major_version_upgrade_team_allow_list\`. A standby is never upgraded: it has to be made anew once its source was. Change the mode, or
move the data to a new cluster (\`clone\`).`,
  source: 'https://github.com/zalando/postgres-operator/blob/v2.0.1/pkg/cluster/majorversionupgrade.go#L97',
  since: '1.7',
  *check({ spec, previous, version, workspace }) {
    const node = spec.at('postgresql', 'version');
    const before = previous?.partial === false ? previous.root.at('spec') : undefined;
    const [is, was] = [textOf(node), before && textOf(before.at('postgresql', 'version'))];
    if (!before || !is || !was || !(Number(is) > Number(was))) return;
    if (isStandby(spec) && isStandby(before)) {
      yield {
        node,
        message: say`The cluster stays at ${was}: a standby is not upgraded. Make it anew once its source was.`,
      };
      return;
    }
    const [configuration, ...others] = operatorConfigurations(workspace);
    if (others.length > 0) return;
    const upgrade = configuration?.at('major_version_upgrade');
    const mode = upgrade && textOf(upgrade.at('major_version_upgrade_mode'));
    const isOff = mode === undefined ? version !== undefined && isBefore(version, '1.13') : mode === 'off';
    const team = textOf(spec.at('teamId')) ?? '';
    const allowed = upgrade ? textItems(upgrade.at('major_version_upgrade_team_allow_list')) : [];
    if (!isOff || allowed.some(([name]) => name === team)) return;
    yield {
      node,
      message: say`The cluster stays at ${was}: upgrades are off in the operator (\`major_version_upgrade_mode\`).`,
    };
  },
};
