import type { Finding, ManifestNode, Rule } from '../../../contract/index.ts';
import { knownName } from '../../../vocabulary/podNames.ts';
import { isWritten, textOf } from '../../../vocabulary/read.ts';
import { refusedTimeZone } from '../../../vocabulary/refusedTimeZone.ts';
import { say } from '../../../vocabulary/say.ts';
import { timeZoneFault } from '../../../vocabulary/timeZoneFault.ts';
import { meaningOf } from '../serverOptions.ts';
import { partOf, serverLines, settingsOf } from '../settingsOf.ts';
import { code } from '../sources.ts';

/** Zones that server and CronJobs find by their names. */
export const timeZoneUnknown: Rule = {
  id: 'mariadb/time-zone-unknown',
  severity: 'warning',
  kinds: ['MariaDB', 'Backup', 'SqlJob'],
  help: `A server does not start with a time zone that it does not know, and of a \`Backup\` or \`SqlJob\` the API server refuses the CronJob. A server
knows \`SYSTEM\` and distances such as \`+02:00\`; names such as \`Europe/Berlin\` only once they are loaded, which the operator has done
where \`timeZone\` is written, and not for \`default_time_zone\` in \`myCnf\`.`,
  source: code('pkg/builder/container_builder.go', 535),
  *check({ resource, spec }): Iterable<Finding> {
    const node = spec.at('timeZone');
    if (resource.identity.kind !== 'MariaDB') {
      yield* refusedTimeZone(node);
      return;
    }
    yield* serverZone(node);
    if (isWritten(node) || spec.at('env').items().some(loadsZones)) return;
    for (const settings of settingsOf(resource)) {
      for (const line of serverLines(settings)) {
        const { name, value = '', valueAt } = line;
        const meaning = meaningOf(name);
        if (meaning.is !== 'option' || meaning.option.name !== 'default_time_zone' || !/[a-z]/i.test(value)) continue;
        if (value.toLowerCase() === 'system') continue;
        yield {
          ...partOf(settings, valueAt).place,
          // On a volume of old somebody may have loaded them.
          severity: 'information',
          message: say`Names of time zones are loaded only where \`spec.timeZone\` is written, and without them the server does not start: write "${value}" there.`,
        };
      }
    }
  },
};

/** docker-entrypoint.sh of the image loads them unless a variable keeps it from that. */
function loadsZones(variable: ManifestNode): boolean {
  return (textOf(variable.at('name')) ?? 'TZINFO').includes('TZINFO');
}

function* serverZone(node: ManifestNode): Iterable<Finding> {
  const zone = knownName(node);
  if (zone === undefined || /^[-+]\d{1,2}:\d\d$/.test(zone) || zone.toLowerCase() === 'system') return;
  const fault = timeZoneFault(zone);
  // The server's table of zones does not tell upper from lower case.
  if (!fault || fault.meant?.toLowerCase() === zone.toLowerCase()) return;
  const { meant } = fault;
  yield {
    node,
    message:
      meant === undefined
        ? say`There is no time zone "${zone}", and the server does not start: write one such as "Europe/Berlin".`
        : say`There is no time zone "${zone}", and the server does not start. Did you mean "${meant}"?`,
    fixes: fixesFor(node, meant),
  };
}

function fixesFor(node: ManifestNode, meant: string | undefined) {
  if (meant === undefined) return [];
  return [{ title: say`Write "${meant}"`, edits: [{ do: 'set', node, value: meant }], safe: false }] as const;
}
