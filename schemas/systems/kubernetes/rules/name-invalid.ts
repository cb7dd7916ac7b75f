import type { Rule } from '../../../contract/index.ts';
import { dnsNameProblem, isDnsName, toDnsName } from '../../../vocabulary/dns.ts';
import type { DnsNameKind } from '../../../vocabulary/dns.ts';
import { knownName } from '../../../vocabulary/podNames.ts';
import { say } from '../../../vocabulary/say.ts';
import { allKinds } from '../workloads.ts';

/** Longest name from which the names of Jobs and pods can be made. */
const cronJobLimit = 52;

/** Names of resources. */
export const nameInvalid: Rule = {
  id: 'kubernetes/name-invalid',
  severity: 'error',
  kinds: allKinds,
  help: `Names of resources are lower-case letters, digits, \`-\` and \`.\`, at most 253 of them. Those of Services become part
of a host name: no dots, at most 63, and a letter first. A CronJob makes names of its own, so its name has at most 52.
The API server refuses others; the usual mistake is an underscore.`,
  source: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/names/',
  *check({ resource, root }) {
    const node = root.at('metadata', 'name');
    const name = knownName(node);
    const { kind } = resource.identity;
    if (name === undefined || /^<.*>$/.test(name)) return;
    const form: DnsNameKind = kind === 'Service' ? 'service' : 'subdomain';
    if (kind === 'CronJob' && name.length > cronJobLimit && isDnsName(name, form)) {
      yield {
        node,
        message: say`Name "${name}" has ${name.length} characters, and a CronJob may have ${cronJobLimit}: the API server refuses it.`,
      };
      return;
    }
    const problem = dnsNameProblem(name, form);
    if (problem === undefined) return;
    const better = toDnsName(name, form);
    yield {
      node,
      // Kubernetes 1.34 can be told to allow a digit first.
      ...(form === 'service' && isDnsName(name, 'label') ? { severity: 'warning' as const } : {}),
      message: say`Name "${name}" ${problem}: the API server refuses the ${kind}.`,
      fixes:
        better === undefined || better === name
          ? []
          : [{ title: say`Rename to "${better}"`, edits: [{ do: 'set', node, value: better }], safe: false }],
    };
  },
};
