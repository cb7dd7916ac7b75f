import type { Markdown } from '../../../schemas/contract/index.ts';
import { render } from '../../../schemas/vocabulary/render.ts';
import { joined, say } from '../../../schemas/vocabulary/say.ts';
import { fieldHelp } from '../fieldHelp.ts';
import { isAvailable, keyword, typeText } from '../fieldText.ts';
import { childrenOf, fieldAt } from '../schema/walk.ts';
import type { SchemaField } from '../schema/types.ts';
import type { CursorSubject } from '../subjects/subjectAt.ts';
import { fieldSnippet, writtenSample } from './fieldSnippet.ts';
import type { FieldSnippet, SnippetPlace } from './fieldSnippet.ts';
import type { OfferPlace } from './refusedOffers.ts';
import { usualKeys } from './usualKeys.ts';

/** A key that the schema names in a map, and how it is offered whatever else stands there. */
export interface MapKey {
  readonly label: string;
  readonly sample: string | number | boolean | undefined;
  readonly detail: string;
  readonly documentation: Markdown | undefined;
  readonly deprecated: boolean;
  readonly sortText: string;
  /** @param withValue false: without the value that it would come with */
  snippet(place: SnippetPlace, withValue: boolean): FieldSnippet;
}

type Known = Pick<CursorSubject, 'claim' | 'definition' | 'header' | 'help' | 'schema' | 'version'>;

/**
 * Those that the version in force knows, and that a person writes. They are the same for all resources of a kind, so those of the last
 * maps are kept.
 */
export function mapKeys({ context, uri, found }: OfferPlace, map: SchemaField): readonly MapKey[] {
  const { claim, header, version } = found;
  const current = context.schemas.of(header, uri);
  // Of values of a chart the schema comes with the place.
  if (found.help || current?.schema !== map.schema) return keysOf(context, found, map);
  const pack = claim.pack.system.id;
  const folder = uri.slice(0, uri.lastIndexOf('/'));
  const key = JSON.stringify([folder, header.apiVersion, header.kind, pack, version, map.path]);
  const { path } = map;
  return context.recent.maps.read(key, () => {
    const known = context.schemas.of(header, uri);
    const field = known && fieldAt(known.schema, path);
    return field ? keysOf(context, { claim, header, version, ...known }, field) : [];
  });
}

function keysOf(context: OfferPlace['context'], found: Known, map: SchemaField): MapKey[] {
  const usual = usualKeys(context, found, map.path);
  return childrenOf(map)
    .filter((field) => isAvailable(field, found.version) && !isStatus(field))
    .map((field) => {
      const label = String(field.key);
      const deprecated = keyword(field, 'successor') !== undefined;
      const needed = field.required || (field.expected && !usual.isSeldom(label));
      return {
        label,
        sample: writtenSample(field),
        detail: render(joined([typeText(field), field.required ? say`required` : ''], ', '), context.words),
        documentation: fieldHelp(context, found, field).text,
        deprecated,
        sortText: `${deprecated ? '9' : needed ? '0' : ''}${usual.order(label)}${label}`,
        snippet: keptSnippets(field),
      };
    });
}

/** Written by the operator, never by a person. */
function isStatus({ path }: SchemaField): boolean {
  return path.length === 1 && path[0] === 'status';
}

/** As a map is indented in one document, and in a few others. */
const mostSnippets = 8;

function keptSnippets(field: SchemaField): MapKey['snippet'] {
  const kept = new Map<string, FieldSnippet>();
  return (place, withValue) => {
    const { indent, indentStep, flow, quote } = place.cursor;
    const key = `${String(indent)} ${String(indentStep)} ${String(flow)} ${String(quote)} ${String(withValue)}`;
    const known = kept.get(key);
    if (known) return known;
    const made = fieldSnippet(place, field, withValue);
    if (made.isOfResource) return made;
    if (kept.size === mostSnippets) kept.clear();
    kept.set(key, made);
    return made;
  };
}
