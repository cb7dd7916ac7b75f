import type { Finding, Rule } from '../../../contract/index.ts';
import { isFilledInLater } from '../../../vocabulary/nameUses.ts';
import { say } from '../../../vocabulary/say.ts';
import { partsOf } from '../parts.ts';

/** Names of Services, and a label that Kubernetes makes of the name of a StatefulSet. */
export const nameUnusable: Rule = {
  id: 'tidb/name-unusable',
  severity: 'error',
  kinds: ['TidbCluster', 'DMCluster'],
  help: `The name of a cluster begins the names of its Services, which have no dots and, before Kubernetes 1.36, do not begin with a
digit. It also begins the names of StatefulSets, such as \`<name>-tikv\`, and Kubernetes puts that name with up to eleven
characters behind it into a label of the pods, which holds 63: above 52 characters pods may not be made, and the StatefulSet says
so in its events. A cluster cannot be renamed, so choose a shorter name from the start.`,
  source: 'https://github.com/kubernetes/kubernetes/issues/64023',
  *check({ root, resource }): Iterable<Finding> {
    const node = root.at('metadata', 'name');
    const { name } = resource.identity;
    if (name === '' || isFilledInLater(name)) return;
    if (name.includes('.')) {
      yield {
        node,
        message: say`Services are named for the cluster, and their names have no dots: none can be made. Choose a name without.`,
      };
    } else if (/^\d/.test(name)) {
      yield {
        node,
        severity: 'warning',
        message: say`Services are named for the cluster, and before Kubernetes 1.36 their names do not begin with a digit: choose another name.`,
      };
    }
    const names = partsOf(resource)
      .filter(({ id }) => id !== 'discovery' && id !== 'pdms')
      .map(({ id }) => `${name}-${resource.identity.kind === 'DMCluster' ? `dm-${id}` : id}`);
    const [longest = ''] = names.sort((a, b) => b.length - a.length);
    if (longest.length <= most) return;
    yield {
      node,
      // The end that Kubernetes appends has eight to ten characters, mostly ten.
      ...(longest.length > most + 2 ? {} : { severity: 'warning' as const }),
      message: say`"${longest}" has ${longest.length} characters, and pods of a StatefulSet with more than ${most} may not be made: choose a shorter name.`,
    };
  },
};

const most = 52;
