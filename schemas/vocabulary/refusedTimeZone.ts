import type { Finding, ManifestNode } from '../contract/index.ts';
import { knownName } from './podNames.ts';
import { say } from './say.ts';
import { timeZoneFault } from './timeZoneFault.ts';

/** A time zone that there is not, for which the API server refuses a CronJob. */
export function* refusedTimeZone(node: ManifestNode): Iterable<Finding> {
  const zone = knownName(node);
  const fault = zone === undefined ? undefined : timeZoneFault(zone);
  if (zone === undefined || !fault) return;
  const { meant } = fault;
  yield {
    node,
    message:
      meant === undefined
        ? say`The CronJob is refused: there is no time zone "${zone}". Write one such as "Europe/Berlin".`
        : say`The CronJob is refused: there is no time zone "${zone}". Did you mean "${meant}"?`,
    fixes:
      meant === undefined
        ? []
        : [{ title: say`Write "${meant}"`, edits: [{ do: 'set', node, value: meant }], safe: false }],
  };
}
