import type { Recipe } from '../../schemas/contract/index.ts';
import type { WrittenResource } from '../../schemas/contract/protocol.ts';
import { systems } from '../../schemas/registry.ts';
import { resourceFromJson } from '../session/jsonResource.ts';
import { systemOf } from '../session/resolveTarget.ts';

/** What a person can do about a resource from the line where it stands. */
export type Offer = 'connect' | 'openTunnel' | 'credentials' | 'verify' | 'describe' | 'apply' | 'restart';

type Offered = Pick<WrittenResource, 'identity' | 'value' | 'incomplete'>;

const groups = new Set(systems.filter(({ recipe }) => recipe).flatMap(({ kinds }) => kinds.map(({ group }) => group)));

/** Whether a text may hold a resource that something is offered for: most YAML files do not, and nothing is asked about them. */
export function mayHoldOffers(text: string): boolean {
  for (const group of groups) if (group !== '' && text.includes(`${group}/`)) return true;
  return false;
}

/**
 * Offers by the text of a resource. The recipe of one with a thousand users takes milliseconds, so what is
 * known from the text before the last edit is taken over; what is gone is forgotten.
 */
export class KnownOffers {
  #known: ReadonlyMap<string, readonly Offer[]> = new Map();

  of(resources: readonly Offered[]): readonly (readonly Offer[])[] {
    const next = new Map<string, readonly Offer[]>();
    const offers = resources.map((resource) => {
      if (!systemOf(resource.identity.apiVersion, resource.identity.kind)?.system.recipe) return [];
      const key = JSON.stringify([resource.incomplete, resource.value]);
      const offered = this.#known.get(key) ?? offersFor(resource);
      next.set(key, offered);
      return offered;
    });
    this.#known = next;
    return offers;
  }
}

/** Few, in the order to show. */
export function offersFor({ identity, value, incomplete }: Offered): readonly Offer[] {
  if (identity.name === '') return [];
  const recipe = systemOf(identity.apiVersion, identity.kind)?.system.recipe?.(resourceFromJson(value));
  // What is not filled in cannot be applied; all else is done to what the cluster has.
  return recipe ? offersOf(recipe).filter((offer) => offer !== 'apply' || !incomplete) : [];
}

export function offersOf({
  access,
  listens,
  actions,
}: Pick<Recipe, 'access' | 'listens' | 'actions'>): readonly Offer[] {
  const isRestarted = actions.some(({ command }) => command === 'restart');
  return [
    ...(access ? (['connect'] as const) : []),
    ...(access || listens ? (['openTunnel'] as const) : []),
    ...(access ? (['credentials'] as const) : []),
    'verify',
    'describe',
    'apply',
    ...(isRestarted ? (['restart'] as const) : []),
  ];
}
