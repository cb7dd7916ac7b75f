import type { Span } from '../../../schemas/contract/index.ts';
import { duplicateFixes } from './duplicateFixes.ts';
import { type Placement, type ScalarContent, shadow, YamlNode } from './node.ts';
import { type ProblemCode, problem } from './problem.ts';
import { readKey, readScalar } from './scalars.ts';
import type { SyntaxProblem } from './types.ts';

/** Deeper than anything people write, and shallow enough for recursion, that of the parser included, on any stack. */
export const MAX_DEPTH = 400;

/** Nodes that all aliases of a document may stand for together. */
export const MAX_ALIASED = 100_000;

export interface Anchor {
  readonly node: YamlNode;
  /** How many nodes it is, keys and what aliases stand for included. Absent while it is being built: an alias inside refers to itself. */
  size?: number;
}

/** What kubectl refuses, or drops without a word, although it is YAML: anchors, aliases, merge keys, tags, keys, numbers. */
export class NodeChecks {
  readonly problems: SyntaxProblem[] = [];
  readonly anchors = new Map<string, Anchor>();
  /** Nodes that kubectl has decoded so far, keys and what aliases stand for included; the document itself is the first. */
  size = 1;
  private aliased = 0;
  private isAtLimit = false;
  private isTooDeep = false;
  private readonly document: string;

  constructor(document: string) {
    this.document = document;
  }

  report(code: ProblemCode, span: Span, detail?: string): void {
    if (this.problems.length < MAX_PROBLEMS) this.problems.push(problem(code, span, detail));
  }

  scalar(node: YamlNode): void {
    const { scalar } = node;
    if (!scalar || (scalar.tag === undefined && (scalar.style !== 'plain' || !/^[-+]?\.[in]/i.test(scalar.text))))
      return;
    const { refused } = readScalar({ text: scalar.text, plain: scalar.style === 'plain', tag: scalar.tag });
    if (refused) this.report(REFUSED[refused], node.span, scalar.text);
  }

  key({ text, style, tag }: ScalarContent, start: number, end: number): string {
    const { key, refused } = readKey({ text, plain: style === 'plain', tag });
    if (refused) this.report('invalid-key', { start, end });
    return key;
  }

  /** kubectl silently takes the last one. */
  duplicates(children: readonly YamlNode[]): void {
    if (children.length < 2) return;
    const seen = new Map<string | number | undefined, YamlNode>();
    for (const child of children) {
      const above = seen.get(child.key);
      if (above && !child.isMerge) this.duplicate(above, child);
      seen.set(child.key, child);
    }
  }

  private duplicate(above: YamlNode, child: YamlNode): void {
    if (this.problems.length >= MAX_PROBLEMS) return;
    const span = { start: child.place.keyStart, end: child.place.keyEnd };
    this.problems.push({
      ...problem('duplicate-key', span, String(child.key)),
      nodeFixes: () => duplicateFixes(above, child),
    });
  }

  merge(value: YamlNode): void {
    const maps = value.kind === 'list' && !value.origin ? value.children : [value];
    for (const node of maps) {
      const isUnknown = node.kind === 'scalar' && node.scalar === undefined;
      if (node.kind !== 'map' && !isUnknown) this.report('merge-value', node.span);
    }
  }

  alias(name: string, parent: YamlNode | undefined, key: string | number | undefined, place: Placement): YamlNode {
    const anchor = this.anchors.get(name);
    const span = { start: place.start, end: place.end };
    const unknown = new YamlNode('scalar', this.document, parent, key, place);
    if (!anchor) this.report('unknown-anchor', span, name);
    else if (anchor.size === undefined) this.report('alias-loop', span, name);
    else if (this.isWithinBounds(anchor.size, span, name)) return shadow(anchor.node, parent, key, place);
    return unknown;
  }

  /** In place of what lies deeper than anybody looks. */
  tooDeep(parent: YamlNode | undefined, key: string | number | undefined, place: Placement): YamlNode {
    if (!this.isTooDeep) this.report('too-deep', { start: place.start, end: place.start + 1 });
    this.isTooDeep = true;
    return new YamlNode('scalar', this.document, parent, key, place);
  }

  private isWithinBounds(size: number, span: Span, name: string): boolean {
    this.size += size;
    this.aliased += size;
    if (this.isAtLimit) return false;
    const isExcessive = this.aliased > 100 && this.size > 1000 && this.aliased / this.size > allowedRatio(this.size);
    if (!isExcessive && this.aliased <= MAX_ALIASED) return true;
    this.isAtLimit = true;
    this.report(isExcessive ? 'too-many-aliases' : 'many-aliases', span, name);
    return false;
  }
}

/** What part of a document may come from aliases: decode.go of go.yaml.in/yaml/v2. */
function allowedRatio(size: number): number {
  const [few, many] = [400_000, 4_000_000];
  return size <= few ? 0.99 : size >= many ? 0.1 : 0.99 - (0.89 * (size - few)) / (many - few);
}

const REFUSED = { infinite: 'infinite', tag: 'wrong-tag', base64: 'invalid-base64' } as const;

const MAX_PROBLEMS = 50;
