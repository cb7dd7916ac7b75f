import type { Rule } from '../../../contract/index.ts';
import { isPlaceholder, isWritten } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { clusterBehindHost } from '../clusterBehindHost.ts';
import { resultKinds, resultSettings } from '../settings.ts';

/** Operators set their servers up so that only encrypted connections from other pods are let in. */
export const sslmodeRefused: Rule = {
  id: 'tekton-results/sslmode-refused',
  severity: 'warning',
  kinds: resultKinds,
  help: `\`db_host\` is a Service of a database cluster in this workspace, and the operator of that cluster sets its servers up
to refuse connections without TLS: the API ends with "no pg_hba.conf entry ... no encryption". \`disable\` is also what
counts when \`db_sslmode\` is left out. Use \`verify-full\` or \`require\` together with the CA certificate of the cluster; \`prefer\`
works without it, but checks nobody.`,
  source: 'https://github.com/tektoncd/results/blob/v0.20.0/config/base/env/config',
  *check(context) {
    const settings = resultSettings(context.resource);
    const node = settings.at('db_sslmode');
    if (isPlaceholder(node) || (isWritten(node) && node.value !== 'disable' && node.value !== '')) return;
    const cluster = clusterBehindHost(context);
    const reason = cluster?.serves.refusesPlain;
    if (!cluster || reason === undefined) return;
    const { kind, name } = cluster.resource.identity;
    yield {
      node: isWritten(node) ? node : settings.at('db_host'),
      message: isWritten(node)
        ? say`${kind} "${name}" behind \`db_host\` refuses connections without TLS (${reason}), and \`db_sslmode\` is "disable".`
        : say`${kind} "${name}" behind \`db_host\` refuses connections without TLS (${reason}), and \`db_sslmode\` is "disable" unless set.`,
      fixes: ['require', 'prefer'].map((value) => ({
        title: say`Set \`db_sslmode: ${value}\``,
        edits: [{ do: 'set', node, value }],
        safe: false,
      })),
      related: [{ node: cluster.resource.root.at('metadata', 'name'), message: say`The cluster` }],
    };
  },
};
