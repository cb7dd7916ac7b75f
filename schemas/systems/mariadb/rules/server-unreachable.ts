import type { Finding, ManifestNode, Rule, Said } from '../../../contract/index.ts';
import { isHidden, isTrue, numberOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import type { OptionLine } from '../optionFile.ts';
import { meaningOf } from '../serverOptions.ts';
import { partOf, serverLines, settingsOf } from '../settingsOf.ts';
import { code } from '../sources.ts';

/** Services, operator and replicas come over the network. */
export const serverUnreachable: Rule = {
  id: 'mariadb/server-unreachable',
  severity: 'warning',
  kinds: ['MariaDB'],
  help: `The operator, its Services and the replicas reach the server over the network, at \`spec.port\`. A server that listens on another port, on
the loopback address or on none is running, and nobody gets to it: the operator cannot make users and databases in it.`,
  source: code('pkg/builder/service_builder.go', 60),
  *check({ resource, spec }): Iterable<Finding> {
    for (const settings of settingsOf(resource)) {
      for (const line of serverLines(settings)) {
        const message = messageFor(line, spec);
        if (message) yield { ...partOf(settings, line.value === undefined ? line.at : line.valueAt).place, message };
      }
    }
  },
};

function messageFor({ name, value }: OptionLine, spec: ManifestNode): Said | undefined {
  const meaning = meaningOf(name);
  if (meaning.is !== 'option') return undefined;
  switch (meaning.option.name) {
    case 'bind_address':
      // With Galera the operator's own value counts.
      return value !== undefined && /^(?:127\.|localhost$|::1$)/i.test(value) && !isTrue(spec.at('galera', 'enabled'))
        ? say`The server listens on "${value}" only, where neither the operator nor a Service reaches it: write \`*\`.`
        : undefined;
    case 'port': {
      const port = numberOf(spec.at('port')) ?? (isHidden(spec.at('port')) ? undefined : usualPort);
      return value !== undefined && /^\d+$/.test(value) && port !== undefined && Number(value) !== port
        ? say`The server listens on port ${value}, and the operator and its Services ask for it on ${port}: write \`spec.port\` instead.`
        : undefined;
    }
    case 'skip_networking':
      return value === undefined || /^(?:on|true|1)$/i.test(value)
        ? say`The server does not listen on the network, where the operator and its Services ask for it: remove it.`
        : undefined;
    default:
      return undefined;
  }
}

/** https://github.com/mariadb-operator/mariadb-operator/blob/v26.6.0/api/v1alpha1/mariadb_types.go */
const usualPort = 3306;
