import type { Resource } from '../../../schemas/contract/index.ts';
import type { ClaimedSubject } from '../subjects/claimedSubjects.ts';

/** A resource, written or imagined, as far as rules look at it. */
export interface CheckedResource extends Pick<ClaimedSubject, 'resource' | 'claim' | 'uri'> {
  /** What it is made from; absent: what was committed. */
  readonly previous?: Resource;
}
