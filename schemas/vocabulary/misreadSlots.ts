import type { Finding, ManifestNode, Said } from '../contract/index.ts';
import { isHidden, isWritten, textOf } from './read.ts';
import { say } from './say.ts';

/**
 * Entries of Patroni's `slots` that it passes over, or reads as something else than is likely meant. Without a `type` an entry is
 * logical if it has `database` and `plugin`, and physical otherwise: `_merge_permanent_slots` in `patroni/dcs/__init__.py`, 4.1.
 */
export function* misreadSlots(slots: ManifestNode): Iterable<Finding> {
  for (const [name, slot] of slots.entries()) {
    if (name.includes('$') || isHidden(slot)) continue;
    const wrongName = nameProblem(name);
    if (wrongName) yield { node: slot, mark: 'key', message: say`Slot "${name}" is not made: ${wrongName}.` };
    const type = slot.at('type');
    const text = type.kind === 'missing' ? undefined : (textOf(type) ?? '');
    const missing = ['database', 'plugin'].filter((field) => !isWritten(slot.at(field)));
    if (isHidden(type) || text === 'physical') continue;
    if (text === 'logical') {
      for (const field of missing)
        yield { node: slot, mark: 'key', message: say`Slot "${name}" is not made: a logical one needs \`${field}\`.` };
    } else if (text !== undefined) {
      yield { node: type, message: say`Slot "${name}" is not made: \`type\` is \`physical\` or \`logical\`.` };
    } else if (missing.length === 1) {
      yield {
        node: slot,
        mark: 'key',
        message: say`Slot "${name}" becomes a physical one: a logical one needs \`${missing[0] ?? ''}\` too.`,
      };
    }
  }
}

function nameProblem(name: string): Said | undefined {
  if (name.length > 63) return say`names of slots have at most 63 characters`;
  if (!/^[a-z0-9_]+$/.test(name)) return say`names of slots hold lower-case letters, digits and "_" only`;
  return undefined;
}
