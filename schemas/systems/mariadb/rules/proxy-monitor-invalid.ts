import type { Rule } from '../../../contract/index.ts';
import { nearestName } from '../../../vocabulary/nearest.ts';
import { isWritten, mayHoldMore, textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { webhook } from '../sources.ts';

/** What watches the servers. */
export const proxyMonitorInvalid: Rule = {
  id: 'mariadb/proxy-monitor-invalid',
  severity: 'error',
  kinds: ['MaxScale'],
  help: `\`monitor.module\` is \`mariadbmon\`, for replication, or \`galeramon\`. With \`mariaDbRef\` the operator knows which one; with
\`servers\` the webhook refuses a MaxScale without it. \`primaryServer\` is for \`mariadbmon\` alone.`,
  source: webhook('maxscale', 143),
  wholeOnly: true,
  *check({ spec }) {
    const node = spec.at('monitor', 'module');
    const module = textOf(node) ?? '';
    if (module === '') {
      if (isWritten(node) || !isWritten(spec.at('servers')) || isWritten(spec.at('mariaDbRef'))) return;
      if (mayHoldMore(spec.at('monitor'))) return;
      yield {
        node,
        message: say`With \`servers\` the webhook wants to know the monitor: write \`mariadbmon\` or \`galeramon\`.`,
      };
      return;
    }
    if (module.includes('${')) return;
    if (!modules.includes(module)) {
      const meant = nearestName(module, modules);
      yield {
        node,
        message: say`There is no monitor "${module}", and the webhook refuses it: write \`mariadbmon\` or \`galeramon\`.`,
        fixes:
          meant === undefined ? [] : [{ title: say`Write "${meant}"`, edits: [{ do: 'set', node, value: meant }] }],
      };
      return;
    }
    const primary = spec.at('primaryServer');
    if (module === 'mariadbmon' || !isWritten(primary)) return;
    yield {
      node: primary,
      mark: 'key',
      message: say`Only \`mariadbmon\` switches over, and the webhook refuses this with \`${module}\`: remove it.`,
      fixes: [{ title: say`Remove \`primaryServer\``, edits: [{ do: 'remove', node: primary }] }],
    };
  },
};

const modules = ['mariadbmon', 'galeramon'];
