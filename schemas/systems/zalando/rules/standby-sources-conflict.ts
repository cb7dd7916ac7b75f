import type { Rule } from '../../../contract/index.ts';
import { listed, say } from '../../../vocabulary/say.ts';
import { isBefore } from '../../../vocabulary/isBefore.ts';

/** Two sources of which only one is allowed. */
export const standbySourcesConflict: Rule = {
  id: 'zalando/standby-sources-conflict',
  severity: 'error',
  kinds: ['postgresql'],
  help: `A standby reads one archive: \`s3_wal_path\` or \`gs_wal_path\`, and the API server refuses both. Beside an archive it may
follow a running primary (\`standby_host\`) since operator 2.0; operators from 1.8 to 1.15 want exactly one of the three.`,
  source: 'https://github.com/zalando/postgres-operator/blob/v2.0.1/manifests/postgresql.crd.yaml#L2899',
  since: '1.8',
  *check({ spec, version }) {
    const standby = spec.at('standby');
    const exactlyOne = version !== undefined && isBefore(version, '2.0');
    const rivals = exactlyOne ? ['standby_host', ...archives] : archives;
    const written = rivals.map((key) => standby.at(key)).filter((node) => node.kind !== 'missing');
    const last = written.at(-1);
    if (!last || written.length < 2) return;
    const names = written.map((node) => `\`${String(node.path.at(-1))}\``);
    yield {
      node: last,
      mark: 'key',
      message: say`A cluster whose \`standby\` has ${listed(names, 'and')} is refused: keep one of them.`,
      related: written.slice(0, -1).map((node, index) => ({ node, message: say`${names[index] ?? ''} stands here.` })),
      fixes: written.map((kept, index) => ({
        title: say`Keep only ${names[index] ?? ''}`,
        edits: written.filter((node) => node !== kept).map((node) => ({ do: 'remove' as const, node })),
        safe: false as const,
      })),
    };
  },
};

const archives = ['s3_wal_path', 'gs_wal_path'];
