import type { Rule } from '../../../contract/index.ts';
import { misreadSlots } from '../../../vocabulary/misreadSlots.ts';

/** Patroni makes a slot only if it understands it. */
export const slotInvalid: Rule = {
  id: 'zalando/slot-invalid',
  severity: 'warning',
  kinds: ['postgresql'],
  help: `Patroni keeps the slots of \`patroni.slots\` through a failover. It passes over an entry that it does not understand, with a line
in its log, and whoever wants to read from the slot finds none. \`type\` is \`physical\` or \`logical\`; a logical slot needs \`database\` and
\`plugin\` too. Names have lower-case letters, digits and underscores, 63 at most. Slots that begin with \`fes_\` belong to \`streams\`.`,
  source: 'https://patroni.readthedocs.io/en/latest/dynamic_configuration.html',
  check: ({ spec }) => misreadSlots(spec.at('patroni', 'slots')),
};
