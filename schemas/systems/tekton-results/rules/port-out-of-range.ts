import type { Rule } from '../../../contract/index.ts';
import { numberOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { resultKinds, resultSettings } from '../settings.ts';

const usual = { db_port: 5432, server_port: 8080, prometheus_port: 9090 } as const;

/** The CRD takes any whole number for a port. */
export const portOutOfRange: Rule = {
  id: 'tekton-results/port-out-of-range',
  severity: 'error',
  kinds: resultKinds,
  help: `A port is a number from 1 to 65535. The API server takes any whole number here, but Results cannot listen on, or
connect to, one outside that range and ends when it starts.`,
  source: 'https://github.com/tektoncd/operator/blob/v0.81.1/pkg/apis/operator/v1alpha1/tektonresult_types.go#L105',
  *check({ resource }) {
    const settings = resultSettings(resource);
    for (const [field, port] of Object.entries(usual)) {
      const node = settings.at(field);
      const value = numberOf(node);
      if (value === undefined || (value >= 1 && value <= 65535)) continue;
      yield {
        node,
        message: say`\`${field}\` is ${value}, so Results does not start: a port is a number from 1 to 65535.`,
        fixes: [{ title: say`Set ${String(port)}`, edits: [{ do: 'set', node, value: port }], safe: false }],
      };
    }
  },
};
