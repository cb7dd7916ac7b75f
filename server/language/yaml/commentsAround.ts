import { lineEnd } from './lineText.ts';
import type { Placement, YamlNode } from './node.ts';
import type { Comment } from './types.ts';
import { commentAt } from './watchTokens.ts';

/** The comments of a healthy document: outside keys and scalars every `#` begins one. */
export function commentsAround(root: YamlNode): Comment[] {
  const text = root.document;
  const comments: Comment[] = [];
  if (!text.includes('#')) return comments;
  let done = 0;
  visit(root);
  lookUpTo(text.length);
  return comments;

  function visit({ place, scalar, children }: YamlNode): void {
    if (place.keyStart !== -1) skip(place.keyStart, place.keyEnd);
    if (!scalar) children.forEach(visit);
    else if (scalar.style === 'literal' || scalar.style === 'folded') skipBlock(place);
    else skip(place.start, place.end);
  }

  /** A comment may follow behind the indicators. */
  function skipBlock({ start, end }: Placement): void {
    lookUpTo(Math.min(end, lineEnd(text, start)));
    done = end;
  }

  function skip(start: number, end: number): void {
    lookUpTo(start);
    done = end;
  }

  function lookUpTo(limit: number): void {
    for (let at = text.indexOf('#', done); at !== -1 && at < limit; at = text.indexOf('#', at)) {
      const end = lineEnd(text, at);
      comments.push(commentAt(text, at, text.slice(at, end)));
      at = end;
    }
  }
}
