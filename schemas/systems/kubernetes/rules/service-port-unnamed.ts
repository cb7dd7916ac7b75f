import type { Rule } from '../../../contract/index.ts';
import { isPlaceholder, isWritten, numberOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';

/** Several ports are told apart by name. */
export const servicePortUnnamed: Rule = {
  id: 'kubernetes/service-port-unnamed',
  severity: 'error',
  kinds: ['Service'],
  help: `A Service with more than one port needs a \`name\` for each of them: the API server refuses one without. Names are
lower-case letters, digits and \`-\`.`,
  source: 'https://kubernetes.io/docs/concepts/services-networking/service/#multi-port-services',
  wholeOnly: true,
  *check({ spec }) {
    const ports = spec.at('ports').items();
    if (ports.length < 2 || ports.some(isPlaceholder)) return;
    for (const port of ports) {
      const name = port.at('name');
      if (port.kind !== 'map' || (isWritten(name) && name.value !== '')) continue;
      const number = numberOf(port.at('port'));
      yield {
        node: number === undefined ? port : port.at('port'),
        message: say`A Service with several ports needs a \`name\` for each: the API server refuses this one.`,
        fixes:
          number === undefined
            ? []
            : [
                {
                  title: say`Name the port`,
                  edits: [{ do: 'set', node: name, value: portNames[number] ?? `port-${number}` }],
                  safe: false,
                },
              ],
      };
    }
  },
};

const portNames: Readonly<Record<number, string>> = {
  80: 'http',
  443: 'https',
  3306: 'mysql',
  5432: 'postgres',
  6432: 'pgbouncer',
  9187: 'metrics',
};
