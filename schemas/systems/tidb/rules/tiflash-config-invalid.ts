import type { Finding, Rule } from '../../../contract/index.ts';
import { say } from '../../../vocabulary/say.ts';
import { readConfig } from '../config.ts';
import { validation } from '../sources.ts';

/** The few settings that the operator looks at. */
export const tiflashConfigInvalid: Rule = {
  id: 'tidb/tiflash-config-invalid',
  severity: 'error',
  kinds: ['TidbCluster'],
  help: `Of TiFlash's configuration the operator checks \`flash.overlap_threshold\`, a fraction from 0 to 1, and the files of its logs,
which need a folder: \`/data0/logs/server.log\`, and not \`/server.log\`. With anything else it writes the event
\`FailedValidation\` and leaves the whole resource as it is.`,
  source: validation(281),
  *check({ spec }): Iterable<Finding> {
    for (const { path, value, place } of readConfig(spec.at('tiflash', 'config', 'config'))?.settings ?? []) {
      const key = path.join('.');
      if (key === 'flash.overlap_threshold') {
        if (typeof value !== 'number' || (value >= 0 && value <= 1)) continue;
        yield {
          ...place,
          message: say`\`${key}\` is a fraction from 0 to 1: with ${value} the operator refuses the whole resource.`,
        };
      } else if (logFiles.has(key) && typeof value === 'string' && value.split('/').length < 3) {
        yield {
          ...place,
          message: say`"${value}" has no folder, so the operator refuses the whole resource: write it as in \`/data0/logs/server.log\`.`,
        };
      }
    }
  },
};

const logFiles = new Set(['flash.flash_cluster.log', 'flash.proxy.log-file', 'logger.log', 'logger.errorlog']);
