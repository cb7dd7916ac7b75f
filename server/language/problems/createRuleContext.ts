import type { ManifestNode, Resource, RuleContext } from '../../../schemas/contract/index.ts';
import type { LanguageContext } from '../languageContext.ts';
import type { CheckedResource } from './checkedResource.ts';

/** The context that rules of one resource get. */
export function createRuleContext(
  context: LanguageContext,
  checked: Pick<CheckedResource, 'resource' | 'uri' | 'previous'>,
  version: string | undefined,
): RuleContext {
  return new ResourceContext(context, checked, version);
}

/** A class: an object of its own with accessors takes the engine longer to make than a rule takes to be asked. */
class ResourceContext implements RuleContext {
  readonly resource: Resource;
  readonly root: ManifestNode;
  readonly version: string | undefined;
  readonly workspace: RuleContext['workspace'];
  readonly #find: () => Resource | undefined;
  /** Looked for once. */
  #previous: { readonly resource: Resource | undefined } | undefined;

  constructor(
    { committed, index }: LanguageContext,
    { resource, uri, previous }: Pick<CheckedResource, 'resource' | 'uri' | 'previous'>,
    version: string | undefined,
  ) {
    this.resource = resource;
    this.root = resource.root;
    this.version = version;
    this.workspace = index;
    this.#find = () => committed.resource(uri, resource);
    this.#previous = previous && { resource: previous };
  }

  /** Where somebody watches what is read, only rules that ask for it read it. */
  get spec(): ManifestNode {
    return this.root.at('spec');
  }

  get previous(): Resource | undefined {
    return (this.#previous ??= { resource: this.#find() }).resource;
  }
}
