import type { ManifestNode, Rule, Said } from '../../../contract/index.ts';
import { isHidden, isWritten, textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';

/** Patroni makes a slot only if it is described whole. */
export const slotInvalid: Rule = {
  id: 'zalando/slot-invalid',
  severity: 'warning',
  kinds: ['postgresql'],
  help: `Patroni keeps the slots of \`patroni.slots\` through a failover. It passes over an entry that it does not understand, with a line
in its log, and whoever wants to read from the slot finds none. \`type\` is \`physical\` or \`logical\`; a logical slot needs \`database\` and
\`plugin\` too. Names have lower-case letters, digits and underscores, 63 at most. Slots that begin with \`fes_\` belong to \`streams\`.`,
  source: 'https://patroni.readthedocs.io/en/latest/dynamic_configuration.html',
  *check({ spec }) {
    for (const [name, slot] of spec.at('patroni', 'slots').entries()) {
      if (name.includes('${') || isHidden(slot)) continue;
      const wrongName = nameProblem(name);
      if (wrongName) yield { node: slot, mark: 'key', message: say`Slot "${name}" is not made: ${wrongName}.` };
      const type = slot.at('type');
      const text = textOf(type);
      if (!isWritten(type)) {
        yield {
          node: slot,
          mark: 'key',
          message: say`Slot "${name}" is not made: it has no \`type\`, \`physical\` or \`logical\`.`,
          fixes: [
            { title: say`Add \`type\``, edits: [{ do: 'set', node: type, value: likelyType(slot) }], safe: false },
          ],
        };
      } else if (text !== undefined && text !== 'physical' && text !== 'logical') {
        yield { node: type, message: say`Slot "${name}" is not made: \`type\` is \`physical\` or \`logical\`.` };
      } else if (text === 'logical') {
        for (const field of ['database', 'plugin']) {
          if (isWritten(slot.at(field))) continue;
          yield {
            node: slot,
            mark: 'key',
            message: say`Slot "${name}" is not made: a logical one needs \`${field}\`.`,
          };
        }
      }
    }
  },
};

function nameProblem(name: string): Said | undefined {
  if (name.length > 63) return say`names of slots have at most 63 characters`;
  if (!/^[a-z0-9_]+$/.test(name)) return say`names of slots hold lower-case letters, digits and "_" only`;
  return undefined;
}

function likelyType(slot: ManifestNode): string {
  return isWritten(slot.at('database')) || isWritten(slot.at('plugin')) ? 'logical' : 'physical';
}
