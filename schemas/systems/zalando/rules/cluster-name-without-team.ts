import type { Finding, Rule, RuleContext, Said, Severity } from '../../../contract/index.ts';
import { isFalse, isTrue, textOf } from '../../../vocabulary/read.ts';
import { isDnsName } from '../../../vocabulary/dns.ts';
import { say } from '../../../vocabulary/say.ts';
import { operatorConfigurations } from '../operatorSettings.ts';
import { isBefore } from '../../../vocabulary/isBefore.ts';

/** Where the operator wants names to begin with the team, a cluster without that prefix stays `Invalid`. */
export const clusterNameWithoutTeam: Rule = {
  id: 'zalando/cluster-name-without-team',
  severity: 'error',
  kinds: ['postgresql'],
  help: `Up to version 1.8 the operator accepts a cluster only if \`metadata.name\` begins with \`teamId\` and a hyphen. Since
1.9 it does so only with \`enable_team_id_clustername_prefix: true\` in its configuration. A cluster without the prefix gets
the status \`Invalid\` and nothing is created for it. The name of a cluster cannot change later, so choose it before the
first apply. Nothing is reported for an operator that is known to go without the prefix.`,
  source: 'https://github.com/zalando/postgres-operator/blob/v2.0.1/pkg/apis/acid.zalan.do/v1/util.go#L50',
  *check(context) {
    const node = context.root.at('metadata', 'name');
    const name = textOf(node);
    const team = textOf(context.spec.at('teamId'));
    if (!name || !team) return;
    const prefix = `${team.toLowerCase()}-`;
    if (name.toLowerCase().startsWith(prefix) && name.length > prefix.length) return;
    const demand = demandOf(context);
    if (!demand) return;
    const renamed = `${prefix}${name}`;
    const fixes: Finding['fixes'] = isDnsName(renamed, 'service')
      ? [{ title: say`Rename to "${renamed}"`, edits: [{ do: 'set', node, value: renamed }], safe: false }]
      : [];
    if (demand.severity === 'hint' && fixes.length === 0) return;
    yield { node, severity: demand.severity, message: demand.message(name, prefix), fixes };
  },
};

interface Demand {
  readonly severity: Severity;
  message(name: string, prefix: string): Said;
}

const beforeOptional: Demand = {
  severity: 'error',
  message: (name, prefix) =>
    say`Cluster "${name}" becomes \`Invalid\`: up to version 1.8 of the operator its name has to begin with \`teamId\`, so with "${prefix}".`,
};

const switchedOn: Demand = {
  severity: 'error',
  message: (name, prefix) =>
    say`Cluster "${name}" becomes \`Invalid\`: with \`enable_team_id_clustername_prefix\` its name has to begin with "${prefix}".`,
};

const unknown: Demand = {
  severity: 'hint',
  message: (name, prefix) =>
    say`Cluster "${name}" works only where \`enable_team_id_clustername_prefix\` is off: operators up to 1.8 want the name to begin with "${prefix}".`,
};

/** Several configurations that disagree: the cluster may belong to either operator. */
function demandOf({ version, workspace }: RuleContext): Demand | undefined {
  if (version !== undefined && isBefore(version, '1.9')) return beforeOptional;
  const switches = operatorConfigurations(workspace).map((configuration) =>
    configuration.at('enable_team_id_clustername_prefix'),
  );
  if (switches.some(isTrue)) {
    const certain = switches.every((node) => isTrue(node));
    return certain ? switchedOn : { ...switchedOn, severity: 'warning' };
  }
  const known = version !== undefined || switches.some((node) => isFalse(node) || node.kind === 'missing');
  return known ? undefined : unknown;
}
