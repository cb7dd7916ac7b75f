import type { ReleaseChange } from '../../contract/index.ts';
import { isWritten, numberOf } from '../../vocabulary/read.ts';
import { say } from '../../vocabulary/say.ts';

const notes = (release: string) =>
  `https://github.com/cloudnative-pg/cloudnative-pg/blob/v1.30.0/docs/src/release_notes/old/v${release}.md`;

/** What releases of the operator make of manifests that they take as before. */
export const cloudnativePgChanges: readonly ReleaseChange[] = [
  {
    id: 'cloudnative-pg/superuser-without-password',
    since: '1.21',
    effect: 'default',
    severity: 'warning',
    kinds: ['Cluster'],
    source: notes('1.21'),
    *find({ spec, resource }) {
      const node = spec.at('enableSuperuserAccess');
      if (isWritten(node)) return;
      yield {
        node,
        mark: 'key',
        message: say`A new cluster has no Secret \`${resource.identity.name}-superuser\`, and \`postgres\` no password: \`enableSuperuserAccess\` is left out, which means \`false\` from 1.21 on, and \`true\` before. One that is in a cluster keeps what it has. Write \`true\` if somebody logs in with it.`,
        fixes: [{ title: say`Keep the superuser's password`, edits: [{ do: 'set', node, value: true }], safe: false }],
      };
    },
  },
  {
    id: 'cloudnative-pg/alter-system-refused',
    since: '1.22',
    effect: 'default',
    severity: 'information',
    kinds: ['Cluster'],
    source: notes('1.22'),
    *find({ spec, resource }) {
      const node = spec.at('postgresql', 'enableAlterSystem');
      if (isWritten(node) || resource.partial) return;
      yield {
        node,
        mark: 'key',
        message: say`ALTER SYSTEM is refused from 1.22 on, because \`postgresql.enableAlterSystem\` is left out. Write parameters into the manifest, where all instances get them.`,
      };
    },
  },
  {
    id: 'cloudnative-pg/role-label-unread',
    since: '1.24',
    effect: 'different',
    severity: 'information',
    kinds: ['Cluster'],
    source: notes('1.24'),
    *find({ resource, spec }) {
      for (const place of ['affinity', 'topologySpreadConstraints'] as const) {
        const node = spec.at(place);
        if (resource.partial || !JSON.stringify(node.value ?? null).includes('"role":')) continue;
        yield {
          node,
          mark: 'key',
          message: say`The label \`role\` is on its way out: from 1.24 on the operator's own Services select by \`cnpg.io/instanceRole\`. Use that here, and in your own selectors.`,
        };
      }
    },
  },
  {
    id: 'cloudnative-pg/isolated-primary-stopped',
    since: '1.27',
    effect: 'default',
    severity: 'information',
    kinds: ['Cluster'],
    source: notes('1.27'),
    *find({ resource, spec }) {
      const node = spec.at('probes', 'liveness', 'isolationCheck');
      if (isWritten(node) || resource.partial || !((numberOf(spec.at('instances')) ?? 1) > 1)) return;
      yield {
        node,
        mark: 'key',
        message: say`A primary that reaches neither the API server nor another instance is stopped: \`probes.liveness.isolationCheck\` is left out, which means on from 1.27 on. Set \`enabled: false\` there if your network is cut more often than nodes fail.`,
      };
    },
  },
  {
    id: 'cloudnative-pg/any-service-gone',
    since: '1.20',
    effect: 'default',
    severity: 'information',
    kinds: ['Cluster'],
    source: notes('1.20'),
    *find({ resource, spec }) {
      const { name } = resource.identity;
      if (resource.partial || name === '' || spec.kind !== 'map') return;
      yield {
        node: resource.root.at('metadata', 'name'),
        message: say`The Service \`${name}-any\` is no longer made from 1.20 on, unless the operator runs with \`CREATE_ANY_SERVICE\`. Clients that use it take \`${name}-r\`.`,
      };
    },
  },
];
