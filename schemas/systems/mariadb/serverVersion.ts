import type { ManifestNode } from '../../contract/index.ts';
import { textOf } from '../../vocabulary/read.ts';

/**
 * The version of the server by its image, such as `11.8` of `docker.io/library/mariadb:11.8.5-ubi`. `undefined`: the operator's own
 * choice, a tag that is no version, or an image of others, which may have options of their own.
 */
export function serverVersion(spec: ManifestNode): string | undefined {
  return /(?:^|\/)mariadb:(\d+\.\d+)(?=[.@-]|$)/.exec(textOf(spec.at('image')) ?? '')?.[1];
}
