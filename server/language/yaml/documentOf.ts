import type { ManifestNode, Resource, Span } from '../../../schemas/contract/index.ts';
import { asManifestNode, YamlNode } from './node.ts';
import { nodeAt } from './nodeAt.ts';
import { resourcesOf } from './resourcesOf.ts';
import type { Comment, ManifestDocument, NodeHit, SyntaxProblem } from './types.ts';

export interface Reading {
  readonly text: string;
  readonly root: YamlNode;
  readonly problems: readonly SyntaxProblem[];
  readonly template: boolean;
  /** Called once, when somebody asks: few do. */
  readonly comments: () => readonly Comment[];
}

/** What either way of parsing has found, as a document. */
export function documentOf(reading: Reading): ManifestDocument {
  return new ParsedDocument(reading);
}

/** A class, because a getter in an object literal takes ten times as long to make, for every document. */
class ParsedDocument implements ManifestDocument {
  readonly text: string;
  readonly root: ManifestNode;
  readonly resources: readonly Resource[];
  readonly problems: readonly SyntaxProblem[];
  readonly template: boolean;
  readonly nodeAt: (offset: number) => NodeHit | undefined;
  private findComments: (() => readonly Comment[]) | undefined;
  private found: readonly Comment[] = [];

  constructor({ text, root, problems, template, comments }: Reading) {
    this.text = text;
    this.root = asManifestNode(root);
    this.resources = template ? [] : resourcesOf(this.root);
    this.problems = template ? [] : inOrder(problems);
    this.template = template;
    this.nodeAt = (offset) => nodeAt(root, offset);
    this.findComments = comments;
  }

  get comments(): readonly Comment[] {
    if (this.findComments) this.found = this.findComments();
    this.findComments = undefined;
    return this.found;
  }
}

/** Nothing is written: null, at the start. */
export function emptyRoot(text: string): YamlNode {
  const node = new YamlNode('scalar', text, undefined, undefined, { start: 0, end: 0, keyStart: -1, keyEnd: -1 });
  node.scalar = { text: '', style: 'plain' };
  return node;
}

export function bySpan(first: { readonly span: Span }, second: { readonly span: Span }): number {
  return first.span.start - second.span.start;
}

/** By place; that a document is too deep is said once. */
function inOrder(problems: readonly SyntaxProblem[]): readonly SyntaxProblem[] {
  if (problems.length < 2) return problems;
  const ordered = [...problems].sort(bySpan);
  const deepest = ordered.find((each) => each.code === 'yaml/too-deep');
  return ordered.filter((each) => each.code !== 'yaml/too-deep' || each === deepest);
}
