import type { Finding, Rule, RuleContext } from '../../../contract/index.ts';
import { isFilledInLater } from '../../../vocabulary/nameUses.ts';
import { isHidden, textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { code } from '../sources.ts';

/** One Job, once. */
export const initializerWithoutEffect: Rule = {
  id: 'tidb/initializer-without-effect',
  severity: 'warning',
  kinds: ['TidbInitializer'],
  help: `The operator makes one Job for each cluster, \`<cluster>-tidb-initializer\`, looks for the cluster in the namespace of the
initializer alone, and leaves a Job that is there as it is. So an initializer for a cluster elsewhere waits for ever, a second
one for the same cluster does nothing, and neither does a change of one that has run: delete it and its Job, and make it anew,
as long as \`root\` still has no password.`,
  source: code('manager/member/tidb_init_manager.go#L186'),
  *check(context: RuleContext): Iterable<Finding> {
    yield* elsewhere(context);
    yield* twice(context);
    yield* changed(context);
  },
};

function* elsewhere({ resource, spec }: RuleContext): Iterable<Finding> {
  const node = spec.at('cluster', 'namespace');
  const [namespace, own] = [textOf(node), resource.identity.namespace];
  if (!namespace || own === '' || namespace === own || [namespace, own].some(isFilledInLater)) return;
  yield {
    node,
    message: say`The operator looks for the cluster in "${own}" alone, so this waits for ever: put the initializer into "${namespace}".`,
  };
}

function* twice({ resource, spec, workspace }: RuleContext): Iterable<Finding> {
  const node = spec.at('cluster', 'name');
  const cluster = textOf(node);
  const { name, namespace } = resource.identity;
  if (!cluster || !name || [cluster, name].some(isFilledInLater)) return;
  const others = workspace
    .resources('pingcap.com', 'TidbInitializer')
    .filter(({ resource: other }) => other.identity.namespace === namespace && other.identity.name !== name)
    .filter(({ resource: other }) => other.root.at('spec', 'cluster', 'name').value === cluster);
  const [first] = others;
  if (first === undefined || first.resource.identity.name > name) return;
  yield {
    node,
    message: say`"${first.resource.identity.name}" initializes "${cluster}" as well, and there is one Job for both: only the first does anything.`,
  };
}

function* changed({ spec, previous }: RuleContext): Iterable<Finding> {
  if (previous === undefined) return;
  for (const field of ['passwordSecret', 'initSql', 'initSqlConfigMap', 'permitHost']) {
    const node = spec.at(field);
    const [now, before] = [textOf(node), previous.root.at('spec', field)];
    if (now === undefined || before.value === now || isHidden(before)) continue;
    yield {
      node,
      mark: 'key',
      severity: 'information',
      message: say`An initializer runs once, so this change does nothing where it has run: delete it and its Job, and make it anew.`,
    };
    return;
  }
}
