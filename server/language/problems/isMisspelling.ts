import { editDistance, fold } from '../../../schemas/vocabulary/nearest.ts';

/**
 * Whether one name is plainly the other in the wrong spelling. Names of resources are made of parts that mean something:
 * `shop-dev` and `shop-prd`, `data-0` and `data-1`, `demo-app` and `demo-api` are near to each other and both right. So
 * each part by itself has to be a slip of the pen: long enough, of letters, one character off or two swapped.
 */
export function isMisspelling(name: string, meant: string): boolean {
  if (name === meant) return false;
  if (fold(name) === fold(meant)) return true;
  const [written, right] = [partsOf(name), partsOf(meant)];
  if (written.length !== right.length) return false;
  return written.every((part, index) => part === right[index] || isSlip(part, right[index] ?? ''));
}

function partsOf(name: string): string[] {
  return name.toLowerCase().split(/[-_.]/);
}

function isSlip(part: string, meant: string): boolean {
  if (Math.min(part.length, meant.length) < shortest || withoutDigits(part) === withoutDigits(meant)) return false;
  return editDistance(part, meant, 1) <= 1;
}

function withoutDigits(text: string): string {
  return text.replaceAll(/\d/g, '');
}

/** Letters; shorter parts are words of their own too often. */
const shortest = 4;
